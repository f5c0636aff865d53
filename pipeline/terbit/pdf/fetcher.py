"""The engine's only way to a resource: the mapping that the composition brought with it."""

from __future__ import annotations

import io
import mimetypes
import ssl
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from terbit.diagnostics import Diagnostic, Location

__all__ = ["BASE", "ResourceFetcher"]

# Nothing but this fetcher knows the scheme; Python's urljoin, which does not either, leaves relative addresses be.
_SCHEME = "terbit"
BASE = f"{_SCHEME}:///"
_LONGEST = 80
"""Characters of an address that are told: one that is data may have millions."""


class ResourceFetcher(URLFetcher):  # type: ignore[misc]
    """Serves bytes from a mapping of paths; every other address is refused and reported."""

    def __init__(self, resources: Mapping[str, bytes]) -> None:
        """Keep the resources, by path relative to the project."""
        # Without a context, it would read the certificates of the web.
        super().__init__(allowed_protocols=(), ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        self.serve(resources)

    def serve(self, resources: Mapping[str, bytes]) -> None:
        """Serve these resources from now on, and forget what was refused."""
        self._resources = resources
        self.findings: list[Diagnostic] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return a resource.

        Raises
        ------
        ValueError
            If the address is not in the mapping; the engine goes on without it.
        """
        del headers
        parts = urlsplit(url)
        path = unquote(parts.path).lstrip("/") if parts.scheme in ("", _SCHEME) else ""
        data = self._resources.get(path)
        if data is None:
            self.findings.append(_refusal(url, path))
            raise ValueError(f"refused: {url}")
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, io.BytesIO(data), {"Content-Type": kind})


def _refusal(url: str, path: str) -> Diagnostic:
    if path:
        hint = "name a file of the project, relative to the file that names it"
        return Diagnostic("error", "resource-missing", f"'{path}' is not among the book's files", Location(path), hint)
    hint = "put the file into the project and name it there; a build opens nothing else"
    url = url if len(url) <= _LONGEST else f"{url[:_LONGEST]}…"
    return Diagnostic("error", "resource-refused", f"'{url}' lies outside the project", None, hint)
