import datetime as dt
import importlib
import inspect
import pkgutil
from decimal import Decimal
from pathlib import PurePosixPath

import pytest

from generator import schema
from generator.checks import between_files, one_file
from generator.checks.between_files.charge import first_open_day
from generator.checks.between_files.number_guard import likely_meant
from generator.checks.between_files.plans import first_week
from generator.checks.identity import every_time_zone_exists
from generator.checks.known import LISTS, REGISTERS
from generator.checks.references import nearest
from generator.checks.table import BETWEEN_FILES, ONE_FILE
from generator.checks.wording import listed, shown_path, spoken, unplaced
from generator.language.months import Month, Quarter
from generator.loading import layout
from generator.model.places import Validity
from generator.problems import Finding, Severity


def rules(package):
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if name.startswith(("every_", "no_", "nobody_", "nothing_", "only_")) and function.__module__ == found.name:
                yield function


def test_every_rule_stands_in_the_table_once():
    one = {rule for listed in ONE_FILE.values() for rule in listed}

    assert one == {*rules(one_file), every_time_zone_exists}
    assert sorted(map(repr, BETWEEN_FILES)) == sorted(map(repr, rules(between_files)))


def test_every_rule_promises_something():
    assert [rule.__name__ for package in (one_file, between_files) for rule in rules(package) if not rule.__doc__] == []


def test_every_kind_of_file_has_its_rules_and_its_place():
    paths = (
        "places.yml",
        "plans/2024.yml",
        "campaigns/2024/q1.yml",
        "campaigns/2024/04-da-tong.yml",
        "reports/2024/da-tong/2024-04.yml",
    )

    assert ONE_FILE.keys() == {*schema.KINDS, *schema.HANDED_IN}
    assert {layout.kind_of(path) for path in paths} | set(layout.REGISTERS) == set(schema.KINDS)


def test_every_reference_of_the_schemas_can_be_looked_up():
    refers = {field.refers for kind in schema.KINDS for _, field in schema.walk(kind) if field.refers}

    assert refers <= REGISTERS.keys()
    assert LISTS.keys() <= refers


@pytest.mark.parametrize(
    ("quarter", "rule", "first"),
    [
        (Quarter(2024, 2), None, dt.date(2024, 4, 1)),
        (Quarter(2024, 3), "first_seven_days", dt.date(2024, 7, 1)),
        (Quarter(2023, 1), "first_full_week", dt.date(2023, 1, 2)),
        (Quarter(2024, 2), "first_full_week", dt.date(2024, 4, 1)),
    ],
)
def test_the_first_week_has_seven_days_from_the_day_the_rule_says(quarter, rule, first):
    assert first_week(quarter, rule) == (first, first + dt.timedelta(days=6))


def test_the_first_open_day_is_the_first_that_nobody_covers():
    january, end = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
    first_half = Validity(first=None, last=dt.date(2024, 6, 30))
    from_august = Validity(first=dt.date(2024, 8, 1), last=None)

    assert first_open_day(january, end, []) == january
    assert first_open_day(january, end, [from_august, first_half]) == dt.date(2024, 7, 1)
    assert first_open_day(january, end, [Validity(first=dt.date(2024, 7, 1), last=None), first_half]) is None


@pytest.mark.parametrize(
    ("value", "usual", "meant"),
    [
        (Decimal("1.5"), 1400, 1500),
        (1_200_000, 1100, 1200),
        (120_000, 1100, 1200),
        (3500, 3_000_000, 3_500_000),
        (30_000, 1100, None),
        (1, 30_000_000_000, None),
    ],
)
def test_a_slip_is_named_only_where_it_explains_the_figure(value, usual, meant):
    assert likely_meant(value, usual) == meant


def test_the_nearest_id_is_offered_only_where_one_is_near():
    assert nearest("da-tog", ["da-long", "da-tong", "ro-men"]) == "da-tong"
    assert nearest("xyz", ["da-long", "da-tong", "ro-men"]) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1500, "1.500"),
        (Decimal("0.5"), "0,5"),
        (dt.date(2024, 4, 6), "06/04/2024"),
        ("2024-04-06", "06/04/2024"),
        (Month(2024, 4), "04/2024"),
        (Quarter(2024, 2), "quý II năm 2024"),
        ("2024/q2", "2024/q2"),
        ("2024-04", "04/2024"),
        ("2024-13-40", "2024-13-40"),
        ("2024-00", "2024-00"),
    ],
)
def test_values_are_spoken_as_vietnamese_writes_them(value, text):
    assert spoken(value) == text


def test_a_terminal_lists_the_errors_only_and_each_on_one_line():
    told = [
        unplaced(Finding(path=PurePosixPath(name), keys=(), code=code, values={}))
        for name, code in (("a\nb.yml", "sample_only"), ("c.jpg", "photo_orphan"))
    ]

    assert [each.severity for each in told] == [Severity.ERROR, Severity.WARNING]
    assert listed(told) == f"a\\u000ab.yml:1:1: : {told[0].message}"
    assert shown_path("Đạ Tông\u202e\x1b") == "Đạ Tông\\u202e\\u001b"
