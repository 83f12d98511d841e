"""GitHub's REST interface through its own program ``gh``, which holds the token; contents are its input, no words of a shell."""

import json
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

WAITS = (2, 8, 30)
Content = Mapping[str, Any]
Listing = Sequence[Mapping[str, Any]]


class ApiError(Exception):
    """GitHub did not take a call, also not when asked again; says what ``gh`` said."""


def ask(method: str, path: str, content: Content | None = None, wait: Callable[[float], None] = time.sleep) -> Any:
    """Return GitHub's answer to one call, as JSON; raises ApiError. ``path`` is whole: ``repos/owner/name/issues``."""
    body = () if content is None else ("--input", "-")
    return _json(("api", "--method", method, path, *body), content, wait)


def pages(path: str, wait: Callable[[float], None] = time.sleep) -> Listing:
    """Return every entry of a listing, whatever number of pages it has; raises ApiError."""
    return [entry for page in _json(("api", "--paginate", "--slurp", path), None, wait) for entry in page]


def _json(arguments: Sequence[str], content: Content | None, wait: Callable[[float], None]) -> Any:
    given = None if content is None else json.dumps(content).encode()
    for pause in (*WAITS, None):
        done = subprocess.run(["gh", *arguments], input=given, capture_output=True, check=False)  # noqa: S603, S607
        if done.returncode == 0:
            return json.loads(done.stdout or b"null")
        told = done.stderr.decode(errors="replace").strip()
        if pause is None or _final(told):
            break
        wait(pause)
    raise ApiError(told)


def _final(told: str) -> bool:
    """Say whether asking again is of no use: the call itself is at fault, which GitHub says with a number of 400 to 428."""
    return any(f"HTTP {status}" in told for status in range(400, 429))
