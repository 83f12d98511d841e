"""What is wrong with a photo file, from its bytes alone."""

from pathlib import Path, PurePosixPath

from generator.photos.decoder import Decoder
from generator.photos.header import FORMATS, MOST_BYTES, header
from generator.problems import InvalidData, OwnWords, Problem
from generator.reading.decode import file_bytes

MEGABYTE = 1024 * 1024


def photo_problems(raw: bytes, shown: PurePosixPath) -> list[Problem]:
    """Return what is wrong with the photo that ``raw`` holds, as problems of the file ``shown``, without decoding it."""
    if len(raw) > MOST_BYTES:
        return [Problem.of("photo_too_large", shown, most=MOST_BYTES // MEGABYTE)]
    found, stated = header(raw), FORMATS[shown.suffix[1:]]
    if found.format in FORMATS.values() and found.format != stated:
        found.codes[:] = ["photo_format"]
    inside = f" ({found.format})" if found.format else ""
    return [
        Problem.of(code, shown, stated=stated, found=OwnWords(inside), width=found.width, height=found.height)
        for code in found.codes
    ]


def undecodable(file: Path, shown: PurePosixPath, decoder: Decoder) -> list[Problem]:
    """Return the problem of a photo that looks sound and cannot be decoded all the same; nothing for one with other problems."""
    try:
        raw = file_bytes(file, shown, MOST_BYTES)
    except InvalidData:
        return []
    found = header(raw)
    if found.codes or found.format is None or decoder.copies(file, found.format, file.parent, ()) is not None:
        return []
    return [Problem.of("photo_undecodable", shown)]
