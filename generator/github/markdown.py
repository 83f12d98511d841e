"""Contributors' text in GitHub's Markdown, where it must mean nothing but itself."""

import re

MARKUP = re.compile(r"([!-/:-@\[-`{-~])")  # CommonMark 2.4: a backslash takes any of these for what it is


def plain(text: str) -> str:
    """Return ``text`` on one line as Markdown that shows just these letters: no markup, no link, no HTML."""
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Return ``text`` as a code span on one line, whatever it holds."""
    line = " ".join(text.split())
    mark = "`" * (1 + max((len(run) for run in re.findall("`+", line)), default=0))
    return f"{mark} {line} {mark}" if line else ""


def fenced(text: str) -> str:
    """Return ``text`` as a block that GitHub shows letter by letter, whatever it holds: no mention, no link, no early end."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`*", text)))
    return f"{fence}text\n{text}\n{fence}"
