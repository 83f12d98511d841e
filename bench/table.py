"""The results as Markdown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.inputs import Size
from bench.measure import Cost, Output

ONE, CHECK, BUILD, EMPTY = "check of one report", "check", "build", "empty Material"
PEER, BODIES = "Hugo from YAML", "Hugo, finished bodies"
NOTES = """\
`check` and `build` are `thubay check` and `thubay build`, from data/ to the finished site, with everything beside the pages:
calendars, feed, open data, documents. `check of one report` is `thubay check` on one changed file. The empty Material site
has one page.

*Hugo from YAML* reads the same YAML files and makes the reports, days, communes, hamlets and periods with its own templates, in
the theme's shell: as many pages, of about the same size and the same figures (`bench/hugo`). It checks nothing, computes neither
deadlines nor comparisons, and gets finished: the dozen other pages and everything that is no page. *Hugo, finished bodies* is the
floor: it reads no YAML and counts nothing, but puts finished bodies into the theme. Making either's input is not counted.

MB is the largest single process; `thubay` works in two at once.
"""
HEAD = (
    ("size", "pages", "check s", "build s", "MB", "empty s", "build / empty", "Hugo s", "Hugo MB", "build / Hugo", "MB / Hugo"),
    ("size", "program", "wall s", "CPU s", "MB", "pages", "MB of pages"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the programs cost for one size."""

    size: Size
    files: int
    reports: int
    made: Mapping[str, Output]
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
    check, build, empty, hugo = (row.costs[name] for name in (CHECK, BUILD, EMPTY, PEER))
    ours = (
        f"{check.wall:.1f}",
        f"{build.wall:.1f}",
        f"{build.memory:.0f}",
        f"{empty.wall:.1f}",
        f"{build.wall / empty.wall:.1f}",
    )
    ratios = (f"{build.wall / hugo.wall:.2f}", f"{build.memory / hugo.memory:.2f}")
    return row.size.name, str(row.made[BUILD].pages), *ours, f"{hugo.wall:.1f}", f"{hugo.memory:.0f}", *ratios


def _details(row: Row) -> Iterable[tuple[str, ...]]:
    for name, cost in row.costs.items():
        made = row.made.get(name)
        wrote = (str(made.pages), f"{made.size:.0f}") if made else ("", "")
        yield row.size.name, name, f"{cost.wall:.2f}", f"{cost.cpu:.2f}", f"{cost.memory:.0f}", *wrote


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterable[str]:
    rule = tuple("---" if column in {"size", "program"} else "--:" for column in head)
    return (f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))
