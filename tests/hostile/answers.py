"""What the product says to a file of the corpus, and what is wrong with that."""

import functools
import re
import time
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.checks.known import Known
from generator.commands.check import written
from generator.loading.files import Checker
from generator.loading.tree import Entry
from generator.problems import Severity


def named(*ids, **more):
    """Return entries of a register; what they are called is not looked at here."""
    return [{"id": each, "name": f"Tên {each}", **more} for each in ids]


REGISTERS = {
    "places": {
        "communes": [
            *named("da-tong", hamlets=named("n-ton", "da-nhinh", "liang-hung")),
            *named("ro-men", hamlets=named("da-knang")),
        ]
    },
    "bodies": {"bodies": named("phong-nong-nghiep", "thuong-truc"), "groups": named("to-1")},
    "activities": {"areas": named("II.3"), "indicators": named("duong-ve-sinh")},
}
CAMPAIGNS = (PurePosixPath("campaigns/2024/q2.yml"), PurePosixPath("campaigns/2024/04-da-tong.yml"))
SECONDS = 0.2  # of the processor, for one check
LONGEST = 1200
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
TRACE = re.compile(r"Traceback|\.py\b|<class|at 0x[0-9a-f]+|\bNone\b|KeyError|ValueError")


@dataclass(frozen=True)
class Answer:
    """The problems of one file, whether it is published, and the processor time of its check."""

    problems: tuple
    is_sound: bool
    seconds: float


@functools.cache
def known():
    return Known.of(REGISTERS, CAMPAIGNS)


def checked(kind, path, raw):
    """Return the document, None where it is refused, and the problems of one file, checked as every file of data/ is."""
    found = Checker(Path("data"), known(), {path: raw}).check(Entry(path, kind, len(raw)))
    return found.document if found.is_sound else None, found.problems


def answer(kind, path, raw):
    start = time.process_time()
    document, problems = checked(kind, path, raw)
    return Answer(problems, document is not None, time.process_time() - start)


def most_megabytes():
    """Return the most memory that this program ever held; ``getrusage`` would count what started it too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s*([0-9]+) kB", status)[1]) // 1024


def complaints(case, expected):
    """Return what is wrong with the product's answer to ``case``, one sentence each."""
    given = answer(case.kind, case.path, case.raw)
    if given.seconds > SECONDS:  # a collection of garbage of the tests' own may have fallen into it: what is slow is so again
        given = min((answer(case.kind, case.path, case.raw) for _ in range(3)), key=lambda each: each.seconds)
    return [f"{case.id}: {wrong}" for wrong in _wrong(case, expected, given)]


def _wrong(case, expected, given):
    problems = given.problems
    if given.seconds > SECONDS:
        yield f"took {given.seconds:.2f} s"
    place = (PurePosixPath("data") / case.path, case.line, case.column, case.field)
    here = [problem for problem in problems if (problem.path, problem.line, problem.column, problem.field) == place]
    told = [problem for problem in here if problem.code in expected.codes]
    weight = {"reject": Severity.ERROR, "warn": Severity.WARNING}.get(expected.verdict)
    if expected.verdict == "accept":
        pass
    elif not told:
        yield f"no {'|'.join(sorted(expected.codes))} at {place[1:]} but {[_short(problem) for problem in problems]}"
    elif told[0].severity is not weight:
        yield f"{told[0].code} has the weight {told[0].severity.name}"
    elif expected.mended != "maybe" and (told[0].correction is not None) != (expected.mended == "yes"):
        yield f"is corrected to {told[0].correction!r}"
    others = [_short(each) for each in problems if each.code not in expected.also and each not in told[:1]]
    if others:
        yield f"more is told: {others}"
    if expected.verdict == "reject" and given.is_sound:
        yield "is published"
    if expected.verdict != "reject" and not given.is_sound and not expected.also:
        yield "is not published"
    for problem in problems:
        yield from _unfit(problem)
        if problem.correction is not None:
            yield from _not_mended(case, problem)


def _short(problem):
    return f"{problem.line}:{problem.column} {problem.field}: {problem.code}"


def _unfit(problem):
    """Yield why a person cannot use a problem: no Vietnamese, the insides of a program, signs that a terminal obeys."""
    if not VIETNAMESE.search(problem.message) or TRACE.search(problem.message):
        yield f"says {problem.message!r}"
    for form in ("text", "github"):
        for line in written([problem], form, PurePosixPath()):
            if not line.isprintable() or len(line) > LONGEST:
                yield f"prints {line!r}"


def _not_mended(case, problem):
    """Yield where the file still has the same problem once the line is what it is said to be."""
    text = case.raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text[problem.line - 1] = problem.correction
    again = answer(case.kind, case.path, "\n".join(text).encode()).problems
    if any((each.code, each.line, each.column) == (problem.code, problem.line, problem.column) for each in again):
        yield f"{problem.code} is still there in {problem.correction!r}"
