"""The rules between files, held to small datasets that are sound or only just not."""

import dataclasses
import importlib
import pkgutil
import re
from decimal import Decimal
from pathlib import PurePosixPath

import pytest

from generator import checks
from generator.checks.between_files import photos, reports
from generator.checks.between_files.copies import no_day_repeats_another_month
from generator.checks.between_files.number_guard import every_figure_is_near_those_before
from generator.checks.between_files.plans import every_report_holds_the_day_of_its_month, nothing_precedes_the_programme
from generator.checks.identity import every_file_is_what_its_path_says
from generator.checks.one_file.plans import every_waiver_stands_once
from generator.checks.one_file.sums import every_stated_total_is_the_sum
from generator.checks.survey import Survey
from generator.loading.load import load
from tests import factories, surveys
from tests.faults import TODAY, site

CHARGE = {"commune_without_group", "commune_without_lead", "hamlets_without_lead"}
PEOPLE = {"officials": 5, "members": 6, "forces": 7, "residents": 8}


def survey(*reports):
    data = factories.dataset([factories.commune("mau", 1)], reports=reports)
    return Survey(data=data, today=factories.day("2024-12-31"), folder=PurePosixPath("data"), files=frozenset(), photos={})


def month(number, **result):
    campaign = f"2024/{number:02}-mau"
    return factories.report("mau", f"2024-{number:02}", {campaign: [{"hamlet": "thon-1", **result}]})


def codes(findings):
    return [(finding.code, str(finding.path), dict(finding.values).get("month")) for finding in findings]


def test_few_figures_may_be_equal_by_chance():
    assert codes(no_day_repeats_another_month(survey(month(1, households=50), month(2, households=50)))) == []


def test_equal_sums_of_other_figures_are_no_copy():
    first, second = PEOPLE, {**PEOPLE, "officials": 6, "members": 5}
    works = [{"indicator": "duong", "quantity": 9}]

    same = survey(*(month(number, households=9, participants=first, works=works) for number in (1, 2)))
    other = survey(
        month(1, households=9, participants=first, works=works), month(2, households=9, participants=second, works=works)
    )

    assert [code for code, *_ in codes(no_day_repeats_another_month(same))] == ["copied"]
    assert codes(no_day_repeats_another_month(other)) == []


def test_a_day_of_which_nothing_was_counted_is_measured_by_nothing():
    nothing = {"participants": {"residents": 0}, "money": {"people": 0}, "works": [{"indicator": "duong", "quantity": 0}]}
    counted = {"participants": {"residents": 50}, "money": {"people": 50}, "works": [{"indicator": "duong", "quantity": 50}]}

    found = every_figure_is_near_those_before(survey(*(month(number, **counted) for number in range(1, 7)), month(7, **nothing)))

    assert codes(found) == []


def test_of_many_figures_only_the_one_far_from_those_before_is_told():
    usual = [month(number, participants={"residents": 50 + number}) for number in range(1, 8)]
    slipped = month(8, participants={"residents": 50_000})

    found = list(every_figure_is_near_those_before(survey(*usual, slipped)))

    assert [(finding.code, str(finding.path)) for finding in found] == [("figure_slipped", "data/reports/2024/mau/2024-08.yml")]
    assert found[0].values["likely"] == 50


def guarded(usual, value, name="residents"):
    """Return what is told of ``value`` after five months of ``usual``: the code, what was meant, the month."""
    figures = [*[usual] * 5, value]
    if name == "work":
        made = [{"works": [{"indicator": "duong", "quantity": each}]} for each in figures]
    else:
        made = [{"participants": {name: each}} for each in figures]
    found = every_figure_is_near_those_before(survey(*(month(number, **each) for number, each in enumerate(made, start=1))))
    return [(each.code, each.values.get("likely"), each.values["usual"], each.values["earlier"], each.keys) for each in found]


AT = ("days", 0, "results", 0, "participants", "residents")
WORK_AT = ("days", 0, "results", 0, "works", 0, "quantity")


