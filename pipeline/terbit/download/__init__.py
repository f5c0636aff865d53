"""The download page of an edition: what there is, how large, how to cite it."""

from terbit.download.page import download_page

__all__ = ["download_page"]
