"""The contest of citation processors: Terbit, citeproc-js and pandoc do the same work in fresh processes."""
