"""``thubay links``: asks every address outside that the site leads to, and writes one issue of those that no longer answer."""

import argparse
import urllib.error
import urllib.request
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

from generator.github.issues import Issue, dumped
from generator.github.markdown import fenced
from generator.inspection.site import Inspection
from generator.problems import messages, shown

TIMEOUT, WORKERS, MOST_PAGES = 20, 4, 3
AGENT = "Mozilla/5.0 (compatible; thubay links)"
GONE = frozenset((404, 410))


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the site and where the issue goes."""
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help=messages()["option_out"].text)
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=messages()["option_remind_out"].text)


def run(options: argparse.Namespace) -> int:
    """Write one issue, or none where every address answers, and return 0: a source that is gone stops nothing."""
    outside = Inspection(options.site.resolve()).outside()
    with ThreadPoolExecutor(WORKERS) as workers:
        answers = dict(zip(outside, workers.map(_wrong, outside), strict=True))
    dead = {url: reason for url, reason in answers.items() if reason}
    found = (_issue(dead, outside),) if dead else ()
    options.out.write_text(f"{dumped(found)}\n", encoding="utf-8")
    print(messages()["links_counts"].text.format(count=len(outside), dead=len(dead)))
    return 0


def _issue(dead: Mapping[str, str], outside: Mapping[str, tuple[str, ...]]) -> Issue:
    lines = "\n".join(f"{url}\n    {reason}; {', '.join(outside[url][:MOST_PAGES])}" for url, reason in dead.items())
    title = messages()["links_title"].text.format(count=len(dead))
    return Issue(key="links", title=title, body=f"{messages()['links_body'].text}\n\n{fenced(lines)}")


def _wrong(url: str) -> str | None:
    """Return why the address does not answer; None where it does, or only refuses machines or is busy."""
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})  # noqa: S310 - http and https alone are collected
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310
            return None
    except urllib.error.HTTPError as error:
        return f"HTTP {error.code}" if error.code in GONE else None
    except (OSError, HTTPException, ValueError) as error:
        return shown(error)
