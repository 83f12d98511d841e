"""How the workbook looks: the site's own green for heads, yellow where to write, grey where to read."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT = "Arial"  # on every desk, and drawn alike by the fonts that stand in for it
LEAF, PALE, YELLOW, GREY, LINE, INK, STONE = "1C5C43", "EAF3ED", "FFF8D6", "F3F4F3", "B9C6BD", "17211C", "59635D"
TEXT, WHOLE, BROKEN = "@", "#,##0", "#,##0.###"


def styles(book: Workbook) -> Mapping[str, Format]:
    """Return the styles of ``book`` by name: ``title``, ``note``, ``head``, ``group``, ``write`` and the rest."""
    found = {
        "title": _style(bold=True, size=16, colour=LEAF, wrap=False),
        "note": _style(size=10, colour=STONE, top=True),
        "label": _style(bold=True, fill=PALE, box=True, top=True),
        "help": _style(size=10, colour=STONE, box=True, top=True),
        "group": _style(bold=True, size=10, colour=LEAF, fill=PALE, box=True, centre=True),
        "head": _style(bold=True, size=10, colour="FFFFFF", fill=LEAF, box=True, centre=True),
        "write": _style(fill=YELLOW, box=True, format=TEXT, top=True),
        "whole": _style(fill=YELLOW, box=True, format=WHOLE, right=True),
        "broken": _style(fill=YELLOW, box=True, format=BROKEN, right=True),
        "told": _style(size=10, colour=STONE, fill=GREY, box=True, format=TEXT, top=True),
        "step": _style(bold=True, size=11, colour=LEAF, top=True, right=True),
        "prose": _style(size=11, top=True, indent=1),
        "cell": _style(size=10, box=True, top=True, format=TEXT),
        "area": _style(bold=True, size=10, colour=LEAF, fill=PALE, box=True, format=TEXT),
    }
    return {name: book.add_format(style) for name, style in found.items()}


def _style(
    *,
    bold: bool = False,
    size: float = 11,
    colour: str = INK,
    fill: str | None = None,
    box: bool = False,
    format: str = "General",
    top: bool = False,
    centre: bool = False,
    right: bool = False,
    indent: int = 0,
    wrap: bool = True,
) -> Mapping[str, Any]:
    return {
        "font_name": FONT,
        "font_size": size,
        "bold": bold,
        "font_color": f"#{colour}",
        "num_format": format,
        "align": "center" if centre else "right" if right else "left",
        "valign": "top" if top else "vcenter",
        "text_wrap": wrap,
        "indent": indent,
        **({"bg_color": f"#{fill}"} if fill else {}),
        **({"border": 1, "border_color": f"#{LINE}"} if box else {}),
    }
