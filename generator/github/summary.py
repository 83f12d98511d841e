"""What an official reads under a check: what is wrong, where, the corrected line; or that all is well, and what readers see."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from generator.github.addresses import editor_at
from generator.github.event import PullRequest
from generator.github.markdown import code, fenced, plain
from generator.problems import Problem, Severity, messages

MOST_PROBLEMS, MOST_PAGES = 200, 100
UNLINED = frozenset({".xlsx", ".zip", ".jpg", ".png", ".webp"})  # nobody opens these at a line
HEADINGS = {
    Severity.ERROR: "summary_errors",
    Severity.WARNING: "summary_warnings",
    Severity.NOTE: "summary_notes",
}
Pages = Sequence[tuple[str, str]]


def problems_summary(told: Iterable[str], problems: Iterable[Problem], proposal: PullRequest) -> Iterator[str]:
    """Return the paragraphs on what was found: those of ``told``, errors with their corrected lines, then what may wait.

    Every text of a contributor stands for itself; a link leads to the editor of the proposal's own branch.
    """
    yield from told
    for severity, heading in HEADINGS.items():
        found = sorted(problem for problem in problems if problem.severity is severity)
        if not found:
            continue
        listed = [
            each for path, some in groupby(found[:MOST_PROBLEMS], lambda each: each.path) for each in _file(path, some, proposal)
        ]
        if len(found) > MOST_PROBLEMS:
            listed.append(_words("summary_more", count=len(found) - MOST_PROBLEMS))
        title = _words(heading, count=len(found))
        if severity is Severity.ERROR:
            yield f"### {title}"
            yield from listed
        else:
            yield f"<details><summary>{title}</summary>"
            yield from listed
            yield "</details>"


def _file(path: PurePosixPath, problems: Iterable[Problem], proposal: PullRequest) -> Iterator[str]:
    yield f"#### {code(str(path))}"
    for problem in problems:
        place = _place(problem, proposal)
        field = f" {plain(problem.field)}:" if problem.field else ""
        yield f"**{place}.**{field} {plain(problem.message)}"
        if problem.correction is not None:
            yield f"{_words('summary_correction')}\n\n{fenced(problem.correction.strip())}"


def _place(problem: Problem, proposal: PullRequest) -> str:
    """Return where a problem stands, as a link to the editor where the file has one."""
    if problem.path.suffix in UNLINED:
        return _words("summary_no_editor")
    told = _words("summary_file") if (problem.line, problem.column) == (1, 1) else _words("summary_line", line=problem.line)
    if proposal.repository is None:
        return told
    return f"[{told}]({editor_at(proposal.repository, proposal.branch, problem.path, problem.line)})"


def pages_summary(new: Pages, changed: Pages, gone: Pages) -> Iterator[str]:
    """Return the paragraphs on what readers will see; a page is its address and its title."""
    yield f"### {_words('summary_pages')}"
    if not (new or changed or gone):
        yield _words("summary_no_pages")
        return
    for heading, pages in (("summary_new", new), ("summary_changed", changed), ("summary_gone", gone)):
        if pages:
            lines = [f"- {plain(title)} {code(address)}" for address, title in pages[:MOST_PAGES]]
            if len(pages) > MOST_PAGES:
                lines.append(f"- {_words('summary_more', count=len(pages) - MOST_PAGES)}")
            yield "\n".join((f"**{_words(heading, count=len(pages))}**", "", *lines))
    yield _words("summary_open")


def _words(code: str, **values: object) -> str:
    return messages()[code].text.format(**values)
