"""The rules of a report by itself at their very limits, and the way to each fault."""

import pytest

from generator.checks.known import Known
from generator.checks.one_file import reports, sums
from generator.checks.references import every_id_is_known
from tests.surveys import PLACE, firsts, keys, result


def report(*results, **fields):
    return {"reported_on": "2024-04-26", "days": [{"campaign": "2024/04-mau", "results": list(results)}], **fields}


@pytest.mark.parametrize(("amount", "short"), [(0, False), (1, True), (999, True), (1000, False), (1001, False)])
def test_less_than_a_thousand_dong_is_written_short(amount, short):
    document = report(result(), result(money={"people": amount, "state": 5000}))

    assert keys(reports.every_amount_is_written_in_full, document) == [("days", 0, "results", 1, "money", "people")] * short


@pytest.mark.parametrize(
    ("residents", "households", "below"),
    [(9, 10, True), (10, 10, False), (11, 10, False), (None, 10, False), (0, 1, True), (1, None, False), (0, 0, False)],
)
def test_every_household_sends_one_at_least(residents, households, below):
    people = {"officials": 1} if residents is None else {"residents": residents}
    counted = {} if households is None else {"households": households}

    assert (
        keys(reports.every_household_sends_somebody, report(result(participants=people, **counted)))
        == [(*PLACE, "households")] * below
    )
    assert keys(reports.every_household_sends_somebody, report(result(**counted))) == []


@pytest.mark.parametrize(
    ("fields", "empty"),
    [
        ({}, True),
        ({"households": 0}, False),
        ({"money": {}, "works": []}, True),
        ({"held_on": "2024-04-20"}, True),
        ({"not_held": "Mưa"}, False),
    ],
)
def test_a_result_holds_a_figure_or_the_reason_why_not(fields, empty):
    assert keys(reports.every_result_holds_a_figure, report(result(**fields))) == [PLACE] * empty


def test_figures_beside_a_reason_are_told_at_the_first():
    given = [{"not_held": "Mưa"}, {"not_held": "Mưa", "money": {}, "households": 0}, {"not_held": "", "households": 1}]
    document = report(*(result(**each) for each in given))

    assert keys(reports.no_figures_where_nothing_was_held, document) == [("days", 0, "results", 1, "households")]


def test_campaigns_hamlets_works_bodies_and_photos_stand_once():
    one = result(works=[{"indicator": each} for each in "aba"], bodies=[{"body": "a"}], photos=[{"file": "a.jpg"}])
    two = result(
        hamlet="thon-2",
        bodies=[{"body": each} for each in "abb"],
        photos=[{"file": each} for each in ("b.jpg", "a.jpg", "a.jpg")],
    )
    document = {
        "days": [
            {"campaign": "x", "results": [one, two]},
            {"campaign": "y", "results": [result(), two, result()]},
            {"campaign": "x", "results": []},
        ]
    }

    assert firsts(reports.every_campaign_stands_once, document) == [("campaign_twice", ("days", 2, "campaign"), 1)]
    assert firsts(reports.every_hamlet_stands_once_a_day, document) == [("hamlet_twice", ("days", 1, "results", 2, "hamlet"), 1)]
    assert firsts(reports.every_work_and_body_stands_once, document) == [
        ("work_twice", (*PLACE, "works", 2, "indicator"), 1),
        ("entry_twice", ("days", 0, "results", 1, "bodies", 2, "body"), 2),
        ("entry_twice", ("days", 1, "results", 1, "bodies", 2, "body"), 2),
    ]
    found = list(reports.every_photo_stands_once(report(one, two)))
    assert [(each.keys[3:], each.values["hamlet"]) for each in found] == [
        ((1, "photos", 1, "file"), "thon-1"),
        ((1, "photos", 2, "file"), "thon-1"),
    ]
    assert firsts(reports.every_work_and_body_stands_once, report(result(bodies=[{"body": "a"}] * 2)))
    assert firsts(reports.every_work_and_body_stands_once, report(result(works=[{"indicator": "a"}] * 2)))