@pytest.mark.parametrize(
    ("usual", "value", "told"),
    [
        (100, 2000, []),
        (100, 2001, [("figure_unusual", None, 100, 5, AT)]),
        (1000, 20_001, [("figure_unusual", None, 1000, 5, AT)]),
        (1000, 19_999, []),
        (1000, 4, []),
        (1000, 3, [("figure_slipped", 3000, 1000, 5, AT)]),
        (1000, 2, [("figure_slipped", 2000, 1000, 5, AT)]),
        (90, 30_000, [("figure_slipped", 30, 90, 5, AT)]),
        (90, 28_000, [("figure_unusual", None, 90, 5, AT)]),
        (90, 270_000, [("figure_slipped", 270, 90, 5, AT)]),
        (90, 280_000, [("figure_unusual", None, 90, 5, AT)]),
    ],
)
def test_a_figure_is_far_beyond_twenty_times_or_three_thousandths(usual, value, told):
    assert guarded(usual, value) == told


def test_what_was_meant_may_be_a_part():
    assert guarded(1, 1500, "work") == [("figure_slipped", Decimal("1.5"), 1, 5, WORK_AT)]
    assert guarded(2, 2000, "work") == [("figure_slipped", 2, 2, 5, WORK_AT)]
    assert type(guarded(2, 2000, "work")[0][1]) is int


def test_four_figures_before_are_too_few():
    made = [month(number, participants={"residents": 50}) for number in range(1, 5)]

    assert list(every_figure_is_near_those_before(survey(*made, month(5, participants={"residents": 50_000})))) == []


def test_a_partial_sum_says_how_many_hamlets_it_holds():
    results = [{"hamlet": f"thon-{number}", "households": 10} for number in range(1, 4)]
    document = {
        "days": [{"stated": {"households": 50}, "results": [*results, {"hamlet": "thon-4"}, {"hamlet": "x", "not_held": "y"}]}]
    }

    [found] = every_stated_total_is_the_sum(document)

    assert (found.code, found.values) == ("sum_partial", {"stated": 50, "total": 30, "counted": 3, "hamlets": 4})


def test_the_first_of_two_is_named_by_its_number():
    waivers = [{"month": month, "reason": "x"} for month in ("2024-01", "2024-02", "2024-03", "2024-02", "2024-01")]

    found = [(each.keys, each.values) for each in every_waiver_stands_once({"waivers": waivers})]

    assert found == [
        (("waivers", 3, "month"), {"month": "2024-02", "first": 2}),
        (("waivers", 4, "month"), {"month": "2024-01", "first": 1}),
    ]


@pytest.mark.parametrize("said", ["2024-03", "2024-05"])
def test_a_file_that_says_less_or_more_than_its_path_is_refused(said):
    document = {"commune": "da-tong", "month": said}

    [found] = every_file_is_what_its_path_says(PurePosixPath("reports/2024/da-tong/2024-04.yml"), document)

    assert (found.keys, found.values["correction"]) == (("month",), "2024-04")


@pytest.mark.parametrize("module", [each.name for each in pkgutil.walk_packages(checks.__path__, "generator.checks.")])
def test_what_the_checks_hand_on_cannot_be_changed(module):
    made = [each for each in vars(importlib.import_module(module)).values() if dataclasses.is_dataclass(each)]

    assert all(each.__dataclass_params__.frozen for each in made if each.__module__ == module)


def test_a_report_from_before_the_programme_is_refused():
    early = factories.report("mau", "2023-12", {"2023/12-mau": [{"hamlet": "thon-1"}]})

    [finding] = nothing_precedes_the_programme(survey(month(1), early))

    assert (finding.code, str(finding.path), finding.keys) == (
        "before_programme",
        "data/reports/2023/mau/2023-12.yml",
        ("month",),
    )


def test_a_programme_without_groups_and_offices_in_charge_is_not_asked_for_them(tmp_path):
    data = site(tmp_path)
    bodies, plan, campaign = data / "bodies.yml", data / "plans" / "2024.yml", data / "campaigns" / "2024" / "q2.yml"
    bodies.write_text(bodies.read_text("utf-8").partition("groups:")[0], "utf-8")
    campaign.write_text(re.sub(r" +group: .*\n", "", campaign.read_text("utf-8")), "utf-8")

    found = load(data, TODAY)

    assert found.dataset is not None
    assert not CHARGE & {problem.code for problem in found.problems}
    clauses = {"V.4": "groups", "V.2": "commune-leads", "III.2a": "hamlet-leads"}
    asked = "".join(f'  - {{id: {clause}, text: "x", measure: {measure}}}\n' for clause, measure in clauses.items())
    plan.write_text(plan.read_text("utf-8").replace("clauses:\n", f"clauses:\n{asked}"), "utf-8")
    assert {problem.code for problem in load(data, TODAY).problems} >= CHARGE


