"""The results as Markdown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.inputs import Size
from bench.measure import Cost

CHECK, BUILD, EMPTY, HUGO = "check", "build", "empty Material", "Hugo"
NOTES = """\
`check` and `build` are `thubay check` and `thubay build`, from data/ to the finished site. The empty Material site has one page.
Hugo gets the very same pages as finished HTML bodies and the theme's shells as layouts, so it reads no YAML, checks nothing and
counts nothing; making its input is not counted. MB is the largest single process; `thubay` works in two at once.
"""
HEAD = (
    ("size", "pages", "check s", "build s", "MB", "empty Material s", "Hugo s", "Hugo MB", "ratio to empty", "ratio to Hugo"),
    ("size", "program", "wall s", "CPU s", "MB"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the programs cost for one size."""

    size: Size
    files: int
    reports: int
    pages: int
    costs: Mapping[str, Cost]


def document(rows: Iterable[Row], machine: str, runs: int) -> str:
    """Return the results with what they were measured on."""
    found = list(rows)
    sizes = "; ".join(
        f"{row.size.name}: {row.size.communes} communes x {row.size.years} years, {row.files} files, {row.reports} reports"
        for row in found
    )
    return "\n".join(
        (
            "# Time and memory",
            "",
            f"Median of {runs} interleaved runs on {machine}; `make bench` measures anew.",
            f"{sizes}.",
            "",
            NOTES,
            *_table(HEAD[0], (_summary(row) for row in found)),
            "",
            *_table(HEAD[1], (line for row in found for line in _details(row))),
            "",
        )
    )


def _summary(row: Row) -> tuple[str, ...]:
    check, build, empty, hugo = (row.costs[name] for name in (CHECK, BUILD, EMPTY, HUGO))
    seconds = (f"{check.wall:.1f}", f"{build.wall:.1f}", f"{build.memory:.0f}", f"{empty.wall:.1f}", f"{hugo.wall:.1f}")
    ratios = (f"{hugo.memory:.0f}", f"{build.wall / empty.wall:.1f}", f"{build.wall / hugo.wall:.1f}")
    return row.size.name, str(row.pages), *seconds, *ratios


def _details(row: Row) -> Iterable[tuple[str, ...]]:
    for name, cost in row.costs.items():
        yield row.size.name, name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.memory:.0f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    rule = tuple("---" if column in {"size", "program"} else "--:" for column in head)
    return (f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
