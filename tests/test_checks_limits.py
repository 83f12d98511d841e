"""The rules between files at their very limits: the last day or hamlet that passes, and the first that does not."""

import pytest

from generator.checks.between_files import charge, copies, dates, recordings, validity
from generator.model.registers import Calendar
from tests import factories
from tests.surveys import PLACE, bodies, reported, result, survey, told

AT_HAMLET = [{"hamlet": "thon-1"}]


def test_five_names_are_listed_and_of_six_the_first_five():
    assert charge.some("abcde") == "a, b, c, d, e"
    assert charge.some("abcdef") == "a, b, c, d, e, …"


@pytest.mark.parametrize(("start", "both"), [("2024-06-29", True), ("2024-06-30", True), ("2024-07-01", False)])
def test_two_groups_follow_a_commune_only_one_after_the_other(start, both):
    groups = [
        {"id": "a", "name": "Tổ A", "head": "x", "communes": ["mau"], "valid_to": "2024-06-30"},
        {"id": "b", "name": "Tổ B", "head": "x", "communes": ["khac", "mau"], "valid_from": start},
    ]

    found = list(charge.no_commune_is_in_two_groups(survey(registers=bodies(groups=groups))))

    assert [(each.keys, each.values["group"]) for each in found] == [(("groups", 1, "communes", 1), "Tổ A")] * both


@pytest.mark.parametrize(
    ("commune", "lead", "first"),
    [
        ({}, {"valid_from": "2024-01-01", "valid_to": "2024-12-31"}, None),
        ({}, {"valid_from": "2024-01-02"}, "2024-01-01"),
        ({}, {"valid_to": "2024-12-30"}, "2024-12-31"),
        ({"valid_from": "2024-03-01"}, {"valid_from": "2024-03-01"}, None),
        ({"valid_from": "2024-03-01"}, {"valid_from": "2024-03-02"}, "2024-03-01"),
        ({"valid_to": "2024-10-31"}, {"valid_to": "2024-10-31"}, None),
        ({"valid_to": "2024-10-31"}, {"valid_to": "2024-10-30"}, "2024-10-31"),
    ],
)
def test_a_commune_is_led_and_followed_from_its_first_day_of_the_year_to_its_last(commune, lead, first):
    group = {"id": "a", "name": "A", "head": "x", "communes": ["mau"], **lead}
    registers = bodies(commune_leads=[{"commune": "mau", "office": "x", **lead}], groups=[group])
    communes = [factories.commune("khac", 1), factories.commune("mau", 1, **commune)]
    years = [factories.plan(year, ["mau", "la"], clauses=[]) for year in (2023, 2024)]
    found = survey(communes=communes, plans=years, registers=registers)

    for rule in (charge.every_commune_has_an_office_in_charge, charge.every_commune_is_in_a_group):
        assert [str(each.values["date"]) for each in rule(found)] == ([first] if first else [])


@pytest.mark.parametrize(
    ("today", "end", "names"),
    [
        ("2024-06-30", "2024-06-30", []),
        ("2024-07-01", "2024-06-30", ["Thôn thon-1"]),
        ("2026-01-01", "2024-12-31", []),
        ("2026-01-01", "2024-12-30", ["Thôn thon-1"]),
        ("2023-12-31", "2023-01-01", []),
    ],
)
def test_a_hamlet_is_led_today_or_at_the_end_of_the_last_plan(today, end, names):
    leads = [{"hamlet": "mau/thon-1", "office": "x", "valid_to": end}, {"hamlet": "mau/thon-2", "office": "x"}]
    found = survey(today=today, communes=2, plans=[factories.plan(2024, ["la", "mau"])], registers=bodies(hamlet_leads=leads))

    values = [dict(each.values) for each in charge.every_hamlet_has_an_office_in_charge(found)]

    assert values == [{"commune": "Xã mau", "missing": 1, "hamlets": 2, "names": name} for name in names]


def test_a_commune_that_is_gone_needs_no_offices():
    gone = factories.commune("mau", 1, valid_to="2024-06-30")
    found = survey(communes=[gone], plans=[factories.plan(2024, ["mau"])], registers=bodies(hamlet_leads=[]))

    assert told(charge.every_hamlet_has_an_office_in_charge, found) == []


