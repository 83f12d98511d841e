"""How the workbook looks: the site's own green for heads, yellow where to write, grey where to read."""

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.workbook import Workbook

FONT = "Arial"  # on every desk, and drawn alike by the fonts that stand in for it
LEAF, PALE, YELLOW, GREY, LINE, INK, STONE = "1C5C43", "EAF3ED", "FFF8D6", "F3F4F3", "B9C6BD", "17211C", "59635D"
TEXT, WHOLE, BROKEN = "@", "#,##0", "#,##0.###"
EDGE = Side(style="thin", color=LINE)
BOX = Border(left=EDGE, right=EDGE, top=EDGE, bottom=EDGE)


def add_styles(book: Workbook) -> None:
    """Give the workbook its styles by name: ``title``, ``note``, ``head``, ``group``, ``write`` and the rest."""
    for style in (
        _style("title", bold=True, size=16, colour=LEAF),
        _style("lead", size=11),
        _style("note", size=10, colour=STONE, top=True),
        _style("label", bold=True, fill=PALE, box=True, top=True),
        _style("help", size=10, colour=STONE, box=True, top=True),
        _style("group", bold=True, size=10, colour=LEAF, fill=PALE, box=True, centre=True),
        _style("head", bold=True, size=10, colour="FFFFFF", fill=LEAF, box=True, centre=True),
        _style("write", fill=YELLOW, box=True, format=TEXT, top=True),
        _style("whole", fill=YELLOW, box=True, format=WHOLE, right=True),
        _style("broken", fill=YELLOW, box=True, format=BROKEN, right=True),
        _style("told", size=10, colour=STONE, fill=GREY, box=True, format=TEXT, top=True),
        _style("step", bold=True, size=11, colour=LEAF, top=True, right=True),
        _style("prose", size=11, top=True, indent=1),
        _style("cell", size=10, box=True, top=True, format=TEXT),
        _style("area", bold=True, size=10, colour=LEAF, fill=PALE, box=True, format=TEXT),
    ):
        book.add_named_style(style)


def _style(
    name: str,
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
) -> NamedStyle:
    style = NamedStyle(name=f"tb {name}")
    style.font = Font(name=FONT, size=size, bold=bold, color=colour)
    if fill:
        style.fill = PatternFill("solid", start_color=fill)
    if box:
        style.border = BOX
    across = "center" if centre else "right" if right else "left"
    down = "top" if top else "center"
    style.alignment = Alignment(horizontal=across, vertical=down, wrap_text=name not in ("title", "lead"), indent=indent)
    style.number_format = format
    return style
