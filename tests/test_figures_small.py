"""Figures of small datasets made for one question each: totals, coverage, presence, comparison, the days to come."""

import dataclasses
import datetime as dt
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.figures.agenda import coming, days_in, gatherings, gone, next_days
from generator.figures.clauses import Keeping, clauses
from generator.figures.comparison import compared, planned_done
from generator.figures.coverage import coverage, times_chosen
from generator.figures.outcome import outcomes
from generator.figures.presence import BodiesPresent, committee_present
from generator.figures.proposals import proposal_trails
from generator.figures.reporting import basis, cell, expected_communes, matrix
from generator.figures.totals import Totals
from tests import factories as make

APRIL, MAY, JUNE = make.month("2024-04"), make.month("2024-05"), make.month("2024-06")
LATER = make.day("2024-12-31")
SITE = {"commune": "a", "hamlet": "thon-1"}


def models(hamlet, quantity):
    return {"hamlet": hamlet, "works": [{"indicator": "mo-hinh", "quantity": quantity}]}


def road(quantity):
    return [{"indicator": "duong", "quantity": quantity}]


def one_month(*results, campaigns=(), hamlets=2, days=None, **fields):
    """Return commune a, whose Saturday of April has these results."""
    saturday = make.saturday("a", "2024-04", **fields)
    reports = [make.report("a", "2024-04", days or {saturday.id: list(results)})] if results or days else []
    plan = make.plan(2024, ["a"])
    return make.dataset([make.commune("a", hamlets)], plans=[plan], campaigns=[saturday, *campaigns], reports=reports)


def of_campaign(*results, **fields):
    """Return commune a, a site of the campaign of the second quarter, which has these results."""
    campaign = make.campaign(2, **{"sites": [SITE], **fields})
    bodies = [make.body(name) for name in ("so-mot", "so-hai", "so-ba")]
    reports = [make.report("a", "2024-04", {campaign.id: list(results)})] if results else []
    plan = make.plan(2024, ["a"])
    return make.dataset([make.commune("a", 2)], plans=[plan], campaigns=[campaign], reports=reports, bodies=bodies)


def settled(counts_as_monthly):
    """Return the settings that say whether the campaign counts as the month's day; none where the plan does not say."""
    return {} if counts_as_monthly is None else {"campaign_counts_as_monthly": counts_as_monthly}


def clause(data, measure, today=LATER):
    return next(each for each in clauses(data, data.plans[2024], today) if each.clause.measure == measure)


def test_the_newest_count_of_a_month_is_that_of_its_last_day_not_the_largest():
    days = {"2024/q2": [models("thon-1", 5)], "2024/04-a": [models("thon-1", 3)]}
    data = one_month(campaigns=[make.campaign(2, sites=[SITE])], days=days)

    totals = Totals(data).over(["a"], [APRIL])

    assert totals["mo-hinh"].value == 3
    assert Totals(data).of_hamlet("a/thon-1")["mo-hinh"].value == 3


def merged(*new_results):
    old = [make.hamlet(name, valid_to="2024-05-31", successor="b/x") for name in ("x", "y")]
    communes = [
        make.commune("a", old, valid_to="2024-05-31", successor="b"),
        make.commune("b", [make.hamlet("x", valid_from="2024-06-01")], valid_from="2024-06-01"),
    ]
    reports = [make.report("a", "2024-05", {"2024/05-a": [models("x", 4), models("y", 3)]})]
    reports += [make.report("b", "2024-06", {"2024/06-b": list(new_results)})] if new_results else []
    campaigns = [make.saturday("a", "2024-05"), make.saturday("b", "2024-06")]
    return make.dataset(communes, plans=[make.plan(2024, ["a", "b"])], campaigns=campaigns, reports=reports)


def test_over_a_merger_a_cumulative_count_is_not_told_twice():
    after, before = merged(models("x", 5)), merged()

    assert Totals(after).over(["a", "b"], [MAY, JUNE])["mo-hinh"].value == 5
    assert Totals(after).over(["a"], [MAY, JUNE])["mo-hinh"].value == 7
    assert Totals(after).over(["b"], [MAY, JUNE])["mo-hinh"].value == 5
    assert Totals(before).over(["a", "b"], [MAY, JUNE])["mo-hinh"].value == 7