def test_only_sample_data_states_when_it_was_published_and_changed():
    fields = {"published_on": "2024-05-01", "corrections": [{"changes": []}, {"changes": ["x"]}, {}]}

    assert keys(reports.only_sample_data_states_its_publication, report(**fields)) == [
        ("published_on",),
        ("corrections", 1, "changes"),
    ]
    assert keys(reports.only_sample_data_states_its_publication, report(sample=True, **fields)) == []


@pytest.mark.parametrize(
    ("dates", "published", "early"),
    [
        (["04-25"], None, [0]),
        (["04-26", "04-26"], None, []),
        (["04-28", "04-27", "04-28"], None, [1]),
        (["04-30"], "2024-05-01", [0]),
        (["05-01"], "2024-05-01", []),
    ],
)
def test_a_correction_follows_the_report_its_publication_and_the_one_before(dates, published, early):
    document = report(
        corrections=[{"date": f"2024-{each}"} for each in dates], **({"published_on": published} if published else {})
    )

    assert keys(reports.every_correction_follows_the_one_before, document) == [
        ("corrections", number, "date") for number in early
    ]


@pytest.mark.parametrize(("stated", "code"), [(2999, "sum_differs"), (3000, None), (3001, "sum_differs")])
def test_a_stated_total_is_the_sum_of_what_was_counted(stated, code):
    lines = [
        result(participants={"officials": 400, "residents": 600}),
        result(participants={"residents": 2000}),
        result(not_held="x", participants={}),
    ]
    for more, told_of in ((), code), ((result(participants={}),), code and "sum_partial"):
        document = {"days": [{"stated": {"participants": stated}, "results": [*lines, *more]}, {"results": lines}]}
        found = list(sums.every_stated_total_is_the_sum(document))
        assert [(each.code, each.keys, each.values["total"]) for each in found] == [
            (told_of, ("days", 0, "stated", "participants"), 3000)
        ] * bool(code)
        assert [each.values.get("correction") for each in found] == [3000 if told_of == "sum_differs" else None] * bool(code)


def test_an_id_is_sought_where_its_kind_is_known():
    known = Known(ids={"commune": {"mau": ""}, "indicator": {"duong": ""}}, hamlets={"mau": {"thon-1": ""}})
    document = {
        "commune": "mau",
        "days": [
            {
                "campaign": "x",
                "results": [
                    None,
                    {"hamlet": "thon-2", "works": [{"indicator": "duong"}, {"indicator": "xyzw"}]},
                    {"hamlet": "thon-1"},
                ],
            }
        ],
    }

    assert [(each.code, each.keys) for each in every_id_is_known("report", document, known)] == [
        ("unknown_hamlet", ("days", 0, "results", 1, "hamlet")),
        ("unknown_id", ("days", 0, "results", 1, "works", 1, "indicator")),
    ]
    assert next(each.keys for each in every_id_is_known("report", {**document, "commune": "la"}, known)) == ("commune",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Thôn 1", None), ("thon 2", None), ("Thôn 3", "ba"), ("BA", "ba"), ("ba_", "ba"), ("Thôn 3 а", None), ("Thôn 4", None)],
)
def test_an_id_is_meant_by_a_name_only_where_no_other_id_reads_like_it(written, meant):
    known = Known(ids={}, hamlets={"mau": {"thon-1": "Thôn 2", "thon-2": "Thôn 1", "ba": "Thôn 3"}})

    assert known.meant("hamlet", written, "mau") == meant
    assert known.meant("hamlet", written, "la") is None


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("trung-ta", "trung-tam"),
        ("hoa-bin", "hoa-binh"),
        ("thanh-binh", None),
        ("thon-3", None),
        ("thon-11", None),
        ("binh", None),
        ("ea-tul-c", None),
    ],
)
def test_only_what_is_nearly_the_same_is_offered_and_no_hamlet_for_that_of_another_commune(written, near):
    own = dict.fromkeys(("trung-tam", "hoa-binh", "thon-1", "thon-2", "thanh-bin", "ea-tul-a", "ea-tul-b"), "")
    known = Known(ids={}, hamlets={"mau": own, "la": {"thanh-binh": "", "thon-3": ""}})
    document = {"commune": "mau", "days": [{"results": [{"hamlet": written}]}]}

    (found,) = every_id_is_known("report", document, known)

    assert (found.code, found.values.get("correction")) == ("unknown_hamlet_near" if near else "unknown_hamlet", near)
