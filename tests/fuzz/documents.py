"""Documents changed at random: each is checked in no time, and accepted, warned of or refused, never a crash.

``python -m tests.fuzz.documents --mutants 100000`` counts the verdicts. Each mutant follows from the seed and its number alone:
``--only NUMBER`` makes one again and shows it with its answer.
"""

import argparse
import faulthandler
import multiprocessing
import random
import sys
import time
import traceback
import unicodedata
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from generator.loading import layout
from generator.model.campaign import Campaign
from generator.model.places import Places
from generator.model.plan import Plan
from generator.model.registers import Activities, Bodies, Calendar, Programme
from generator.model.report import Report
from generator.problems import Severity
from tests.hostile import cases, faults
from tests.hostile.answers import LONGEST, SECONDS, answer, checked, most_megabytes

SITE = Path(__file__).parent.parent / "site" / "data"
CHUNK = 500
HANG = 120  # seconds of a clock for one chunk: whoever needs more hangs
MEGABYTES = 150
PROCESSES = 2
MODELS = {
    "report": Report.of,
    "saturday": Campaign.of,
    "campaign": Campaign.of,
    "plan": Plan.of,
    "places": lambda _path, document: Places.of(document),
    "bodies": lambda _path, document: Bodies.of(document),
    "activities": lambda _path, document: Activities.of(document),
    "calendar": lambda _path, document: Calendar.of(document),
    "programme": lambda _path, document: Programme.of(document),
}
LOOKALIKES = str.maketrans("aceiopxyABCEHKMOPTX01", "асеіорхуАВСЕНКМОРТХＯ１")
TOKENS = [
    *(faults.CHARACTERS | faults.ESCAPES).values(),
    *(text for text in (faults.YAML | faults.NOTHING | faults.TEXTS | faults.PERSONAL | faults.HONEST).values()),
    *(text for table in faults.BY_TYPE.values() for text in table.values() if isinstance(text, str)),
    *faults.KEYS.values(),
    *"-?:,[]{}#&*!|>'\"%@`~\\ \t\r\n",
    ": ", " #", "- ", "---\n", "...\n", "<<: ", "? ", "|\n", ">-\n", "|2\n", "%YAML 1.1\n", "{a: ", "[[", "]]", "}}", "\r\n",
    "\x00", "\x85", "\u2028", "\ufeff", "\ufffd", "\U0010ffff", "\u0301" * 5, "\u0301" * 5000, "a\u0323\u0302\u0301", "가" * 50,
    "9" * 20, "9" * 5000, "-0", "1e999", "0x" + "f" * 500, ".5", "5.", "1_0", "00", "٣" * 15, "1.500", "1.5.0", "1,5,0",
    "\\ud800", "\\U0010ffff", "\\x00", "\\" * 50, '"' * 3, "'" * 3, "[" * 30, "{" * 30, "[" * 9000, "{a: " * 3000, "- " * 500,
    "0912345678", "001203004567", "+84912345678", "a@b.vn", "hộ nghèo Nguyễn Văn A ", "84 9", "STK ", "https://", "://a:b@",
    "a: b: c", "<<<<<<< HEAD\n", "x" * 300, "x" * 70_000, "a.a@" * 500, "0 " * 500, "\n" * 500, " " * 5000, "# " * 2000,
]  # fmt: skip


@dataclass
class Tally:
    """What came of some mutants: verdicts, the slowest with its number, the most memory in MB, and what must not be."""

    verdicts: Counter = field(default_factory=Counter)
    codes: Counter = field(default_factory=Counter)
    slowest: tuple = (0.0, 0)
    megabytes: int = 0
    faults: list = field(default_factory=list)

    def add(self, other):
        self.verdicts += other.verdicts
        self.codes += other.codes
        self.slowest = max(self.slowest, other.slowest)
        self.megabytes = max(self.megabytes, other.megabytes)
        self.faults += other.faults


def seeds():
    """Return the sound files to start from, each with its kind and its path."""
    found = [(kind, PurePosixPath(path), cases.base(kind)) for kind, path in cases.PATHS.items()]
    for path in sorted(SITE.rglob("*.yml")):
        way = PurePosixPath(path.relative_to(SITE))
        found.append((layout.kind_of(way), way, path.read_bytes()))
    return found


SEEDS = seeds()


def mutant(seed, number):
    """Return the kind, the path and the bytes of one mutant."""
    rng = random.Random(f"{seed} {number}")
    kind, path, raw = rng.choice(SEEDS)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        raw = rng.choice(MUTATIONS)(rng, raw)
    return kind, path, raw[:200_000]


def _place(rng, raw):
    return rng.randrange(len(raw) + 1)


def _span(rng, raw, longest=40):
    start = _place(rng, raw)
    return start, min(len(raw), start + rng.randrange(1, longest))


def flipped(rng, raw):
    if not raw:
        return b"\x00"
    at = rng.randrange(len(raw))
    return raw[:at] + bytes([raw[at] ^ 1 << rng.randrange(8)]) + raw[at + 1 :]


def noisy(rng, raw):
    at = _place(rng, raw)
    return raw[:at] + rng.randbytes(rng.randrange(1, 6)) + raw[at:]


def shortened(rng, raw):
    start, end = _span(rng, raw)
    return raw[:start] + raw[end:]


def doubled(rng, raw):
    start, end = _span(rng, raw, 200)
    return raw[:end] + raw[start:end] * rng.choice((1, 1, 2, 30)) + raw[end:]


def cut(rng, raw):
    return raw[: _place(rng, raw)] if rng.random() < 0.5 else raw[_place(rng, raw) :]


def with_token(rng, raw):
    at = _place(rng, raw)
    return raw[:at] + _token(rng) + raw[at:]


