"""Bars month by month as SVG that needs neither style nor script: pygal places them, and only their plain marks are kept."""

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

import pygal
from markupsafe import Markup, escape
from pygal.style import Style

from generator.language.vietnamese import number
from generator.model.campaign import Quantity

WIDTH, HEIGHT, LETTERS = 360, 210, 11  # of a narrow phone: wider screens enlarge it
INK, LINE = "#14201a", "#c4cec7"
# The newest months are full bars, those that they are compared with outlined ones: told apart in black and white too.
FILLS = ('fill="#14573d"', 'fill="#ffffff" stroke="#14573d" stroke-width="1"')
BAR, GUIDE = "rect reactive tooltip-trigger", ("guide line", "axis major line")
Values = Sequence[Quantity | None]


class _Bars(pygal.Bar):  # type: ignore[misc]
    """Bars alone: what a script would show over them and what frames a picture of its own cost as much, and are never written."""

    def _tooltip_and_print_values(self, *_: object) -> None:
        pass

    def _draw(self) -> None:
        super()._draw()
        self.svg.pre_render = lambda: None

    def __getattribute__(self, name: str) -> Any:
        """As pygal's own, which looks for ``state`` three times at every name: a third of the time of a chart."""
        own = object.__getattribute__
        state = own(self, "__dict__").get("state")
        if state is None or name not in state.__dict__ or name == "state" or name.startswith("__"):
            return own(self, name)
        return state.__dict__[name]


def bars(key: str, title: str, description: str, labels: Iterable[str], series: Sequence[Values]) -> Markup:
    """Return one bar for each value, side by side for each label; a value that is missing has none, and zero has a line.

    ``key`` names the picture in its page, ``title`` and ``description`` say it to those who do not see it. At most two series.
    """
    chart = _Bars(_settings())
    chart.x_labels = list(labels)
    for values in series:
        chart.add("", [None if value is None else float(value) for value in values])
    marks = "".join(_marks(chart.render_tree()))
    return Markup(  # noqa: S704 - texts are escaped here, all else are numbers
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" '
        f'aria-labelledby="{key}-ten {key}-ta" font-size="{LETTERS}"><title id="{key}-ten">{escape(title)}</title>'
        f'<desc id="{key}-ta">{escape(description)}</desc>{marks}</svg>'
    )


@functools.cache
def _settings() -> pygal.Config:
    return pygal.Config(
        width=WIDTH,
        height=HEIGHT,
        margin=4,
        max_scale=5,
        include_x_axis=True,
        show_legend=False,
        js=(),
        css=[],
        style=Style(label_font_size=LETTERS, major_label_font_size=LETTERS),
        value_formatter=number,
    )


def _marks(drawn: ElementTree.Element) -> Iterator[str]:
    """Return the marks of the plot: its lines and figures, then the bars of each series."""
    plot = next(each for each in drawn.iter() if each.get("class") == "plot")
    yield f'<g transform="{plot.get("transform")}">'
    for axis in (each for each in plot if (each.get("class") or "").startswith("axis")):
        across = (axis.get("class") or "").startswith("axis y")
        for mark in axis.iter():
            if across and mark.get("class") in GUIDE:
                yield f'<path d="{_rounded(mark.get("d", ""))}" stroke="{LINE}" fill="none"/>'
            if mark.tag.endswith("text"):
                anchor = "end" if across else "middle"
                place = f'x="{_near(mark, "x")}" y="{_near(mark, "y")}" text-anchor="{anchor}" fill="{INK}"'
                yield f"<text {place}>{escape(mark.text or '')}</text>"
    for each in plot:
        kind = each.get("class") or ""
        if kind.startswith("series"):
            fill = FILLS[int(kind.split()[1].removeprefix("serie-"))]
            for bar in (mark for mark in each.iter() if mark.get("class") == BAR):
                height = max(float(bar.get("height", "0")), 1.0)
                size = f'width="{_near(bar, "width")}" height="{height:.1f}"'
                yield f'<rect x="{_near(bar, "x")}" y="{_near(bar, "y")}" {size} {fill}/>'
    yield "</g>"


def _near(mark: ElementTree.Element, name: str) -> str:
    return f"{float(mark.get(name, '0')):.1f}"


def _rounded(path: str) -> str:
    """Return the path of a line with one decimal to each number."""
    return " ".join(f"{part[0]}{float(part[1:]):.1f}" if part[0].isalpha() else f"{float(part):.1f}" for part in path.split())
