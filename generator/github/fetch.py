"""Fetches an attachment from GitHub's own store, so much and no more, and from nowhere else."""

import time
import urllib.error
import urllib.request
from http.client import HTTPMessage
from typing import IO
from urllib.parse import urlsplit

SECONDS = 60.0
STALL = 15.0
CHUNK = 64 * 1024
HOST = "github.com"
STORES = ("githubusercontent.com",)


class FetchError(Exception):
    """The attachment could not be had: gone, too large, too slow, or sent on to a place that is not GitHub's."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows GitHub to its own stores alone."""

    max_redirections = 3

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        if not is_github(newurl):
            raise FetchError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_github(address: str) -> bool:
    """Say whether an address is GitHub's, over an encrypted connection, with no port or name of a user in it."""
    parts = urlsplit(address)
    host = parts.netloc
    return parts.scheme == "https" and (host == HOST or any(host.endswith(f".{store}") for store in STORES))


def fetch(address: str, most: int) -> bytes:
    """Return what stands at ``address``, at most ``most`` bytes; raises FetchError where it cannot be had within a minute."""
    if not is_github(address):
        raise FetchError(address)
    end = time.monotonic() + SECONDS
    found = bytearray()
    try:
        with urllib.request.build_opener(_Redirects()).open(address, timeout=STALL) as answer:
            while part := answer.read(CHUNK):
                found += part
                if len(found) > most or time.monotonic() > end:
                    raise FetchError(address)
    except (OSError, ValueError) as error:  # URLError and a bad address among them
        raise FetchError(address) from error
    return bytes(found)
