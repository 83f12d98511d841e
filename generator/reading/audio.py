"""What is wrong with a recording of a notice, from its bytes alone: it is published as it is, so it has to be what it says."""

from pathlib import PurePosixPath

from generator.problems import Problem

MOST_BYTES = 3 * 1024 * 1024  # ninety seconds of speech need a third of it
MEGABYTE = 1024 * 1024
ID3, OGG, BOX = b"ID3", b"OggS", b"ftyp"
CODECS = (b"OpusHead", b"\x01vorbis")
BRANDS = (b"M4A ", b"mp42", b"isom", b"iso2", b"3gp4", b"3gp5", b"dash")


def audio_problems(raw: bytes, shown: PurePosixPath) -> list[Problem]:
    """Return what is wrong with the recording that ``raw`` holds, as problems of the file ``shown``; it is not decoded."""
    if len(raw) > MOST_BYTES:
        return [Problem.of("audio_too_large", shown, most=MOST_BYTES // MEGABYTE)]
    stated = shown.suffix[1:]
    return [] if format_of(raw) == stated else [Problem.of("audio_format", shown, stated=stated.upper())]


def format_of(raw: bytes) -> str | None:
    """Return ``mp3``, ``ogg`` or ``m4a`` as the first bytes tell (ISO/IEC 11172-3, RFC 3533, ISO/IEC 14496-12), else None."""
    if raw.startswith(OGG):
        return "ogg" if any(codec in raw[:64] for codec in CODECS) else None
    if raw[4:8] == BOX:
        return "m4a" if raw[8:12] in BRANDS else None
    return "mp3" if _is_frame(raw[_after_tag(raw) :]) else None


def _after_tag(raw: bytes) -> int:
    """Return where the sound begins: behind the tag, whose length is written in seven bits a byte (ID3v2, 3.1)."""
    if not raw.startswith(ID3) or len(raw) < 10:
        return 0
    size = 0
    for byte in raw[6:10]:
        size = size << 7 | byte & 0x7F
    return 10 + size


def _is_frame(raw: bytes) -> bool:
    """Say whether a frame of MPEG audio, layer III, begins here, with a rate that exists."""
    if len(raw) < 4 or raw[0] != 0xFF or raw[1] & 0xE0 != 0xE0:
        return False
    version, layer, rate, frequency = raw[1] >> 3 & 3, raw[1] >> 1 & 3, raw[2] >> 4, raw[2] >> 2 & 3
    return version != 1 and layer == 1 and rate not in (0, 15) and frequency != 3
