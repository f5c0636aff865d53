"""Measuring Terbit against itself and its peers; run from the repository, never shipped."""
