"""Transforms: pure functions from a Document to a Document and its findings, one a file."""