@pytest.mark.parametrize(("forces", "labour", "copied"), [(4, 7, True), (4, 0, False), (3, 7, False)])
def test_six_equal_figures_are_a_copy_and_five_are_not(forces, labour, copied):
    people = dict(list({"officials": 5, "members": 6, "forces": 7, "residents": 8}.items())[:forces])
    figures = result(participants=people, households=9, labour_days=labour)
    later, other = reported(figures, month="2024-05"), reported(figures, result(hamlet="thon-2"))
    alone = factories.report("mau", "2024-03", {"2024/03-mau": [figures], "2024/q1": [figures]})

    found = list(copies.no_day_repeats_another_month(survey(reports=[later, other, alone, reported(figures, month="2024-02")])))

    place = ("days", 0, "results"), ("days", 1, "results"), ("days", 0, "results")
    named = [(each.path.stem, each.keys, str(each.values["month"])) for each in found]
    months = (("2024-03", "2024-02"), ("2024-03", "2024-02"), ("2024-05", "2024-02"))
    assert named == [(month, keys, of) for (month, of), keys in zip(months, place, strict=True)] * copied


@pytest.mark.parametrize(
    ("date", "inside"), [("2024-03-31", False), ("2024-04-01", True), ("2024-06-30", True), ("2024-07-01", False)]
)
def test_a_campaign_lies_in_its_quarter_unless_it_was_put_off(date, inside):
    for status, free in (("announced", False), ("postponed", True)):
        campaign = factories.campaign(2, date=date, status=status)
        found = told(dates.every_campaign_lies_in_its_period, survey(campaigns=[campaign]))
        assert found == [("date_outside_period", ("date",))] * (not inside and not free)


@pytest.mark.parametrize(
    ("date", "inside"), [("2024-03-31", False), ("2024-04-01", True), ("2024-04-30", True), ("2024-05-01", False)]
)
def test_a_day_of_a_commune_lies_in_its_month(date, inside):
    found = survey(campaigns=[factories.saturday("mau", "2024-04", date=date)])

    assert bool(told(dates.every_campaign_lies_in_its_period, found)) is not inside


@pytest.mark.parametrize(("today", "late"), [("2024-05-03", 13), ("2024-05-04", 14), ("2024-05-05", 15)])
def test_a_result_is_waited_for_fourteen_days(today, late):
    day = factories.saturday("mau", "2024-04")
    quiet = [factories.saturday("mau", "2024-03", status="cancelled"), factories.saturday("mau", "2024-02")]
    spoken = reported(result(households=1), month="2024-02", campaign="2024/02-mau")
    found = list(dates.every_past_day_has_its_result(survey(today=today, campaigns=[day, *quiet], reports=[spoken])))

    assert [(each.path.stem, each.values["days"]) for each in found] == [("04-mau", 15)] * (late > 14)


@pytest.mark.parametrize("name", ["2024/mau/2024-04.yml", "2024/mau/2024-05.yml"])
def test_a_report_that_could_not_be_read_may_hold_the_result(name):
    day = factories.saturday("mau", "2024-04", status="postponed", postponed_to="2024-05-04")
    hamlet = {"commune": "mau", "hamlet": "thon-1"}
    district = factories.campaign(2, sites=[hamlet], status="postponed", postponed_to="2024-05-04")
    for campaign in (day, district):
        for folder, asked in (("reports", False), ("notes", True)):
            found = survey(campaigns=[campaign], files=[f"{folder}/{name}"])
            assert bool(told(dates.every_past_day_has_its_result, found)) is asked


@pytest.mark.parametrize(("today", "future"), [("2024-04-19", True), ("2024-04-20", False), ("2024-04-21", False)])
def test_a_day_is_held_on_its_day_at_the_earliest(today, future):
    for status in ("held", "announced"):
        found = survey(today=today, campaigns=[factories.saturday("mau", "2024-04", status=status)])
        assert bool(told(dates.nothing_is_held_before_its_day, found)) is (future and status == "held")