def test_a_successor_that_counted_nothing_leaves_the_older_count():
    data = merged({"hamlet": "x", "households": 9})

    assert Totals(data).over(["a", "b"], [MAY, JUNE])["mo-hinh"].value == 7


def test_a_series_has_no_value_where_nobody_reported():
    data = one_month({"hamlet": "thon-1", "households": 0})

    series = Totals(data).series("households", ["a"], [APRIL, MAY])

    assert [(month, total.value) for month, total in series] == [(APRIL, 0), (MAY, None)]


COMMUNES, SPAN = ("a", "b", "c"), (APRIL, MAY, JUNE)
COUNTS = st.fixed_dictionaries(
    {"hamlet": st.sampled_from(["thon-1", "thon-2"])},
    optional={
        "households": st.integers(0, 100),
        "participants": st.dictionaries(st.sampled_from(["officials", "residents"]), st.integers(0, 200)),
        "money": st.dictionaries(st.sampled_from(["budget", "people"]), st.integers(0, 10**9)),
        "works": st.lists(
            st.builds(
                lambda indicator, quantity: {"indicator": indicator, "quantity": quantity},
                st.sampled_from(["duong", "mo-hinh"]),
                st.integers(0, 999),
            ),
            max_size=3,
        ),
    },
)
RESULTS = st.one_of(COUNTS, st.just({"hamlet": "thon-1", "not_held": "mưa"}))


@st.composite
def datasets(draw):
    keys = [(commune, str(month)) for commune in COMMUNES for month in SPAN]
    reported = draw(st.lists(st.sampled_from(keys), unique=True))
    days = {key: {f"{key[1][:4]}/{key[1][5:]}-{key[0]}": draw(st.lists(RESULTS, min_size=1, max_size=3))} for key in reported}
    return make.dataset(
        [make.commune(name, 2) for name in COMMUNES],
        plans=[make.plan(2024, COMMUNES, settings=draw(st.sampled_from([{}, {"report_deadline_day": 5}])))],
        campaigns=[make.saturday(*key) for key in keys],
        reports=[make.report(*key, entries) for key, entries in days.items()],
        published_on=draw(st.one_of(st.none(), st.dates(dt.date(2024, 4, 20), dt.date(2024, 12, 31)))),
    )


@pytest.mark.slow
@given(datasets(), st.randoms(use_true_random=False))
def test_totals_do_not_depend_on_the_order_of_files(data, chance):
    shuffled = chance.sample(list(data.reports.items()), len(data.reports))

    totals, again = Totals(data), Totals(dataclasses.replace(data, reports=dict(shuffled)))

    for months in (SPAN, *((month,) for month in SPAN)):
        there, here = totals.over(COMMUNES, months), again.over(COMMUNES, months)
        assert [there[name] for name in totals.measures] == [here[name] for name in totals.measures]


@pytest.mark.slow
@given(datasets())
def test_the_whole_is_the_sum_of_its_communes_and_nothing_only_where_nobody_counted(data):
    totals = Totals(data)

    whole, parts = totals.over(COMMUNES, SPAN), [totals.over([commune], SPAN) for commune in COMMUNES]

    for name in totals.measures:
        values = [part[name].value for part in parts if part[name].value is not None]
        assert whole[name].value == (sum(values) if values else None)
        assert whole[name].counted == sum(part[name].counted for part in parts)
        assert (whole[name].value is None) == (whole[name].counted == 0)
        assert whole[name].counted <= whole[name].held


@pytest.mark.slow
@given(datasets(), st.dates(dt.date(2024, 1, 1), dt.date(2025, 3, 1)))
def test_the_matrix_covers_the_expected_reports_and_equals_itself(data, today):
    found = matrix(data, 2024, today)

    cells = {(each.commune, each.month) for _, row in found for each in row if each}
    months = [make.month(f"2024-{number:02}") for number in range(1, 13)]
    assert cells == {(commune, month) for month in months for commune in expected_communes(data, month)}
    assert found == matrix(data, 2024, today)
    assert all(each == cell(data, each.commune, each.month, today) for _, row in found for each in row if each)


