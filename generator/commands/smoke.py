"""``thubay smoke``: whether the site that readers get is the one that was built, asked again for as long as hosts need."""

import argparse
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPException

from generator.problems import messages, shown

LONGEST_WAIT, MOST_BYTES, TIMEOUT = 60.0, 1_000_000, 20


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the address, the commit, and how patient to be."""
    parser.add_argument("url", metavar="URL", help=messages()["option_smoke_url"].text)
    parser.add_argument("--commit", required=True, metavar="SHA", help=messages()["option_smoke_commit"].text)
    parser.add_argument("--tries", type=int, default=10, metavar="N", help=messages()["option_tries"].text)
    parser.add_argument("--wait", type=float, default=2.0, metavar="SECONDS", help=messages()["option_wait"].text)


def run(options: argparse.Namespace) -> int:
    """Return 0 once the site at the address says it was built from the commit; 1 where it does not in all tries."""
    reason = smoke(options.url, options.commit, waits(options.tries, options.wait), time.sleep)
    print(messages()["smoke_bad"].text.format(reason=reason) if reason else messages()["smoke_good"].text.format(url=options.url))
    return int(reason is not None)


def waits(tries: int, first: float) -> Iterator[float | None]:
    """Return how long to wait after each try, twice as long each time up to a minute; None after the last."""
    for number in range(tries - 1):
        yield min(LONGEST_WAIT, first * 2**number)
    yield None


def smoke(url: str, commit: str, pauses: Iterator[float | None], sleep: Callable[[float], None]) -> str | None:
    """Return why the site is not the one of the commit, None where it is."""
    reason: str | None = None
    for pause in pauses:
        reason = _wrong(f"{url.rstrip('/')}/", commit)
        if reason is None or pause is None:
            break
        sleep(pause)
    return reason


def _wrong(url: str, commit: str) -> str | None:
    try:
        found = json.loads(_body(f"{url}build.json?{commit}"))["commit"]
        if found != commit:
            return messages()["smoke_other"].text.format(found=shown(found), commit=commit)
        if b"</html>" not in _body(url):
            return messages()["smoke_no_page"].text
    except (OSError, HTTPException, ValueError, KeyError, TypeError) as error:
        return shown(error)
    return None


def _body(url: str) -> bytes:
    """Return the first megabyte of an answer; raises OSError or HTTPException for none, ValueError for no web address."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(url)
    with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:  # noqa: S310 - the scheme is checked above
        return bytes(answer.read(MOST_BYTES))