def test_only_a_report_that_is_there_and_was_not_read_is_unread():
    files = (
        "reports/2024/mau/2024-04.yml",
        "reports/2024/mau/2024-05.yml",
        "reports/2024/mau/photos/a.jpg",
        "campaigns/2024/q1.yml",
    )

    assert {str(path) for path in surveys.survey(files=files, reports=[surveys.reported()]).unread} == {f"data/{files[1]}"}


@pytest.mark.parametrize(
    ("campaign", "waivers", "asked", "missing"),
    [
        ("2024/q2", [], True, True),
        ("2024/q2", [], False, False),
        ("2024/q2", [{"commune": "mau", "month": "2024-04"}], True, False),
        ("2024/q2", [{"month": "2024-04"}], True, False),
        ("2024/q2", [{"commune": "khac", "month": "2024-04"}, {"month": "2024-05"}], True, True),
        ("2024/04-mau", [], True, False),
        ("2024/04-khac", [], True, True),
        ("2024/q3", [], True, False),
    ],
)
def test_a_report_holds_the_communes_own_day_unless_it_is_waived(campaign, waivers, asked, missing):
    decided = [{"reason": "Mưa", "decided_on": "2024-04-01", **each} for each in waivers]
    year = factories.plan(2024, ["mau"], waivers=decided, monthly_saturdays=asked)
    days = [factories.campaign(2), factories.saturday("mau", "2024-04"), factories.saturday("khac", "2024-04")]
    report = surveys.reported(surveys.result(households=1), campaign=campaign)
    rule = every_report_holds_the_day_of_its_month

    assert surveys.told(rule, surveys.survey(plans=[year], campaigns=days, reports=[report])) == (
        [("monthly_day_missing", ("days",))] * missing
    )
    assert surveys.told(rule, surveys.survey(campaigns=days, reports=[report])) == []


def test_a_photo_lies_beside_its_report_is_shown_and_used_once():
    def shown(*names):
        return surveys.result(households=1, photos=[{"file": f"photos/{name}.jpg", "alt": "x"} for name in names])

    made = [
        surveys.reported(shown("a"), shown("b", "away", "c", "c"), month="2024-04"),
        surveys.reported(shown("d"), month="2024-05"),
    ]
    here = "reports/2024/mau"
    digests = {
        f"{here}/photos/{name}.jpg": digest for name, digest in {"a": "1", "b": "1", "c": None, "d": "1", "e": "5"}.items()
    }
    read = [f"{here}/2024-04.yml", f"{here}/2024-05.yml"]
    found = surveys.survey(reports=made, photos={**digests, "reports/2024/khac/photos/f.jpg": "6"}, files=read)
    unread = surveys.survey(reports=made, photos=digests, files=[*read, f"{here}/2024-06.yml"])

    row = ("days", 0, "results")
    assert surveys.told(photos.every_photo_lies_beside_its_report, found) == [("photo_missing", (*row, 1, "photos", 1, "file"))]
    assert [str(each.path) for each in photos.every_photo_is_shown(found)] == [
        f"data/{here}/photos/e.jpg",
        "data/reports/2024/khac/photos/f.jpg",
    ]
    assert surveys.told(photos.every_photo_is_shown, unread) == []
    copied = [(str(each.path), each.keys, each.values["other"]) for each in photos.no_photo_is_used_for_two_occasions(found)]
    assert copied == [(f"data/{here}/2024-05.yml", (*row, 0, "photos", 0, "file"), f"data/{here}/2024-04.yml")]


@pytest.mark.parametrize(
    ("came", "assigned", "expected"),
    [
        ("ab", "ab", []),
        ("ab", "a", [("body_not_assigned", ("bodies", 1, "body"))]),
        ("a", "ab", [("bodies_not_named", ("bodies",))]),
        ("", "ab", []),
        ("ab", "", []),
        ("az", "a", []),
        ("a", "az", []),
    ],
)
def test_the_bodies_that_came_are_held_against_those_assigned(came, assigned, expected):
    day = factories.saturday("mau", "2024-04", sites=[{"hamlet": "thon-1", "bodies": list(assigned)}])
    lines = [surveys.result(bodies=[{"body": each, "people": 1} for each in came]), surveys.result(not_held="Mưa")]
    found = surveys.survey(campaigns=[day], reports=[surveys.reported(*lines)], bodies=[factories.body(each) for each in "ab"])

    assert surveys.told(reports.every_body_came_where_it_was_assigned, found) == [
        (code, (*surveys.PLACE, *way)) for code, way in expected
    ]
