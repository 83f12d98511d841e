"""Figures of the tiny repository, worked out by hand, and what must hold of any results."""

import dataclasses
import datetime as dt
import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures.clauses import COUNTERS, Keeping, clauses
from generator.figures.corrections import corrections
from generator.figures.coverage import never_chosen, times_chosen
from generator.figures.outcome import household_share, outcomes
from generator.figures.reporting import Status, basis, cell, expected_communes, matrix, missing
from generator.figures.schedule import State, overdue, remarks, state, upcoming
from generator.figures.totals import Totals
from generator.language.months import Month, months_of
from generator.loading.load import load
from generator.model.places import HouseholdCount
from generator.model.plan import Settings, Waiver
from generator.model.report import Publication, Result
from generator.schema import part
from tests.conftest import TINY, TODAY

APRIL, MAY = Month(2024, 4), Month(2024, 5)


@pytest.fixture(scope="module")
def data():
    return load(TINY, TODAY).dataset


def changed(data, **fields):
    return dataclasses.replace(data, **fields)


def with_plan(data, **fields):
    return changed(data, plans={2024: dataclasses.replace(data.plans[2024], **fields)})


def result(**fields):
    return Result.of("da-tong", {"hamlet": "n-ton"} | fields)


def test_totals_of_a_month_are_the_sums_over_its_reports(data):
    reports = [report for report in data.reports.values() if report.month == APRIL]

    totals = Totals(data).over(data.places.communes, [APRIL])

    held = [each for report in reports for each in report.results if each.held]
    assert totals["people"].value == sum(each.people for each in held if each.people is not None)
    assert totals["households"].value == sum(each.households for each in held if each.households is not None)
    assert totals["people"].held == len(held)
    assert totals["people"].counted == sum(each.people is not None for each in held)


def test_what_nobody_counted_has_no_value_and_a_counted_nothing_is_zero(data):
    totals = Totals(data)

    nothing = totals.of_results([result(households=5)], APRIL)
    zero = totals.of_results([result(participants={"forces": 0})], APRIL)

    assert nothing["people"].value is None
    assert zero["people"].value == 0
    assert zero["residents"].value is None


def test_a_result_that_did_not_take_place_counts_for_nothing(data):
    totals = Totals(data).of_results([result(not_held="mưa")], APRIL)

    assert (totals["people"].value, totals["people"].held, totals.tally.not_held) == (None, 0, 1)


def test_a_cumulative_indicator_takes_the_newest_value_of_each_hamlet(data):
    latest = dataclasses.replace(next(iter(data.activities.indicators.values())), adds="latest")
    other = dataclasses.replace(data.activities, indicators={**data.activities.indicators, latest.id: latest})
    totals = Totals(changed(data, activities=other))
    tally = totals.tally([result(works=[{"indicator": latest.id, "quantity": 3}])], MAY)

    tally.merge(totals.tally([result(works=[{"indicator": latest.id, "quantity": 2}])], APRIL))
    elsewhere = Result.of("ro-men", {"hamlet": "x", "works": [{"indicator": latest.id, "quantity": 4}]})
    tally.merge(totals.tally([elsewhere], APRIL))

    assert tally.total(totals.measures[latest.id]).value == 3 + 4


def test_decimals_add_up_exactly(data):
    totals = Totals(data).of_results([result(labour_days=0.1), result(labour_days=0.2)], APRIL)

    assert totals["labour_days"].value == Decimal("0.3")


COUNTED = st.fixed_dictionaries(
    {},
    optional={
        "households": st.integers(0, 500),
        "participants": st.dictionaries(st.sampled_from(list(part("participants"))), st.integers(0, 500)),
        "labour_days": st.integers(0, 400).map(lambda days: days / 2),
        "money": st.dictionaries(st.sampled_from(list(part("money"))), st.integers(0, 10**9)),
    },
)


@given(st.lists(COUNTED, max_size=8), st.randoms())
def test_totals_do_not_depend_on_the_order_or_on_how_results_are_parted(data, entries, chance):
    totals, results = Totals(data), [result(**entry) for entry in entries]
    shuffled = chance.sample(results, len(results))
    cut = chance.randint(0, len(results))

    whole = totals.of_results(results, APRIL)
    parted = totals.tally(shuffled[:cut], APRIL)
    parted.merge(totals.tally(shuffled[cut:], APRIL))

    for measure in totals.measures.values():
        assert whole[measure.id] == parted.total(measure)
        assert (whole[measure.id].value is None) == (whole[measure.id].counted == 0)