@given(datasets())
def test_a_basis_of_one_commune_is_its_share_of_the_basis_of_all(data):
    whole, parts = basis(data, SPAN, LATER), [basis(data, SPAN, LATER, [commune]) for commune in COMMUNES]

    assert whole.reports == sum(part.reports for part in parts)
    assert whole.due == sum(part.due for part in parts)
    assert whole.reported == tuple(commune for part in parts for commune in part.reported)


def test_a_clause_counts_households_of_the_day_as_the_campaign_page_does():
    entry = make.hamlet("x")
    entry["households"] = [*entry["households"], {"date": "2024-04-10", "count": 50, "source": "Sổ hộ khẩu"}]
    data = one_month({"hamlet": "x", "households": 50}, hamlets=[entry])

    kept = clause(data, "household-share")

    assert outcomes(data.campaigns["2024/04-a"], data)[0].share == Fraction(1)
    assert (kept.kept, kept.of) == (1, 1)


@pytest.mark.parametrize("measure", ["heads-present", "committee-attendance", "bodies-present", "household-share"])
def test_what_nobody_counted_is_not_measurable_and_not_undone(measure):
    data = of_campaign({"hamlet": "thon-1"}, sites=[{**SITE, "bodies": ["so-mot"]}])

    found = clause(data, measure)

    assert (found.kept, found.of, found.state) == (None, None, Keeping.NOT_MEASURABLE)


def test_before_any_day_has_come_nothing_is_due_rather_than_not_measurable():
    found = clause(of_campaign(), "heads-present", make.day("2024-04-01"))

    assert found.state is Keeping.NOT_DUE


@pytest.mark.parametrize(("setting", "hamlets", "kept"), [(True, 1, 1), (True, 2, 0), (False, 1, 0), (None, 1, 0)])
def test_the_campaign_counts_as_the_months_day_only_where_the_plan_says_so_and_for_all_hamlets(setting, hamlets, kept):
    data = of_campaign({"hamlet": "thon-1", "households": 5})
    plan = make.plan(2024, ["a"], settings=settled(setting))
    other = dataclasses.replace(make.dataset([make.commune("a", hamlets)], plans=[plan]), campaigns=data.campaigns)

    found = clause(dataclasses.replace(other, reports=data.reports), "monthly-saturday", make.day("2024-05-10"))

    assert found.kept == kept


def test_coverage_tells_who_took_part_who_could_not_and_who_is_not_told_of():
    data = one_month(
        {"hamlet": "thon-1", "households": 3},
        {"hamlet": "thon-2", "not_held": "Đường sạt lở"},
        {"hamlet": "thon-3", "held_on": "2024-04-21", "deviation": "Đám cưới"},
        hamlets=4,
    )

    found = coverage(data.campaigns["2024/04-a"], data)

    assert [hamlet.id for hamlet in found.done] == ["thon-1", "thon-3"]
    assert [(hamlet.id, reason) for hamlet, reason in found.unable] == [("thon-2", "Đường sạt lở")]
    assert [hamlet.id for hamlet in found.untold] == ["thon-4"]
    assert [(hamlet.id, day, why) for hamlet, day, why in found.deviations] == [("thon-3", make.day("2024-04-21"), "Đám cưới")]
    assert found.share == Fraction(2, 4)


def test_coverage_tells_no_share_where_the_list_of_hamlets_is_not_complete():
    data = one_month({"hamlet": "thon-1"})
    open_list = {"communes": [make.commune("a", 2, hamlets_complete=False)]}
    data = dataclasses.replace(data, places=type(data.places).of(open_list))

    found = coverage(data.campaigns["2024/04-a"], data)

    assert (found.complete, found.share, len(found.done)) == (False, None, 1)


@pytest.mark.parametrize(("setting", "elsewhere", "untold"), [(True, ["thon-1"], []), (None, [], ["thon-1"])])
def test_a_hamlet_of_the_committees_campaign_is_covered_where_the_plan_says_so(setting, elsewhere, untold):
    days = {"2024/q2": [{"hamlet": "thon-1"}], "2024/04-a": [{"hamlet": "thon-2"}]}
    data = one_month(campaigns=[make.campaign(2, sites=[SITE])], days=days)
    plans = {2024: make.plan(2024, ["a"], settings=settled(setting))}

    found = coverage(data.campaigns["2024/04-a"], dataclasses.replace(data, plans=plans))

    assert [hamlet.id for hamlet in found.elsewhere] == elsewhere
    assert [hamlet.id for hamlet in found.untold] == untold


