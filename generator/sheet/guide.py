"""The first sheet: what the workbook is for, how to fill it in step by step, and every cell and column once more in words."""

from collections.abc import Iterable, Sequence

from generator.language.vietnamese import short_month
from generator.sheet.facts import Facts
from generator.sheet.lists import coordinator
from generator.sheet.page import Page
from generator.sheet.styles import STONE
from generator.sheet.tables import Column, steps, words
from generator.sheet.values import example, help_of, limits

WIDTHS = (19.0, 34.0, 74.0, 30.0, 26.0)


def add_guide(sheet: Page, facts: Facts, sheets: Iterable[tuple[str, Sequence[Column]]], footer: str) -> None:
    """Write the guide; ``sheets`` names every other sheet with the columns that people fill in there."""
    sheet.widths(WIDTHS)
    sheet.put(1, 1, words()["title_report"].format(commune=facts.commune.name, month=short_month(facts.month)), "title")
    row = _prose(sheet, 2, facts)
    row = _fields(sheet, row + 1, sheets)
    sheet.printed(WIDTHS, footer)
    sheet.head(STONE)


def _prose(sheet: Page, row: int, facts: Facts) -> int:
    """Write what to do, and return the next free row."""
    said = words()
    values = {
        "commune": facts.commune.name,
        "month": short_month(facts.month),
        "months": ", ".join(map(short_month, facts.unplanned)),
        "programme": facts.data.programme.name,
        "coordinator": coordinator(facts),
        "reason": said["reason"],
    }
    before = ["guide_what", *(["guide_what_days"] if facts.unplanned else []), *(["guide_published"] if facts.report else [])]
    lines = [("", said[name]) for name in before]
    lines += [(f"{number}.", step) for number, step in enumerate(steps(), start=1)]
    lines += [("", said[name]) for name in ("guide_answer", "guide_photos", "guide_corrected")]
    for number, line in lines:
        text = line.format(**values)
        sheet.put(row, 1, number, "step")
        first = 2 if number else 1
        sheet.put(row, first, text, "prose", len(WIDTHS))
        sheet.height(row, [(text, sum(WIDTHS[first - 1 :]))])
        row += 1
    return row


def _fields(sheet: Page, row: int, sheets: Iterable[tuple[str, Sequence[Column]]]) -> int:
    """Write every cell and column with how to fill it in, and return the next free row."""
    sheet.put(row, 1, words()["guide_fields"], "title")
    heads = ("guide_sheet", "guide_field", "guide_hint", "guide_limits", "guide_example")
    for place, name in enumerate(heads, start=1):
        sheet.put(row + 1, place, words()[name], "head")
    row += 2
    for title, columns in sheets:
        for column in columns:
            field = column.value
            label = f"{column.group}: {column.label}" if column.group else column.label
            told = (title, label, help_of(column), limits(column), example(field) if field else "")
            for place, (text, style) in enumerate(zip(told, ("label", "cell", "cell", "cell", "cell"), strict=True), start=1):
                sheet.put(row, place, text, style)
            sheet.height(row, list(zip(told, WIDTHS, strict=True)))
            row += 1
    return row
