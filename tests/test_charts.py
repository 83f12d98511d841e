"""Months side by side: the picture, the numbers it stands on, and that neither needs style, script or colour."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from generator.pages.edition import Edition
from generator.pages.monthly import of_communes, of_hamlet
from generator.pages.templates import environment
from generator.pictures.charts import bars
from tests import factories
from tests.test_site import TEMPLATES

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [str(number) for number in range(1, 13)]


def drawn(*series, title="Tên", labels=MONTHS):
    return ElementTree.fromstring(bars("k", title, "Lời tả", labels, series))


def heights(svg):
    return [float(bar.get("height")) for bar in svg.iter(f"{SVG}rect")]


def test_each_number_has_a_bar_as_high_as_it_is_and_a_missing_one_has_none():
    found = heights(drawn([100, None, 400, 0, 200]))

    assert len(found) == 4
    assert found[1] / found[0] == pytest.approx(4, rel=0.02)
    assert found[3] / found[0] == pytest.approx(2, rel=0.02)
    assert found[2] == 1.0, "zero is a line, not nothing"


def test_a_second_series_is_told_apart_by_its_outline():
    fills = [bar.get("fill") for bar in drawn([1, 2, 3], [3, 2, None]).iter(f"{SVG}rect")]

    assert fills == ["#14573d"] * 3 + ["#ffffff"] * 2


def test_the_picture_has_a_name_and_words_and_nothing_that_a_policy_refuses():
    svg = drawn([1, 2, 3], title="<script>alert(1)</script> & tên")

    assert [svg.find(f"{SVG}title").text, svg.find(f"{SVG}desc").text] == ["<script>alert(1)</script> & tên", "Lời tả"]
    assert svg.get("aria-labelledby") == "k-ten k-ta"
    assert {each.tag.removeprefix(SVG) for each in svg.iter()} == {"svg", "title", "desc", "g", "path", "text", "rect"}
    assert not [name for each in svg.iter() for name in each.attrib if name in ("style", "class") or name.startswith("on")]


def test_the_same_numbers_are_the_same_picture():
    assert bars("k", "a", "b", MONTHS, [[1, 2.5, Decimal("3.5")]]) == bars("k", "a", "b", MONTHS, [[1, 2.5, Decimal("3.5")]])


@pytest.mark.parametrize("values", [[0, 0, 0], [None, None, None], [10**9, 1, 2], [5]])
def test_any_numbers_make_a_picture_within_its_frame(values):
    svg = drawn(values, labels=MONTHS[: len(values)])

    for bar in svg.iter(f"{SVG}rect"):
        assert 0 <= float(bar.get("x")) <= 360
        assert float(bar.get("y")) + float(bar.get("height")) <= 211
    assert sum(value is not None for value in values) == len(heights(svg))


def test_figures_at_the_side_are_written_as_vietnamese_writes_them():
    texts = [each.text for each in drawn([1000, 5000, 12000]).iter(f"{SVG}text")]

    assert any(re.fullmatch(r"\d{1,2}\.000", text) for text in texts)
    assert texts[-3:] == ["1", "2", "3"] or texts[-12:] == MONTHS


def result(hamlet, people):
    return {"hamlet": hamlet, **({} if people is None else {"participants": {"residents": people}})}


def edition(counts):
    days = [factories.saturday("x", month) for month in counts]
    reports = [
        factories.report("x", month, {day.id: [result("thon-1", people)]})
        for day, (month, people) in zip(days, counts.items(), strict=True)
    ]
    data = factories.dataset([factories.commune("x", 2)], campaigns=days, reports=reports)
    return Edition(data, factories.day("2025-06-01"), environment(TEMPLATES))


COUNTS = {"2024-01": 50, "2024-03": 70, "2025-01": 60, "2025-02": None, "2025-03": 90, "2025-04": 80}


def test_a_commune_is_compared_with_its_own_past_alone():
    shown = of_communes(edition(COUNTS), "thang", ["x"], factories.month("2025-04"))

    assert [str(row.month) for row in shown.rows][0::11] == ["2024-05", "2025-04"]
    told = {str(row.month): (row.now.value, row.before.value if row.before else None) for row in shown.rows}
    assert told["2025-01"] == (60, 50)
    assert told["2025-02"] == (None, None)
    assert told["2025-03"] == (90, 70)
    assert shown.compared
    assert shown.picture.count("<rect") == 5


def test_too_few_months_are_no_picture():
    made = edition({"2025-03": 1, "2025-04": 2})

    assert of_communes(made, "thang", ["x"], factories.month("2025-04")) is None
    assert of_communes(made, "thang", ["x"], None) is None
    assert of_hamlet(made, "thang", "x/thon-1") is None


def test_a_hamlet_has_its_own_months():
    shown = of_hamlet(edition(COUNTS), "thang", "x/thon-1")

    assert [row.now.value for row in shown.rows if row.now.held] == [60, None, 90, 80]
    assert not shown.compared
    assert of_hamlet(edition(COUNTS), "thang", "x/thon-2") is None
