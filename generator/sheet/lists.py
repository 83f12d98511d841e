"""The sheet that the drop-downs choose from: one column for each list, and how many households each hamlet has."""

from collections.abc import Iterator

from generator.language.vietnamese import number, short_date
from generator.schema import part
from generator.sheet import page
from generator.sheet.facts import Facts
from generator.sheet.page import Page
from generator.sheet.styles import STONE
from generator.sheet.tables import blocks, tables, words
from generator.sheet.values import area_line, by_area

HEADS, FIRST = 4, 5
HOUSEHOLDS = 3  # the first columns: each hamlet, its households, who counted them
WIDTHS = {"hamlet": 24.0, "indicator": 48.0, "body": 48.0, "campaign": 26.0}
USUAL = 18.0


class Lists:
    """The lists that were asked for, each once, in the order of their columns."""

    def __init__(self, sheet: str, facts: Facts) -> None:
        self.sheet = sheet
        self.columns: list[tuple[str, tuple[str, ...]]] = [("hamlet", facts.names["hamlet"].shown), ("", ()), ("", ())]

    def source(self, name: str, facts: Facts) -> str:
        """Return the range that the list of that name stands in."""
        lines = tuple(_lines(name, facts))
        if (name, lines) not in self.columns:
            self.columns.append((name, lines))
        return page.ranged(self.sheet, self.columns.index((name, lines)) + 1, FIRST, FIRST + max(len(lines), 1) - 1)

    def write(self, sheet: Page, facts: Facts, footer: str) -> None:
        """Write the lists into a sheet of their own."""
        given = [24.0, 26.0, 34.0, *(WIDTHS.get(name, USUAL) for name, _ in self.columns[HOUSEHOLDS:])]
        sheet.widths(given)
        sheet.put(1, 1, words()["title_lists"], "title")
        sheet.put(2, 1, words()["note_lists"].format(coordinator=coordinator(facts)), "note", HOUSEHOLDS + 1)
        heads = [_head("hamlet"), words()["all_households"], words()["column_source"]]
        for place, head in enumerate((*heads, *(_head(name) for name, _ in self.columns[HOUSEHOLDS:])), start=1):
            sheet.put(HEADS, place, head, "head")
        areas = {area_line(area) for area in facts.data.activities.areas.values()}
        for place, (_, lines) in enumerate(self.columns, start=1):
            for row, line in enumerate(lines, start=FIRST):
                sheet.put(row, place, line, "area" if line in areas else "cell")
        for row, hamlet in enumerate(facts.hamlets, start=FIRST):
            count = facts.counted(hamlet)
            told = words()["counted"].format(count=number(count.count), date=short_date(count.date)) if count else ""
            sheet.put(row, 2, told, "cell")
            sheet.put(row, 3, count.source if count else "", "cell")
        sheet.freeze(HEADS)
        sheet.printed(given, footer, (HEADS, HEADS))
        sheet.head(STONE)


def coordinator(facts: Facts) -> str:
    """Return the body that the communes send their reports to."""
    return facts.data.bodies.bodies[facts.data.programme.coordinator].name


def _lines(name: str, facts: Facts) -> Iterator[str]:
    """Return the lines of a list; those of the indicators stand under their areas."""
    names = facts.names[name]
    if name != "indicator":
        yield from names.shown
        return
    for area, ids in by_area(facts.data.activities.areas, facts.data.activities.indicators):
        yield area_line(area)
        yield from (names[each] for each in ids)


def _head(name: str) -> str:
    """Return what a list is called: as the field that chooses from it."""
    if name == "held":
        return words()["held"]
    if name == "choices":
        return next(column.label for column in blocks()["saturday"].columns if column.refers == name)
    columns = (column for table in tables().values() for column in table.columns)
    return next((column.label for column in columns if column.refers == name), part("result")["hamlet"].label)