def _token(rng):
    return rng.choice(TOKENS).replace(faults.CARET, "").encode("utf-8", "surrogatepass")


def with_value(rng, raw):
    """Write a token in the place of the rest of a line, behind its key or its dash."""
    lines = raw.split(b"\n")
    number = rng.randrange(len(lines))
    for sign in (b": ", b"- "):
        head, found, _ = lines[number].partition(sign)
        if found:
            lines[number] = head + found + _token(rng)
            break
    return b"\n".join(lines)


def of_lines(rng, raw):
    """Take away, double, move, indent or join lines."""
    lines = raw.split(b"\n")
    number = rng.randrange(len(lines))
    match rng.randrange(7):
        case 0:
            del lines[number]
        case 1:
            lines[number:number] = [lines[number]] * rng.choice((1, 1, 2, 50, 300))
        case 2:
            lines.insert(rng.randrange(len(lines)), lines.pop(number))
        case 3:
            lines[number] = b" " * rng.randrange(1, 9) + lines[number]
        case 4:
            lines[number] = lines[number].lstrip()
        case 5:
            lines[number : number + 2] = [b" ".join(lines[number : number + 2])]
        case _:
            end = min(len(lines), number + rng.randrange(2, 12))
            lines[number:end] = [b"  " + line for line in lines[number:end]]
    return b"\n".join(lines)


def spliced(rng, raw):
    other = rng.choice(SEEDS)[2]
    return raw[: _place(rng, raw)] + other[_place(rng, other) :]


def disguised(rng, raw):
    """Write a few letters as others that look the same."""
    start, end = _span(rng, raw, 12)
    return raw[:start] + raw[start:end].decode("utf-8", "ignore").translate(LOOKALIKES).encode() + raw[end:]


def encoded(rng, raw):
    """Save the file as another editor would."""
    text = raw.decode("utf-8", "ignore")
    match rng.randrange(8):
        case 0:
            return text.encode("utf-16", "surrogatepass")
        case 1:
            return text.encode("cp1258", "ignore")
        case 2:
            return unicodedata.normalize("NFD", text[:20_000]).encode()
        case 3:
            return b"\xef\xbb\xbf" + raw
        case 4:
            return raw.replace(b"\n", b"\r\n")
        case 5:
            return raw.replace(b"\n", rng.choice(("\r", "\x85", "\u2028", "\n\n")).encode())
        case 6:
            return raw.replace(b"  ", b"\t")
        case _:
            return raw.replace(b'"', rng.choice((b"'", b"", "“".encode())))


MUTATIONS = (
    *(flipped, noisy, shortened, doubled, cut, disguised, encoded, spliced),
    *(with_token, with_token, with_token, with_value, with_value, with_value, of_lines, of_lines, of_lines),
)


def chunk(seed, numbers):
    """Check some mutants and return what came of them."""
    faulthandler.dump_traceback_later(HANG, exit=True, file=sys.__stderr__)
    found = Tally()
    for number in numbers:
        kind, path, raw = mutant(seed, number)
        start = time.process_time()
        try:
            verdict, problems = _verdict(kind, path, raw)
        except Exception:
            found.verdicts["crash"] += 1
            found.faults.append((number, traceback.format_exc(limit=-6)))
            continue
        seconds = time.process_time() - start
        found.verdicts[verdict] += 1
        found.codes.update({problem.code for problem in problems})
        found.slowest = max(found.slowest, (seconds, number))
        if seconds > SECONDS:
            found.faults.append((number, f"took {seconds:.2f} s"))
    faulthandler.cancel_dump_traceback_later()
    found.megabytes = most_megabytes()
    return found


def _verdict(kind, path, raw):
    """Return what becomes of a document; AssertionError where that is no clear answer."""
    document, problems = checked(kind, path, raw)
    is_refused = any(problem.severity is Severity.ERROR for problem in problems)
    assert is_refused or document is not None
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for problem in problems:
        assert 1 <= problem.line <= lines, problem
        assert problem.column >= 1, problem
        assert problem.message.isprintable(), problem
        assert len(problem.message) < LONGEST, problem
    if is_refused:
        return "refused", problems
    MODELS[kind](PurePosixPath("data") / path, document)
    return "warned of" if problems else "accepted", problems


def run(seed, mutants, chunk=chunk):
    """Check so many mutants in two processes and return what came of all; raises BrokenProcessPool where one died."""
    total = Tally()
    parts = [range(start, min(start + CHUNK, mutants)) for start in range(0, mutants, CHUNK)]
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        for found in pool.map(chunk, [seed] * len(parts), parts):
            total.add(found)
    return total


def report(total, seconds, things="documents"):
    """Return the lines that say what came of a run."""
    verdicts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(total.verdicts.items()))
    yield f"{sum(total.verdicts.values())} {things} in {seconds:.0f} s: {verdicts}; {len(total.codes)} different codes"
    yield f"slowest check {total.slowest[0]:.3f} s (number {total.slowest[1]}), most memory {total.megabytes} MB"
    for number, why in total.faults[:20]:
        yield f"FAULT in number {number}: {why}"
    if total.megabytes > MEGABYTES:
        yield f"FAULT: more than {MEGABYTES} MB"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutants", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=502)
    parser.add_argument("--only", type=int)
    options = parser.parse_args(arguments)
    if options.only is not None:
        kind, path, raw = mutant(options.seed, options.only)
        sys.stdout.write(f"{kind} {raw[:3000]!r}\n{answer(kind, path, raw)}\n")
        return 0
    start = time.perf_counter()
    total = run(options.seed, options.mutants)
    sys.stdout.write("\n".join(report(total, time.perf_counter() - start)) + "\n")
    return int(bool(total.faults) or total.megabytes > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