@pytest.mark.parametrize("order", ["abc", "cba", "bac", "cab"])
def test_a_successor_inherits_the_count_through_every_merger_in_whatever_order_places_stand(order):
    successors = {"a": {"successor": "b/x"}, "b": {"successor": "c/x"}, "c": {}}
    communes = [make.commune(name, [make.hamlet("x", **successors[name])]) for name in order]
    sites = [{"commune": "a", "hamlet": "x"}]
    data = make.dataset(communes, campaigns=[make.campaign(1, sites=sites)])

    assert times_chosen(data, LATER) == {"a/x": 1, "b/x": 1, "c/x": 1}


def test_a_body_that_sent_nobody_is_not_one_that_nobody_mentions():
    present = [{"body": "so-hai", "people": 0}, {"body": "so-ba", "people": 4}]
    sites = [{**SITE, "bodies": ["so-mot", "so-hai"]}]
    data = of_campaign({"hamlet": "thon-1", "bodies": present}, sites=sites)

    found = BodiesPresent.of(outcomes(data.campaigns["2024/q2"], data))

    assert found == BodiesPresent(assigned=2, awaited=0, present=0, absent=1, unassigned=1, people=4)
    assert found.untold == 1


def test_bodies_of_a_site_without_a_report_are_awaited():
    data = of_campaign(sites=[{**SITE, "bodies": ["so-mot", "so-hai"]}])

    found = BodiesPresent.of(outcomes(data.campaigns["2024/q2"], data))

    assert (found.assigned, found.awaited, found.untold, found.people) == (2, 2, 0, None)


def test_committee_members_are_counted_over_the_campaigns_of_a_year():
    attended = [make.campaign(q, attendance=[{"body": "so-mot", "members": 3, "present": q}]) for q in (1, 2)]
    data = make.dataset([make.commune("a", 1)], campaigns=attended, bodies=[make.body("so-mot")])

    (found,) = committee_present(data, 2024)

    assert (found.body, found.present, found.members, found.campaigns) == ("so-mot", 3, 6, 2)
    assert committee_present(data, 2025) == ()


def proposal(state, **fields):
    return {"commune": "a", "text": "Nạo vét mương", "works": road(100), "state": state, **fields}


def test_a_proposal_taken_up_is_followed_to_its_result():
    data = of_campaign(
        {"hamlet": "thon-1", "works": road(70)}, sites=[{**SITE, "works": road(80)}], proposals=[proposal("taken")]
    )

    (found,) = proposal_trails(data.campaigns["2024/q2"], data)

    assert [(work.proposed, work.planned, work.done) for work in found.works] == [(100, 80, 70)]


@pytest.mark.parametrize(("state", "fields"), [("not_taken", {"reason": "Chờ mùa khô"}), ("taken", {"hamlet": "thon-2"})])
def test_a_proposal_that_no_site_took_up_tells_only_what_was_proposed(state, fields):
    data = of_campaign({"hamlet": "thon-1", "works": road(70)}, proposals=[proposal(state, **fields)])

    (found,) = proposal_trails(data.campaigns["2024/q2"], data)

    assert found.outcome is None
    assert [(work.proposed, work.planned, work.done) for work in found.works] == [(100, None, None)]


def two_months(*, may=True, waived=False):
    waivers = [{"month": "2024-05", "reason": "Mưa lớn", "decided_on": "2024-05-02"}] if waived else []
    reports = [make.report("a", "2024-04", {"2024/04-a": [{"hamlet": "thon-1", "households": 30}]})]
    reports += [make.report("a", "2024-05", {"2024/05-a": [{"hamlet": "thon-1", "households": 20}]})] if may else []
    campaigns = [make.saturday("a", "2024-04"), make.saturday("a", "2024-05")]
    plan = make.plan(2024, ["a"], waivers=waivers)
    return make.dataset([make.commune("a", 1)], plans=[plan], campaigns=campaigns, reports=reports)