def test_the_order_of_reports_does_not_matter(data):
    shuffled = list(data.reports.items())
    random.Random(502).shuffle(shuffled)

    once = Totals(data).over(data.places.communes, [APRIL, MAY])
    again = Totals(changed(data, reports=dict(shuffled))).over(reversed(list(data.places.communes)), [MAY, APRIL])

    assert all(once[measure] == again[measure] for measure in once.measures)


@given(st.integers(0, 300), st.integers(1, 300))
def test_the_share_of_households_is_of_one_event_and_at_most_all(present, every):
    count = HouseholdCount(date=dt.date(2024, 1, 1), count=every, source="x")

    share = household_share(result(households=min(present, every)), count)

    assert 0 <= share <= 1
    assert share == Fraction(min(present, every), every)


def test_no_share_is_told_without_a_count_of_households():
    assert household_share(result(households=5), None) is None
    assert household_share(result(), HouseholdCount(date=TODAY, count=5, source="x")) is None
    assert household_share(None, None) is None


@pytest.mark.parametrize(
    ("deadline", "published", "today", "status"),
    [
        (None, dt.date(2024, 5, 3), TODAY, Status.REPORTED),
        (5, dt.date(2024, 5, 5), TODAY, Status.ON_TIME),
        (5, dt.date(2024, 5, 6), TODAY, Status.LATE),
        (5, None, TODAY, Status.UNKNOWN),
    ],
)
def test_a_report_is_on_time_by_the_day_it_was_published(data, deadline, published, today, status):
    told = {key: Publication(published_on=published, corrections=()) for key in data.publications}
    planned = with_plan(changed(data, publications=told), settings=Settings(report_deadline_day=deadline))

    assert cell(planned, "da-tong", APRIL, today).status is status


@pytest.mark.parametrize(
    ("deadline", "today", "status"),
    [
        (None, "2024-06-30", Status.NOT_DUE),
        (None, "2024-07-01", Status.MISSING),
        (5, "2024-07-05", Status.NOT_DUE),
        (5, "2024-07-06", Status.MISSING),
    ],
)
def test_a_report_is_missing_only_once_it_was_due(data, deadline, today, status):
    planned = with_plan(data, settings=Settings(report_deadline_day=deadline), waivers=())

    assert cell(planned, "da-tong", Month(2024, 6), dt.date.fromisoformat(today)).status is status


def test_a_waived_month_is_not_missing(data):
    waiver = Waiver(commune=None, month=Month(2024, 1), reason="x", decided_on=dt.date(2024, 1, 1))
    planned = with_plan(data, waivers=(waiver,))

    assert cell(planned, "da-tong", Month(2024, 1), TODAY).status is Status.WAIVED
    assert all(Month(2024, 1) not in months for _, rows in missing(planned, TODAY) for _, months in rows)


def test_the_matrix_has_a_cell_exactly_where_a_report_is_expected(data):
    cells = {(commune, each.month) for commune, row in matrix(data, 2024, TODAY) for each in row if each}

    expected = {
        (commune, Month(2024, number)) for number in range(1, 13) for commune in expected_communes(data, Month(2024, number))
    }
    assert cells == expected != set()


def test_of_the_months_before_the_programme_began_no_report_is_expected(data):
    begun = Month.at(data.programme.started_on)

    assert [month for month in months_of(2024) if expected_communes(data, month)] == [
        month for month in months_of(2024) if month >= begun
    ]
    assert begun > Month(2024, 1)
    assert all(month >= begun for _, rows in missing(data, TODAY) for _, months in rows for month in months)


def test_a_basis_names_who_reported_of_who_was_expected(data):
    found = basis(data, [MAY], TODAY)

    assert set(found.reported) == {commune for commune, month in data.reports if month == MAY}
    assert set(found.expected) == set(expected_communes(data, MAY))


def test_a_basis_of_several_months_counts_the_reports_too(data):
    found = basis(with_plan(data, waivers=()), [APRIL, MAY, Month(2024, 12)], TODAY)

    assert found.reports == sum(month in (APRIL, MAY) for _, month in data.reports)
    assert found.due == 2 * len(expected_communes(data, MAY))


