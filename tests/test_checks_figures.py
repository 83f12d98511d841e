"""The rules of figures, plans and reports at their very limits: the last that passes, the first that does not."""

import copy

import pytest

from generator.checks.between_files import figures, number_guard, plans, reports
from generator.model.registers import Programme
from tests import factories
from tests.surveys import PLACE, reported, result, survey, told

AT_HAMLET = [{"hamlet": "thon-1"}]


def acted(**fields):
    """Return the indicators with one of metres, changed by ``fields``, and one of whole things."""
    made = copy.deepcopy(factories.ACTIVITIES)
    made["indicators"][0].update(fields)
    return made


@pytest.mark.parametrize(("households", "above"), [(0, False), (99, False), (100, False), (101, True)])
def test_all_households_may_take_part_but_not_one_more(households, above):
    found = told(figures.no_more_households_than_the_hamlet_has, survey(reports=[reported(result(households=households))]))

    assert found == [("households_above_all", (*PLACE, "households"))] * above


@pytest.mark.parametrize(("counted_on", "unknown"), [("2024-04-19", False), ("2024-04-20", False), ("2024-04-21", True)])
def test_a_count_of_households_holds_from_its_day(counted_on, unknown):
    count = {"date": counted_on, "count": 10, "source": "x"}
    hamlets = [factories.hamlet("thon-1", households=[count]), factories.hamlet("thon-2", households=[count])]
    lines = [result(households=11), result(hamlet="thon-2"), result(hamlet="thon-3", households=1)]
    communes = [factories.commune("khac", 1), factories.commune("mau", hamlets)]
    found = survey(communes=communes, reports=[reported(*lines)], campaigns=[factories.saturday("mau", "2024-04")])

    missing = [
        (each.keys, each.values["missing"], each.values["names"])
        for each in figures.every_hamlet_has_a_count_of_households(found)
    ]

    assert missing == [(("communes", 1, "hamlets"), 1, "Thôn thon-1")] * unknown
    assert bool(told(figures.no_more_households_than_the_hamlet_has, found)) is not unknown


def test_without_a_day_no_count_is_missed():
    bare = [factories.hamlet("thon-1", households=[])]
    found = survey(communes=[factories.commune("mau", bare)], reports=[reported(result(households=1))])

    assert told(figures.every_hamlet_has_a_count_of_households, found) == []


@pytest.mark.parametrize(("quantity", "broken"), [(2, False), (2.0, False), (2.5, True), (0.5, True)])
def test_only_whole_things_are_counted_whole(quantity, broken):
    works = [
        {"indicator": "duong", "quantity": 2.5},
        {"indicator": "la", "quantity": 2.5},
        {"indicator": "mo-hinh", "quantity": quantity},
    ]
    proposal = {"commune": "mau", "text": "x", "state": "taken", "works": works}
    day = factories.campaign(2, sites=[{"commune": "mau", "hamlet": "thon-1", "works": works}], proposals=[proposal])
    found = told(figures.every_whole_quantity_is_whole, survey(campaigns=[day], reports=[reported(result(works=works))]))

    places = (("sites", 0), ("proposals", 0), PLACE)
    assert found == [("not_whole", (*place, "works", 2, "quantity")) for place in places] * broken


@pytest.mark.parametrize(("quantity", "above"), [(499, False), (500, False), (501, True)])
def test_the_usual_most_is_still_usual(quantity, above):
    works = [{"indicator": "mo-hinh", "quantity": 9999}, {"indicator": "duong", "quantity": quantity}]
    found = survey(activities=acted(usual_most=500), reports=[reported(result(works=works))])

    assert told(figures.every_quantity_is_usual, found) == [("above_usual", (*PLACE, "works", 1, "quantity"))] * above


@pytest.mark.parametrize(("quantity", "few"), [(0, False), (1, True), (2, True), (3, False)])
def test_one_or_two_helped_households_are_recognised_on_photos(quantity, few):
    works = [{"indicator": "mo-hinh", "quantity": 1}, {"indicator": "duong", "quantity": quantity}]
    photos = [{"file": "photos/a.jpg", "alt": "x"}]
    shown = survey(
        activities=acted(helps_households=True), reports=[reported(result(works=works), result(works=works, photos=photos))]
    )

    place = ("days", 0, "results", 1, "works", 1, "quantity")
    assert told(figures.no_helped_household_can_be_recognised, shown) == [("helped_recognisable", place)] * few