@pytest.mark.parametrize(("date", "told_of"), [("2024-04-19", True), ("2024-04-20", False), ("2024-04-21", True)])
def test_only_a_saturday_is_a_saturday(date, told_of):
    found = survey(campaigns=[factories.saturday("mau", "2024-04", date=date), factories.campaign(2, date=date)])

    assert [each.path.stem for each in dates.every_commune_day_is_a_saturday(found)] == ["04-mau"] * told_of


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [("on_holiday", ("date",))]),
        ({"date": "2024-04-21"}, []),
        ({"date": "2024-04-27"}, [("on_working_saturday", ("date",))]),
        ({"status": "cancelled"}, []),
        ({"status": "postponed"}, [("on_holiday", ("date",))]),
        ({"status": "postponed", "postponed_to": "2024-04-27"}, [("on_working_saturday", ("postponed_to",))]),
        ({"date": "2024-04-21", "postponed_to": "2024-04-20"}, []),
        ({"date": "2024-04-21", "status": "postponed", "postponed_to": "2024-04-20"}, [("on_holiday", ("postponed_to",))]),
    ],
)
def test_the_day_as_known_now_is_held_against_the_holidays(fields, expected):
    listed = {"holidays": [{"date": "2024-04-20", "name": "Lễ"}], "working_saturdays": [{"date": "2024-04-27", "reason": "bù"}]}
    calendar = Calendar.of({"reviewed_on": "2024-01-01", **listed})
    found = survey(campaigns=[factories.saturday("mau", "2024-04", **fields)], registers={"calendar": calendar})

    assert told(dates.no_day_falls_on_a_holiday, found) == expected


@pytest.mark.parametrize(("on", "early"), [("2024-04-19", True), ("2024-04-20", False), ("2024-04-21", False)])
def test_a_report_comes_on_its_day_at_the_earliest(on, early):
    lines = [result(households=1), result(hamlet="thon-2", households=1)]
    found = survey(campaigns=[factories.saturday("mau", "2024-04")], reports=[reported(*lines, reported_on=on)])
    nothing = survey(campaigns=[factories.saturday("mau", "2024-04")], reports=[reported(result(not_held="x"), reported_on=on)])

    assert told(dates.no_report_comes_before_its_days, found) == [("reported_before_day", ("reported_on",))] * early
    assert told(dates.no_report_comes_before_its_days, nothing) == []


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2024-03-31", "report_of_future"),
        ("2024-04-01", "reported_in_future"),
        ("2024-04-25", "reported_in_future"),
        ("2024-04-26", ""),
    ],
)
def test_a_report_comes_today_at_the_latest(today, expected):
    found = told(dates.no_report_comes_from_the_future, survey(today=today, reports=[reported(result(households=1))]))

    assert [code for code, _ in found] == [expected] * bool(expected)


@pytest.mark.parametrize(("today", "refused"), [("2024-05-09", True), ("2024-05-10", False)])
def test_a_correction_comes_today_at_the_latest(today, refused):
    first, second = ({"date": date, "reason": "Đếm lại"} for date in ("2024-05-02", "2024-05-10"))
    found = survey(today=today, reports=[reported(result(households=1), corrections=[first, second])])

    expected = [("correction_in_future", ("corrections", 1, "date"))] * refused
    assert told(dates.no_correction_comes_from_the_future, found) == expected


@pytest.mark.parametrize(
    ("ends", "begins", "lives"),
    [("2023-12-31", None, False), ("2024-01-01", None, True), (None, "2024-12-31", True), (None, "2025-01-01", False)],
)
def test_a_commune_of_a_plan_lives_on_one_day_of_its_year(ends, begins, lives):
    gone = factories.commune("mau", 1, valid_to=ends, valid_from=begins)
    found = survey(communes=[gone], plans=[factories.plan(2024, ["la", "mau"])])

    assert told(validity.every_commune_of_a_plan_exists_that_year, found) == [("commune_not_in_year", ("communes", 1))] * (
        not lives
    )


