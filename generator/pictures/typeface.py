"""How much room words take in the house's own typeface: for pictures that are drawn, and for sheets that must fit one page."""

import functools
from dataclasses import dataclass
from pathlib import Path

from PIL import ImageFont

DRAWN = 200  # letters are measured at this size, and their widths scaled from it


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font file; sizes and widths are in one unit, whichever it is."""

    file: Path

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font at ``size`` pixels, for drawing."""
        return _font(self.file, size)

    def width(self, text: str, size: float) -> float:
        """Return how wide ``text`` is on one line."""
        return _width(self.file, text) * size

    def lines(self, text: str, size: float, width: float) -> list[str]:
        """Return ``text`` broken between its words so that no line is wider than ``width``; a wider word is broken itself."""
        space, lines, used = self.width(" ", size), [""], 0.0
        for word in (part for whole in text.split() for part in self._parts(whole, size, width)):
            wide = self.width(word, size)
            if lines[-1] and used + space + wide > width:
                lines.append(word)
                used = wide
            else:
                lines[-1] = f"{lines[-1]} {word}".lstrip()
                used += wide + (space if used else 0.0)
        return lines

    def _parts(self, word: str, size: float, width: float) -> list[str]:
        parts = [""]
        for letter in word if self.width(word, size) > width else ():
            if parts[-1] and self.width(parts[-1] + letter, size) > width:
                parts.append("")
            parts[-1] += letter
        return parts if parts != [""] else [word]


@functools.cache
def _font(file: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


@functools.lru_cache(maxsize=65536)
def _width(file: Path, text: str) -> float:
    return _font(file, DRAWN).getlength(text) / DRAWN