def test_a_hamlet_new_to_a_figure_is_held_against_its_commune_before_that_day():
    def month(number, *people, **fields):
        lines = [
            result(hamlet=f"thon-{place}", participants={"residents": each}, **fields)
            for place, each in enumerate(people, start=1)
        ]
        return reported(*lines, month=f"2024-{number:02}", campaign=f"2024/{number:02}-mau")

    four = month(1, 10, 20, 30, 40)
    slip = ("figure_slipped", ("days", 0, "results", 4, "participants", "residents"))

    same_day = survey(communes=5, reports=[month(1, 10, 20, 30, 40, 40_000)])
    too_few = survey(communes=5, reports=[month(2, 50, 50, 50, 50, 40_000), four])
    enough = survey(communes=5, reports=[month(2, 50, 50, 50, 50, 40_000), month(1, 10, 20, 30, 40, 50)])

    assert told(number_guard.every_figure_is_near_those_before, same_day) == []
    assert told(number_guard.every_figure_is_near_those_before, too_few) == []
    [found] = number_guard.every_figure_is_near_those_before(enough)
    assert ((found.code, found.keys), found.values["usual"], found.values["earlier"]) == (slip, 30, 5)


@pytest.mark.parametrize(("last", "told_of"), [(20_001, True), (20_000, False)])
def test_every_kind_of_figure_is_guarded_with_the_way_to_it(last, told_of):
    def month(number, each):
        line = result(
            money={"people": each}, works=[{"indicator": "mo-hinh", "quantity": 1}, {"indicator": "duong", "quantity": each}]
        )
        return reported(line, month=f"2024-{number:02}", campaign=f"2024/{number:02}-mau")

    usual = [month(number, each) for number, each in enumerate((3000, 1000, 900, 1000, 800, 2000), start=1)]
    found = told(number_guard.every_figure_is_near_those_before, survey(reports=[*usual, month(7, last)]))

    assert found == [("figure_unusual", (*PLACE, *way)) for way in (("money", "people"), ("works", 1, "quantity"))] * told_of


@pytest.mark.parametrize(
    ("today", "numbers"),
    [("2024-03-31", []), ("2024-04-01", [1]), ("2024-12-31", [1, 2, 3]), ("2025-01-01", [1, 2, 3, 4])],
)
def test_a_quarter_has_its_campaign_by_its_last_day(today, numbers):
    years = [
        factories.plan(2024, ["mau"]),
        factories.plan(2023, ["mau"]),
        factories.plan(2022, ["mau"], quarterly_campaigns=False),
    ]
    found = list(plans.every_quarter_has_its_campaign(survey(today=today, plans=years)))
    held = survey(today=today, plans=years, files=[f"campaigns/2024/q{number}.yml" for number in (1, 2, 3, 4)])

    assert [each.values["quarter"] for each in found] == numbers
    assert told(plans.every_quarter_has_its_campaign, held) == []


@pytest.mark.parametrize(
    ("status", "today", "missing"),
    [
        ("planned", "2024-03-29", False),
        ("planned", "2024-03-30", True),
        ("planned", "2024-04-07", True),
        ("announced", "2024-01-01", True),
        ("held", "2024-01-01", True),
        ("postponed", "2024-04-07", False),
        ("cancelled", "2024-04-07", False),
    ],
)
def test_sites_are_settled_a_week_before_or_once_announced(status, today, missing):
    site = {"commune": "mau", "hamlet": "thon-1"}
    later = factories.commune("sau", 1, valid_from="2024-04-07")
    communes = [factories.commune("mau", 1), factories.commune("khac", 1), later]
    year = factories.plan(2024, ["mau", "khac", "sau", "la"])
    for sites, keys, count in (([], ("date",), 2), ([site], ("sites",), 1)):
        day = factories.campaign(2, status=status, sites=sites)
        found = list(
            plans.every_planned_commune_has_a_site(survey(today=today, communes=communes, plans=[year], campaigns=[day]))
        )
        assert [(each.keys, each.values["missing"]) for each in found] == [(keys, count)] * missing


@pytest.mark.parametrize(
    ("named", "asked", "wrong"),
    [("aab", 2, True), ("ab", 2, False), ("ab", 3, True), ("a", 2, False), ("aa", 1, False), ("ab", None, False)],
)
def test_the_number_of_sites_is_told_where_every_commune_has_one(named, asked, wrong):
    communes = [factories.commune("a", 2), factories.commune("b", 2)]
    sites = [{"commune": each, "hamlet": f"thon-{number}"} for number, each in enumerate(named, start=1)]
    asking = {} if asked is None else {"sites_per_campaign": asked}
    found = survey(
        communes=communes, plans=[factories.plan(2024, "ab", **asking)], campaigns=[factories.campaign(2, sites=sites)]
    )
    unknown = survey(
        communes=communes, plans=[factories.plan(2024, "abc", **asking)], campaigns=[factories.campaign(2, sites=sites)]
    )

    assert told(plans.every_campaign_has_its_number_of_sites, found) == [("sites_count", ("sites",))] * wrong
    assert told(plans.every_campaign_has_its_number_of_sites, unknown) == []