@pytest.mark.parametrize(
    ("ends", "begins", "lives"),
    [("2024-04-19", None, False), ("2024-04-20", None, True), (None, "2024-04-20", True), (None, "2024-04-21", False)],
)
def test_what_a_day_names_lives_on_that_day(ends, begins, lives):
    dates = {"valid_to": ends, "valid_from": begins}
    registers = bodies(groups=[{"id": "a", "name": "A", "head": "x", "communes": ["mau"], **dates}])
    body = factories.body("doan", **dates)
    hamlets = [factories.hamlet("thon-1", **dates), factories.hamlet("thon-2")]
    attendance = [{"body": "doan", "members": 2, "present": 1}]
    sites = [{"hamlet": "thon-2", "group": "a"}, {"hamlet": "thon-1", "bodies": ["ban-chi-dao", "doan"]}]
    day = factories.saturday("mau", "2024-04", sites=sites, attendance=attendance)
    report = reported(result(bodies=[{"body": "la", "people": 1}, {"body": "doan", "people": 1}]))
    communes = [factories.commune("mau", hamlets)]
    found = survey(communes=communes, campaigns=[day], reports=[report], bodies=[body])
    grouped = survey(communes=communes, campaigns=[day], registers=registers)

    wrong = not lives
    assert (
        told(validity.every_place_of_a_campaign_exists_that_day, found) == [("place_not_valid", ("sites", 1, "hamlet"))] * wrong
    )
    assert told(validity.every_place_of_a_report_exists_that_day, found) == [("place_not_valid", (*PLACE, "hamlet"))] * wrong
    places = (("sites", 1, "bodies", 1), ("attendance", 0, "body"), (*PLACE, "bodies", 1, "body"))
    assert told(validity.every_body_exists_that_day, found) == [("body_not_valid", place) for place in places] * wrong
    assert told(validity.every_body_exists_that_day, grouped) == [("body_not_valid", ("sites", 0, "group"))] * wrong


@pytest.mark.parametrize(("ends", "lives"), [("2024-03-31", False), ("2024-04-01", True), ("2024-04-20", True)])
def test_a_commune_reports_of_a_month_of_which_it_lived_a_day(ends, lives):
    gone = [factories.commune("mau", 1, valid_to=ends)]
    found = survey(communes=gone, reports=[reported(result(households=1))])
    day = survey(communes=gone, campaigns=[factories.saturday("mau", "2024-04", sites=AT_HAMLET)])

    assert told(validity.every_place_of_a_report_exists_that_day, found) == [("commune_not_in_month", ("commune",))] * (not lives)
    both = [("place_not_valid", ("commune",)), ("place_not_valid", ("sites", 0, "hamlet"))]
    assert told(validity.every_place_of_a_campaign_exists_that_day, day) == both * (ends != "2024-04-20")


def test_a_recording_lies_in_the_folder_of_its_day_and_is_named():
    spoken = [
        {"language": "Cil", "code": "x", "text": "x", "audio": f"audio/{name}.mp3"}
        for name in ("04-mau/a", "04-mau/b", "05-mau/a")
    ]
    day = factories.saturday("mau", "2024-04", translations=[{"language": "Cil", "code": "x", "text": "x"}, *spoken])
    kept = ["04-mau/a.mp3", "04-mau/c.mp3", "05-mau/a.mp3", "05-mau/b.mp3"]
    found = survey(campaigns=[day], files=["campaigns/2024/04-mau.yml", *(f"campaigns/2024/audio/{name}" for name in kept)])

    assert told(recordings.every_recording_lies_beside_its_day, found) == [
        ("audio_missing", ("translations", 2, "audio")),
        ("audio_elsewhere", ("translations", 3, "audio")),
    ]
    assert [str(each.path) for each in recordings.every_recording_is_used(found)] == ["data/campaigns/2024/audio/04-mau/c.mp3"]


@pytest.mark.parametrize(
    ("rule", "measure"),
    [
        (charge.every_commune_has_an_office_in_charge, "commune-leads"),
        (charge.every_commune_is_in_a_group, "groups"),
        (charge.every_hamlet_has_an_office_in_charge, "hamlet-leads"),
    ],
)
def test_nobody_in_charge_is_missed_where_no_clause_asks_for_it(rule, measure):
    def told_with(measures):
        clauses = [{"id": name, "text": "x", "measure": name} for name in measures]
        return told(rule, survey(plans=[factories.plan(2024, ["mau"], clauses=clauses)]))

    assert told_with(name for name in factories.MEASURES if name != measure) == []
    assert len(told_with([measure])) == 1
