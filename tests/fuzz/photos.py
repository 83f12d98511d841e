"""Photos changed at random: each is checked in no time, and accepted or refused; what looks sound is decoded, within bounds.

``python -m tests.fuzz.photos --mutants 10000`` counts the verdicts. Each mutant follows from the seed and its number alone.
"""

import argparse
import faulthandler
import random
import struct
import sys
import tempfile
import time
import traceback
from pathlib import Path, PurePosixPath

from generator.photos.check import photo_problems
from generator.photos.decoder import Decoder
from generator.photos.header import FORMATS, header
from tests import images
from tests.fuzz.documents import HANG, MEGABYTES, Tally, cut, doubled, flipped, noisy, report, run, shortened
from tests.hostile.answers import LONGEST, SECONDS, most_megabytes

MOST = 300_000
SOUND = [
    *((name, raw) for name, raw, _ in images.cases().values() if len(raw) < MOST),
    ("a.jpg", images.saved(image=images.picture(640, 480), progressive=True)),
    ("a.png", images.saved("PNG", images.picture(200, 150), optimize=True)),
    ("a.webp", images.saved("WEBP", images.picture(640, 480), method=0)),
]
NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
MARKS = (
    *(b"\xff\xd8", b"\xff\xd9", b"\xff\xe1", b"\xff\xfe", b"\xff\xda", b"Exif\0\0", b"II*\0", b"MM\0*", b"\x25\x88"),
    *(b"IHDR", b"IDAT", b"IEND", b"eXIf", b"acTL", b"RIFF", b"WEBP", b"VP8X", b"VP8L", b"ANIM", b"XMP "),
    *(b"<script>", b"\xff" * 500, b"\0" * 500),
)


def with_number(rng, raw):
    """Let a length, a size or an offset lie."""
    form = rng.choice((">H", "<H", ">I", "<I"))
    size = struct.calcsize(form)
    at = rng.randrange(max(1, min(len(raw), 200 if rng.random() < 0.7 else len(raw))))
    return raw[:at] + struct.pack(form, rng.choice(NUMBERS) & (1 << 8 * size) - 1) + raw[at + size :]


def with_mark(rng, raw):
    at = rng.randrange(len(raw) + 1)
    return raw[:at] + rng.choice(MARKS) + raw[at:]


def spliced(rng, raw):
    other = rng.choice(SOUND)[1]
    return raw[: rng.randrange(len(raw) + 1)] + other[rng.randrange(len(other) + 1) :]


MUTATIONS = (flipped, noisy, shortened, doubled, cut, spliced, with_mark, with_mark, *[with_number] * 4)


def mutant(seed, number):
    """Return the name and the bytes of one mutant."""
    rng = random.Random(f"photo {seed} {number}")
    name, raw = rng.choice(SOUND)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        raw = rng.choice(MUTATIONS)(rng, raw)
    return (rng.choice(("a.jpg", "a.png", "a.webp")) if rng.random() < 0.05 else name), raw[:MOST]


def chunk(seed, numbers):
    """Check some mutants, decode what is accepted, and return what came of them."""
    faulthandler.dump_traceback_later(HANG, exit=True, file=sys.__stderr__)
    found = Tally()
    with tempfile.TemporaryDirectory() as folder, Decoder() as decoder:
        for number in numbers:
            name, raw = mutant(seed, number)
            start = time.process_time()
            try:
                problems = _problems(name, raw)
                seconds = time.process_time() - start
                found.verdicts[_verdict(problems, raw, Path(folder) / name, decoder)] += 1
            except Exception:
                found.verdicts["crash"] += 1
                found.faults.append((number, traceback.format_exc(limit=-6)))
                continue
            found.codes.update({problem.code for problem in problems})
            found.slowest = max(found.slowest, (seconds, number))
            if seconds > SECONDS:
                found.faults.append((number, f"took {seconds:.2f} s"))
    faulthandler.cancel_dump_traceback_later()
    found.megabytes = most_megabytes()
    return found


def _problems(name, raw):
    problems = photo_problems(raw, PurePosixPath("data") / name)
    for problem in problems:
        assert problem.message.isprintable(), problem
        assert len(problem.message) < LONGEST, problem
    return problems


def _verdict(problems, raw, file, decoder):
    if problems:
        return "refused"
    found = header(raw)
    assert found.format in FORMATS.values()
    assert found.width * found.height > 0
    file.write_bytes(raw)
    return "accepted" if decoder.copies(file, found.format, file.parent, ()) is not None else "undecodable"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=502)
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    total = run(options.seed, options.mutants, chunk)
    sys.stdout.write("\n".join(report(total, time.perf_counter() - start, "photos")) + "\n")
    return int(bool(total.faults) or total.megabytes > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
