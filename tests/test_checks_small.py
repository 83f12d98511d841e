"""The rules between files, held to small datasets that are sound or only just not."""

import re
from pathlib import PurePosixPath

from generator.checks.between_files.copies import no_day_repeats_another_month
from generator.checks.between_files.number_guard import every_figure_is_near_those_before
from generator.checks.between_files.plans import nothing_precedes_the_programme
from generator.checks.survey import Survey
from generator.load import load
from tests import factories
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
