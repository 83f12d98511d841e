"""From an issue to a proposal: what would be written into data/, and the words that answer whoever sent it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from generator.checks.wording import shown_path, spoken
from generator.github.fetch import FetchError
from generator.github.issue_form import Filled, filled, is_form, name_of
from generator.github.markdown import fenced
from generator.github.summary import UNLINED
from generator.intake.archive import Limits
from generator.intake.examine import Papers, examine
from generator.intake.paper import Paper
from generator.intake.papers import papers, text_paper, together
from generator.intake.standing import Standing
from generator.language.months import Month, Quarter
from generator.language.vietnamese import quarter_name
from generator.loading import layout
from generator.model.dataset import Dataset
from generator.problems import InvalidData, Problem, Severity, messages

PERSONAL = "personal_"
SENT = frozenset({"opened", "edited", "reopened"})
TEXTS = frozenset({"report", "saturday", "campaign"})
MOST_TOLD = 40
Fetch = Callable[[str, int], bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What is needed of an ``issues`` event: the issue, its body, who wrote it and who caused the event, by their numbers."""

    action: str
    number: int
    body: str
    author: int
    sender: int

    @classmethod
    def of(cls, payload: Mapping[str, Any]) -> "Event":
        """Return the event of a payload; raises KeyError, TypeError or ValueError for anything else."""
        issue = payload["issue"]
        return cls(
            action=str(payload["action"]),
            number=int(issue["number"]),
            body=str(issue["body"] or ""),
            author=int(issue["user"]["id"]),
            sender=int(payload["sender"]["id"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """The answer to an issue, and, where it is sound, the files of the proposal by their paths below data/ and its words."""

    answer: str
    files: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    branch: str = ""
    title: str = ""
    body: str = ""


def submission(event: Event, standing: Standing, fetch: Fetch) -> Submission | None:
    """Return what becomes of an issue; None where it is none of our forms, or nothing was written in it.

    ``fetch`` returns the bytes at an address, at most so many, or raises FetchError. Rights are those of the account that wrote
    the issue, as the base lists them; a text that somebody else has a hand in lends nobody's.
    """
    if event.action not in SENT or not is_form(event.body):
        return None
    shown = PurePosixPath(words("submit_shown"))
    try:
        if event.sender != event.author:
            raise InvalidData([Problem.of("issue_other_hand", shown)])
        handed = _handed(filled(event.body, shown), shown, standing, fetch)
        examined = examine(handed, standing, event.author)
    except InvalidData as invalid:
        return Submission(answer=_refusal(invalid.problems))
    if examined.errors:
        return Submission(answer=_refusal(examined.problems))
    if not examined.files:
        return Submission(answer=words("submit_nothing_new"))
    return Submission(
        answer="\n\n".join((words("submit_accepted"), *_second_look(examined.problems))),
        files=examined.files,
        branch=f"nop/phieu-{event.number}",
        title=_title(examined.files, standing.dataset),
        body="\n\n".join(_body(event, examined.files, examined.problems, standing)),
    )


def words(code: str, **values: object) -> str:
    """Return the sentence under ``code``."""
    return messages()[code].text.format(**values)


def _handed(form: Filled, shown: PurePosixPath, standing: Standing, fetch: Fetch) -> Papers:
    found: list[tuple[PurePosixPath, Mapping[PurePosixPath, Paper]]] = []
    if form.text is not None:
        raw = form.text.encode("utf-8", "surrogatepass")
        paper = text_paper(raw, shown, standing) if form.path is None else (_stated(form.path, shown), Paper(raw=raw))
        found.append((shown, dict([paper])))
    if form.attachment is not None:
        name = PurePosixPath(name_of(form.attachment))
        try:
            found.append((name, papers(fetch(form.attachment, Limits().packed), name, standing)))
        except FetchError as error:
            raise InvalidData([Problem.of("issue_not_fetched", name)]) from error
    if not found:
        raise InvalidData([Problem.of("issue_empty", shown)])
    return together(found)


def _stated(written: str, shown: PurePosixPath) -> PurePosixPath:
    """Return the path below data/ that the form states; raises InvalidData for one where no report and no day may stand."""
    path = written.removeprefix("data/")
    if layout.kind_of(path) not in TEXTS:
        raise InvalidData([Problem.of("issue_path", shown, written=written)])
    return PurePosixPath(path)


def _refusal(problems: Iterable[Problem]) -> str:
    told = list(problems)
    errors = [each for each in told if each.severity is Severity.ERROR]
    personal = any(each.code.startswith(PERSONAL) for each in errors)
    return "\n\n".join(
        (
            words("submit_refused", errors=len(errors)),
            *((words("submit_personal"),) if personal else ()),
            fenced("\n".join(_listed(errors))),
            *_second_look(told),
            words("submit_mend"),
        )
    )


def _second_look(problems: Iterable[Problem]) -> Iterator[str]:
    lighter = [each for each in problems if each.severity is Severity.WARNING]
    if lighter:
        yield words("submit_second_look", count=len(lighter))
        yield fenced("\n".join(_listed(lighter)))


def _listed(problems: Iterable[Problem]) -> Iterator[str]:
    """Return the problems as lines: of each file its path, then where, what and how to mend it."""
    path = None
    for number, each in enumerate(problems):
        if number == MOST_TOLD:
            yield words("submit_more")
            return
        if each.path != path:
            path = each.path
            yield shown_path(path)
        where = ", ".join(part for part in (_line(each), each.field) if part)
        yield shown_path(f"- {where}: {each.message}")
        if each.correction is not None:
            yield shown_path(f"    {words('check_correction')} {each.correction.strip()}")


def _line(problem: Problem) -> str:
    is_whole = (problem.line, problem.column) == (1, 1)
    return "" if is_whole or problem.path.suffix in UNLINED else words("submit_line", line=problem.line)


def _title(files: Mapping[PurePosixPath, bytes], data: Dataset | None) -> str:
    """Return the title of the proposal: what the first text among its files is of."""
    path = next((path for path in files if layout.kind_of(path) in TEXTS), None)
    if path is None:
        return words("submit_title_photos")
    stated = layout.stated_by(path)
    if "quarter" in stated:
        return words("submit_title_campaign", quarter=quarter_name(Quarter(int(path.parent.name), int(stated["quarter"]))))
    commune = data.places.communes.get(str(stated["commune"])) if data else None
    name = commune.name if commune else str(stated["commune"])
    code = f"submit_title_{layout.kind_of(path)}"
    return words(code, commune=name, month=spoken(Month.of(str(stated["month"]))))


def _body(event: Event, files: Iterable[PurePosixPath], problems: Iterable[Problem], standing: Standing) -> Iterator[str]:
    yield words("submit_body", number=event.number, account=event.author)
    yield "\n".join(f"- `{standing.folder / path}`" for path in files)
    yield from _second_look(problems)
    yield words("submit_closes", number=event.number)
