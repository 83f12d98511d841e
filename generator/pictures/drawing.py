"""The picture that a shared address shows beside its title: words on a plain ground, drawn the same way every time."""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from generator.pictures.typeface import Typeface

WIDTH, HEIGHT = 1200, 630  # what those who show such pictures ask for
EDGE, BAR, SHADES = 72, 18, 16
GROUND, INK = (18, 64, 46), (255, 255, 255)
BOLD, PLAIN = "BeVietnamPro-ExtraBold.ttf", "BeVietnamPro-Medium.ttf"
SETTINGS = "1"  # another one for each change to what is drawn, so that no picture of old is taken for a new one
ROOM = WIDTH - 2.5 * EDGE  # where words are cut, their dots stand at the right of it
LEADING, FLOOR = 1.3, 500


class Line(NamedTuple):
    """One piece of text: how high its letters may be, how many lines it may take, and whether it is bold."""

    text: str
    size: int
    most: int
    bold: bool


@dataclass(frozen=True, slots=True)
class Banner:
    """A picture of 1200 x 630: what stands on it from the top down, and what stands at its foot."""

    lines: tuple[Line, ...]
    foot: str

    def png(self, fonts: Path, cache: Path) -> bytes:
        """Return the picture as PNG, from the folder ``cache`` where it was drawn before; raises OSError where that fails."""
        told = repr((SETTINGS, version("pillow"), self.lines, self.foot))
        kept = cache / f"{hashlib.sha256(told.encode()).hexdigest()}.png"
        if not kept.is_file():
            kept.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=kept.parent, prefix=".new-")
            with os.fdopen(handle, "wb") as file:
                file.write(self._drawn(fonts))
            Path(name).replace(kept)
        return kept.read_bytes()

    def _drawn(self, fonts: Path) -> bytes:
        """Return the picture drawn anew: shades between two colours, which four bits hold."""
        image = Image.new("L", (WIDTH, HEIGHT), 0)
        pen = ImageDraw.Draw(image)
        pen.rectangle((0, 0, BAR, HEIGHT), fill=255)
        top = float(EDGE)
        for line in self.lines:
            face = Typeface(fonts / (BOLD if line.bold else PLAIN))
            top = _write(pen, face, line, top) + line.size * 0.3
        face = Typeface(fonts / PLAIN)
        foot = _cut(face.lines(self.foot, 30, ROOM), 1)[0]
        pen.text((EDGE, HEIGHT - EDGE), foot, font=face.font(30), fill=255, anchor="ls")
        shaded = image.point([shade * SHADES // 256 for shade in range(256)]).convert("P")
        shaded.putpalette([value for shade in range(SHADES) for value in _between(shade / (SHADES - 1))])
        written = io.BytesIO()
        shaded.save(written, "PNG", bits=4, compress_level=6)
        return written.getvalue()


def _write(pen: ImageDraw.ImageDraw, face: Typeface, line: Line, top: float) -> float:
    """Draw a line, smaller where it is long, and return where it ends."""
    size = line.size
    while size > line.size * 0.6 and len(face.lines(line.text, size, ROOM)) > line.most:
        size -= 2
    for text in _cut(face.lines(line.text, size, ROOM), line.most):
        if top + size * LEADING > FLOOR:
            break
        pen.text((EDGE, top), text, font=face.font(size), fill=255, anchor="la")
        top += size * LEADING
    return top


def _cut(lines: list[str], most: int) -> list[str]:
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1].rstrip(' ,;:')}…"]


def _between(share: float) -> Iterable[int]:
    return (round(dark + (light - dark) * share) for dark, light in zip(GROUND, INK, strict=True))
