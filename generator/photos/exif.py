"""What the Exif block of a photo gives away (Exif 2.3, TIFF 6.0): a place, a serial number, words."""

import struct
from collections.abc import Iterator

MOST_ENTRIES = 2_000
DEEPEST = 4
WIDTHS = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
GPS, BELOW = 0x8825, frozenset((0x8769, 0xA005, 0x014A))  # Exif, interoperability, and the directories of TIFF below one
# Body, lens and camera serial numbers, the image's own number, and the maker's note, which holds them too.
SERIALS = frozenset((0xA431, 0xA435, 0xC62F, 0xA420, 0x927C))
# Description, artist, copyright, owner, the user's comment, and what Windows writes: title, comment, author, keywords, subject.
WORDS = frozenset((0x010E, 0x013B, 0x8298, 0xA430, 0x9286, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F, 0x02BC, 0x83BB, 0x8649))


class _BrokenError(Exception):
    """The block points out of itself, or in circles."""


def exif_codes(block: bytes) -> list[str]:
    """Return the codes of what the TIFF ``block`` gives away, each once; ``photo_broken`` where it cannot be followed."""
    try:
        return list(dict.fromkeys(_codes(block)))
    except (_BrokenError, struct.error):
        return ["photo_broken"]


def _codes(block: bytes) -> Iterator[str]:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(block[:4])
    if order is None:
        raise _BrokenError
    (first,) = struct.unpack_from(f"{order}I", block, 4)
    waiting, seen, entries = [(first, 0)], set[int](), 0
    while waiting:
        offset, depth = waiting.pop()
        if offset == 0:
            continue
        if offset in seen or depth > DEEPEST:
            raise _BrokenError
        seen.add(offset)
        (count,) = struct.unpack_from(f"{order}H", block, offset)
        entries += count
        if entries > MOST_ENTRIES:
            raise _BrokenError
        for position in range(offset + 2, offset + 2 + 12 * count, 12):
            tag, kind, number, value = struct.unpack_from(f"{order}HHII", block, position)
            size = WIDTHS.get(kind, 0) * number
            if not size or (size > 4 and value + size > len(block)):
                raise _BrokenError
            if tag == GPS:
                yield "photo_place"
            elif tag in SERIALS:
                yield "photo_serial"
            elif tag in WORDS:
                yield "photo_comment"
            elif tag in BELOW:
                offsets = (value,) if number == 1 else struct.unpack_from(f"{order}{min(number, MOST_ENTRIES)}I", block, value)
                waiting += ((offset, depth + 1) for offset in offsets)
        (following,) = struct.unpack_from(f"{order}I", block, offset + 2 + 12 * count)
        waiting.append((following, depth + 1))