@pytest.mark.parametrize(("today", "left"), [("2024-03-29", None), ("2024-03-30", 7), ("2024-04-06", 0), ("2024-04-07", None)])
def test_a_notice_is_missed_from_seven_days_before_to_the_day(today, left):
    days = [
        factories.campaign(2),
        factories.campaign(3, status="cancelled", date="2024-04-06"),
        factories.saturday("mau", "2024-04"),
    ]
    noted = factories.campaign(1, date="2024-04-06", notice={"date": "2024-03-01"})
    found = list(plans.every_near_campaign_is_announced(survey(today=today, campaigns=[*days, noted])))

    assert [(each.path.stem, each.values["days"]) for each in found] == [("q2", left)] * (left is not None)


@pytest.mark.parametrize(("date", "month", "early"), [("2023-12-31", "2023-12", True), ("2024-01-01", "2024-01", False)])
def test_nothing_precedes_the_day_and_the_month_of_the_beginning(date, month, early):
    day = factories.campaign(1, date=date)
    found = survey(campaigns=[day], reports=[reported(result(), month=month)])

    assert (
        told(plans.nothing_precedes_the_programme, found) == [("before_programme", (name,)) for name in ("date", "month")] * early
    )


@pytest.mark.parametrize(("done", "far"), [(29, False), (30, False), (31, True)])
def test_three_times_what_was_planned_is_not_far_above(done, far):
    planned = [{"indicator": "duong", "quantity": 4}, {"indicator": "duong", "quantity": 6}]
    day = factories.saturday("mau", "2024-04", sites=[{**AT_HAMLET[0], "works": planned}])
    works = [{"indicator": "mo-hinh", "quantity": 99}, {"indicator": "duong", "quantity": done}]
    found = survey(campaigns=[day], reports=[reported(result(works=works))])

    assert told(reports.every_planned_work_is_reported, found) == [("far_above_plan", (*PLACE, "works", 1, "quantity"))] * far


@pytest.mark.parametrize(("done", "asked"), [(["mo-hinh"], True), (["duong"], False), (["la"], False), ([], False)])
def test_a_planned_work_is_missed_where_all_that_was_done_is_known(done, asked):
    planned = [{"indicator": "duong", "quantity": 4}, {"indicator": "khac", "quantity": 4}]
    day = factories.saturday("mau", "2024-04", sites=[{**AT_HAMLET[0], "works": planned}])
    works = [{"indicator": each, "quantity": 1} for each in done]
    found = told(reports.every_planned_work_is_reported, survey(campaigns=[day], reports=[reported(result(works=works))]))

    assert found == [("planned_not_mentioned", (*PLACE, "works"))] * asked


@pytest.mark.parametrize(
    ("named", "complete", "counts", "left"),
    [
        ("1", True, None, "Thôn thon-2"),
        ("12", True, None, ""),
        ("1", False, None, ""),
        ("13", True, None, ""),
        ("11", True, None, ""),
        ("1", True, True, ""),
    ],
)
def test_the_hamlets_left_out_are_told_where_all_are_known(named, complete, counts, left):
    lines = [result(hamlet=f"thon-{each}", households=1) for each in named]
    year = factories.plan(2024, ["mau"], settings={"campaign_counts_as_monthly": counts})
    report = factories.report("mau", "2024-04", {"2024/04-mau": lines, "2024/q2": [result(hamlet="thon-2", households=1)]})
    communes = [factories.commune("mau", 2, hamlets_complete=complete)]
    days = [factories.saturday("mau", "2024-04"), factories.campaign(2)]
    found = list(
        reports.every_known_hamlet_is_reported(survey(communes=communes, campaigns=days, plans=[year], reports=[report]))
    )

    assert [(each.keys, each.values["names"]) for each in found] == [(("days", 0, "results"), left)] * bool(left)


@pytest.mark.parametrize(
    ("rule", "date", "outside"),
    [
        ("first_full_week", "2024-10-06", True),
        ("first_full_week", "2024-10-07", False),
        ("first_full_week", "2024-10-13", False),
        ("first_full_week", "2024-10-14", True),
        (None, "2024-10-07", False),
        (None, "2024-10-08", True),
    ],
)
def test_a_campaign_falls_in_the_first_week_as_its_plan_counts_it(rule, date, outside):
    years = [factories.plan(2024, ["mau"], settings={"first_week_rule": rule})] if rule else []
    found = survey(plans=years, campaigns=[factories.campaign(4, date=date), factories.saturday("mau", "2024-10")])

    assert told(plans.every_campaign_falls_in_the_first_week, found) == [("campaign_outside_first_week", ("date",))] * outside


@pytest.mark.parametrize(("begun", "numbers"), [("2024-03-30", [1, 2]), ("2024-03-31", [1, 2]), ("2024-04-01", [2])])
def test_no_campaign_is_missed_in_a_quarter_that_ended_before_the_programme_began(begun, numbers):
    programme = Programme.of({**factories.PROGRAMME, "started_on": begun})
    found = survey(today="2024-07-01", plans=[factories.plan(2024, ["mau"])], registers={"programme": programme})

    assert [each.values["quarter"] for each in plans.every_quarter_has_its_campaign(found)] == numbers