def report_where_nothing_was_held(report):
    days = tuple(
        dataclasses.replace(
            day, results=tuple(Result.of(report.commune, {"hamlet": each.hamlet, "not_held": "mưa"}) for each in day.results)
        )
        for day in report.days
    )
    return dataclasses.replace(report, days=days)


def test_a_campaign_is_held_once_a_report_tells_of_it_and_awaits_it_before(data):
    campaign = data.campaigns["2024/q2"]
    unreported = changed(data, reports={}, publications={})

    assert state(campaign, data, TODAY) is State.HELD
    assert state(campaign, unreported, campaign.date + dt.timedelta(3)) is State.AWAITING_RESULT
    assert overdue(campaign, campaign.date + dt.timedelta(3)) == 3
    nowhere = {key: report_where_nothing_was_held(report) for key, report in data.reports.items()}
    assert state(campaign, changed(data, reports=nowhere), TODAY) is State.NOT_HELD
    in_one_commune = {key: report for key, report in nowhere.items() if report.commune == "da-tong"}
    assert state(campaign, changed(data, reports=in_one_commune, publications={}), TODAY) is State.AWAITING_RESULT
    announced = dataclasses.replace(campaign, status="announced")
    assert state(announced, unreported, campaign.date) is State.TODAY
    assert state(announced, unreported, campaign.date - dt.timedelta(1)) is State.ANNOUNCED
    cancelled = dataclasses.replace(campaign, status="cancelled")
    assert state(cancelled, unreported, TODAY) is State.CANCELLED


def test_a_postponed_day_is_upcoming_on_its_new_date(data):
    campaign = data.campaigns["2024/q2"]
    moved = dataclasses.replace(campaign, status="postponed", postponed_to=dt.date(2024, 6, 8))
    found = changed(data, campaigns={campaign.id: moved}, reports={}, publications={})

    assert upcoming(found, TODAY) == (moved,)
    assert state(moved, found, TODAY) is State.POSTPONED
    assert upcoming(found, dt.date(2024, 6, 9)) == ()


def test_what_is_special_about_a_day_is_told(data):
    calendar = dataclasses.replace(data.calendar, holidays={dt.date(2024, 9, 2): "x"}, working_saturdays={})
    found = changed(data, calendar=calendar)

    assert remarks(dt.date(2024, 9, 2), found).holiday == "x"
    assert remarks(dt.date(2024, 9, 2), found).not_saturday
    assert not remarks(dt.date(2024, 9, 7), found).not_saturday


def test_planned_and_done_stand_side_by_side(data):
    campaign = data.campaigns["2024/q2"]

    found = outcomes(campaign, data)

    planned = {site.place for site in campaign.sites}
    assert planned <= {outcome.occasion.hamlet.key for outcome in found}
    for outcome in found:
        for work in outcome.works:
            assert work.planned is not None or work.done is not None


def test_hamlets_never_chosen_are_those_without_a_site(data):
    chosen = times_chosen(data, TODAY)

    sites = {site.place for site in data.campaigns["2024/q2"].sites}
    never = {hamlet.key for _, hamlets in never_chosen(data, TODAY) for hamlet in hamlets}
    assert {hamlet for hamlet, times in chosen.items() if times} == sites
    assert never == {hamlet.key for commune in data.places.communes_on(TODAY) for hamlet in commune.hamlets_on(TODAY)} - sites


def test_every_measure_that_a_clause_may_name_has_its_counter():
    allowed = part("clause")["measure"].rules["allowed"]

    assert set(COUNTERS) == set(allowed)


@pytest.mark.parametrize("today", ["2023-12-31", "2024-04-30", "2024-12-31", "2026-01-01"])
def test_no_clause_is_kept_more_often_than_it_asks(data, today):
    for found in clauses(data, data.plans[2024], dt.date.fromisoformat(today)):
        assert 0 <= found.kept <= found.of or found.state is Keeping.KEPT
        assert (found.of == 0) == (found.state is Keeping.NOT_DUE)


def test_corrections_are_told_newest_first(data):
    found = corrections(data)

    assert list(found) == sorted(found, key=lambda each: each.correction.date, reverse=True)