def test_a_month_is_told_beside_the_one_before():
    found = compared(Totals(two_months()), ["a"], [MAY], [APRIL], LATER)

    households = found.measures["households"]
    assert (households.now.value, households.before.value, households.change) == (20, 30, -10)
    assert found.measures["people"].change is None


@pytest.mark.parametrize("waived", [True, False])
def test_a_month_without_its_reports_is_not_compared(waived):
    found = compared(Totals(two_months(may=False, waived=waived)), ["a"], [MAY], [APRIL], LATER)

    assert found.measures["households"].change is None
    assert (found.now.reports, found.before.reports) == (0, 1)


def test_a_month_still_running_is_not_compared_though_one_commune_has_reported():
    reports = [
        make.report(name, str(month), {f"2024/{month.number:02}-{name}": [{"hamlet": "thon-1", "households": 5}]})
        for name, month in (("a", APRIL), ("b", APRIL), ("a", MAY))
    ]
    campaigns = [make.saturday(name, str(month)) for name in "ab" for month in (APRIL, MAY)]
    communes = [make.commune(name, 1) for name in "ab"]
    data = make.dataset(communes, plans=[make.plan(2024, "ab")], campaigns=campaigns, reports=reports)
    today = make.day("2024-05-25")

    both = compared(Totals(data), "ab", [MAY], [APRIL], today)
    one = compared(Totals(data), ["a"], [MAY], [APRIL], today)

    assert both.measures["households"].change is None
    assert one.measures["households"].change == 0


def test_planned_and_done_say_how_many_hamlets_are_awaited():
    sites = [{"hamlet": "thon-1", "works": road(10)}, {"hamlet": "thon-2", "works": road(20)}]
    data = one_month({"hamlet": "thon-1", "works": road(9)}, sites=sites)

    (found,) = planned_done(data, ["a"], [APRIL], LATER)

    assert (found.planned, found.done, found.awaited) == (30, 9, 1)
    assert planned_done(data, ["a"], [APRIL], make.day("2024-04-19")) == ()
    assert planned_done(data, ["b"], [APRIL], LATER) == ()


def deviating():
    return one_month(sites=[{"hamlet": "thon-2", "date": "2024-04-27", "deviation": "Đám cưới"}], meeting_point="Nhà văn hóa")


def test_a_hamlet_with_a_day_of_its_own_is_coming_until_that_day():
    data = deviating()

    first, second = coming(data, make.day("2024-04-20"))
    (left,) = coming(data, make.day("2024-04-21"))

    assert [each.hamlet.id for each in first.occasions] == ["thon-1"]
    assert [each.hamlet.id for each in second.occasions] == ["thon-2"]
    assert (first.deviates, second.deviates, left) == (False, True, second)
    assert second.occasions[0].meeting_point == "Nhà văn hóa"
    assert gone(data, make.day("2024-04-21")) == (first,)


def test_a_campaign_whose_hamlets_are_not_named_yet_is_still_coming():
    data = make.dataset([make.commune("a", 1)], campaigns=[make.campaign(3, status="expected")])

    (found,) = coming(data, make.day("2024-06-01"))

    assert (found.day, found.occasions) == (make.day("2024-07-06"), ())


def test_what_is_cancelled_or_postponed_without_a_date_is_not_coming():
    for status in ("cancelled", "postponed"):
        assert gatherings(make.campaign(3, status=status), make.dataset([make.commune("a", 1)])) == ()


def test_a_day_tells_of_the_committee_first_then_in_administrative_order():
    communes = [make.commune(name, 1) for name in ("b", "a")]
    same = {"date": "2024-04-06"}
    campaigns = [make.saturday("a", "2024-04", **same), make.campaign(2), make.saturday("b", "2024-04", **same)]
    random.Random(502).shuffle(campaigns)
    data = make.dataset(communes, campaigns=campaigns)

    ((day, found),) = next_days(data, make.day("2024-04-01"), 3)

    assert (day, [each.campaign.id for each in found]) == (make.day("2024-04-06"), ["2024/q2", "2024/04-b", "2024/04-a"])
    assert dict(days_in(data, APRIL)) == {day: found}
    assert days_in(data, MAY) == {}
