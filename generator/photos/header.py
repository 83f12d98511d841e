"""What the bytes of a photo say about it, read without decoding: format, size, and everything beside the picture itself.

JPEG (ITU-T T.81, JFIF, Exif 2.3), PNG (W3C PNG, third edition) and WebP (RFC 9649). Only lengths and names are read, so a photo
costs no more than its bytes, whatever size it claims.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.photos.exif import exif_codes

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 12_000

FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
GIT_LFS = b"version https://git-lfs.github.com/spec/"
PNG = b"\x89PNG\r\n\x1a\n"
JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPEG_START, JPEG_END, JPEG_SCAN, JPEG_COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
# JFIF, the colours and Adobe's note on them are part of the picture; every other application segment is about it.
JPEG_PLAIN = {0xE0: (b"JFIF\0",), 0xE2: (b"ICC_PROFILE\0",), 0xEE: (b"Adobe",)}
JFIF_LENGTH = 14  # and three bytes for each pixel of a thumbnail
JPEG_EXIF = b"Exif\0\0"
PNG_PLAIN = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD", b"hIST", b"cICP")
)
PNG_TEXTS = frozenset((b"tEXt", b"zTXt", b"iTXt"))
PNG_MOVING = frozenset((b"acTL", b"fcTL", b"fdAT"))
WEBP_PLAIN = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"))
WEBP_MOVING = frozenset((b"ANIM", b"ANMF"))
OTHERS = (
    (b"GIF8", "GIF"),
    (b"%!PS", "PostScript"),
    (b"%PDF", "PDF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)


@dataclass(slots=True)
class Header:
    """A photo as its bytes tell it: the format, width and height in pixels as stored, and the codes of what is wrong."""

    format: str | None = None
    width: int = 0
    height: int = 0
    codes: list[str] = field(default_factory=list)

    def refuse(self, *codes: str) -> None:
        """Add what is wrong, each once."""
        self.codes += (code for code in dict.fromkeys(codes) if code not in self.codes)


class _BrokenError(Exception):
    """The bytes end or contradict themselves."""


def header(raw: bytes) -> Header:
    """Return what ``raw`` says about itself; raises nothing, whatever the bytes are. A sound photo has no codes."""
    found = Header(format=format_of(raw))
    if found.format not in READERS:
        found.refuse(_stranger(raw))
        return found
    try:
        READERS[found.format](raw, found)
    except (_BrokenError, struct.error, IndexError):
        found.refuse("photo_broken")
        return found
    if not found.width or not found.height:
        found.refuse("photo_broken")
    elif max(found.width, found.height) > LONGEST_SIDE or found.width * found.height > MOST_PIXELS:
        found.refuse("photo_pixels")
    return found


def format_of(raw: bytes) -> str | None:
    """Return the name of the format that the first bytes tell, such as ``JPEG``; None where they tell none that is known."""
    if raw.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if raw.startswith(PNG):
        return "PNG"
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "WEBP"
    if raw[4:8] == b"ftyp":
        return "HEIC"
    if raw[:256].lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower() in (b"<svg ", b"<?xml"):
        return "SVG"
    return next((name for start, name in OTHERS if raw.startswith(start)), None)


def _stranger(raw: bytes) -> str:
    if not raw:
        return "photo_empty"
    return "photo_lfs" if raw.startswith(GIT_LFS) else "photo_format"


def _jpeg(raw: bytes, found: Header) -> None:
    position = 2
    while True:
        marker, position = _jpeg_marker(raw, position)
        if marker == JPEG_END:
            _ends(raw, position, found)
            return
        if marker in (JPEG_START, 0x01):
            raise _BrokenError
        (length,) = struct.unpack_from(">H", raw, position)
        segment = raw[position + 2 : position + length]
        if length < 2 or len(segment) != length - 2:
            raise _BrokenError
        position += length
        if marker == JPEG_SCAN:
            position = _jpeg_scan(raw, position)
        elif marker in JPEG_SIZES:
            if found.width:
                raise _BrokenError
            found.height, found.width = struct.unpack_from(">HH", segment, 1)
        else:
            found.refuse(*_jpeg_segment(marker, segment))


def _jpeg_marker(raw: bytes, position: int) -> tuple[int, int]:
    """Return the marker that stands right at ``position``, any number of fill bytes before it, and what follows it."""
    found = JPEG_MARKER.match(raw, position)
    if found is None:
        raise _BrokenError
    return found[1][0], found.end()


def _jpeg_scan(raw: bytes, position: int) -> int:
    """Return where the coded picture ends that begins at ``position``."""
    found = JPEG_MARKER.search(raw, position)
    if found is None:
        raise _BrokenError
    return found.start()


def _jpeg_segment(marker: int, segment: bytes) -> Iterator[str]:
    if marker == JPEG_COMMENT:
        yield "photo_comment"
    elif marker == 0xE1 and segment.startswith(JPEG_EXIF):
        yield from exif_codes(segment[len(JPEG_EXIF) :])
    elif 0xE0 <= marker <= 0xEF and not segment.startswith(JPEG_PLAIN.get(marker, ())):
        yield _metadata(segment)
    elif marker == 0xE0 and len(segment) != JFIF_LENGTH + 3 * segment[12] * segment[13]:
        yield _metadata(segment)  # something more is hidden in it


def _metadata(content: bytes) -> str:
    """Return the code of a block of words about the photo: a place, where it names one."""
    return "photo_place" if b"GPS" in content else "photo_metadata"


def _ends(raw: bytes, position: int, found: Header) -> None:
    if position != len(raw):
        found.refuse("photo_trailing")


def _png(raw: bytes, found: Header) -> None:
    for name, content, end in _png_chunks(raw):
        if name == b"IHDR":
            found.width, found.height = struct.unpack_from(">II", content)
        elif name == b"eXIf":
            found.refuse(*exif_codes(content))
        elif name in PNG_TEXTS:
            found.refuse("photo_place" if b"GPS" in content else "photo_comment")
        elif name in PNG_MOVING:
            found.refuse("photo_moving")
        elif name not in PNG_PLAIN:
            found.refuse(_metadata(content))
        if name == b"IEND":
            _ends(raw, end, found)
            return
    raise _BrokenError


def _png_chunks(raw: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    position = len(PNG)
    while position < len(raw):
        length, name = struct.unpack_from(">I4s", raw, position)
        content = raw[position + 8 : position + 8 + length]
        position += 12 + length
        if len(content) != length or position > len(raw) or (position == 33) != (name == b"IHDR" and length == 13):
            raise _BrokenError
        yield name, content, position


def _webp(raw: bytes, found: Header) -> None:
    (length,) = struct.unpack_from("<I", raw, 4)
    if length + 8 > len(raw):
        raise _BrokenError
    for number, (name, content) in enumerate(_webp_chunks(raw[: length + 8])):
        if name == b"VP8X" and number == 0:
            found.width, found.height = (1 + int.from_bytes(content[at : at + 3], "little") for at in (4, 7))
            if content[0] & 0x02:
                found.refuse("photo_moving")
        elif name == b"VP8 " and not found.width:
            if content[3:6] != b"\x9d\x01\x2a":
                raise _BrokenError
            found.width, found.height = (size & 0x3FFF for size in struct.unpack_from("<HH", content, 6))
        elif name == b"VP8L" and not found.width:
            if content[0] != 0x2F:
                raise _BrokenError
            (bits,) = struct.unpack_from("<I", content, 1)
            found.width, found.height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
        elif name == b"EXIF":
            found.refuse(*exif_codes(content.removeprefix(JPEG_EXIF)))
        elif name in WEBP_MOVING:
            found.refuse("photo_moving")
        elif name not in WEBP_PLAIN:
            found.refuse(_metadata(content))
    _ends(raw, length + 8, found)


def _webp_chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = 12
    while position < len(raw):
        name, length = struct.unpack_from("<4sI", raw, position)
        content = raw[position + 8 : position + 8 + length]
        if len(content) != length:
            raise _BrokenError
        position += 8 + length + length % 2
        yield name, content


READERS = {"JPEG": _jpeg, "PNG": _png, "WEBP": _webp}
