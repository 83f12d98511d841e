"""The rules of campaigns, plans and registers, each file by itself, at their very limits, and the way to each fault."""

import pytest

from generator.checks.one_file import campaigns, plans, registers
from tests.surveys import firsts, keys


@pytest.mark.parametrize(
    ("status", "reason", "asked"),
    [("planned", None, False), ("postponed", "", True), ("cancelled", None, True), ("cancelled", "Mưa", False)],
)
def test_a_change_of_date_has_its_reason(status, reason, asked):
    document = {"status": status, "status_reason": reason}

    assert keys(campaigns.every_change_of_date_has_its_reason, document) == [("status",)] * asked


@pytest.mark.parametrize(("later", "wrong"), [(None, False), ("2024-04-19", True), ("2024-04-20", True), ("2024-04-21", False)])
def test_a_new_date_follows_the_old(later, wrong):
    document = {"date": "2024-04-20", "postponed_to": later}

    assert keys(campaigns.every_new_date_follows_the_old, document) == [("postponed_to",)] * wrong


@pytest.mark.parametrize(
    ("date", "later", "wrong"),
    [
        ("2024-04-20", None, False),
        ("2024-04-21", None, True),
        ("2024-04-21", "2024-04-21", False),
        ("2024-04-22", "2024-04-21", True),
    ],
)
def test_a_notice_comes_by_the_day_as_known_now(date, later, wrong):
    document = {"date": "2024-04-20", "postponed_to": later, "notice": {"date": date}}

    assert keys(campaigns.every_notice_precedes_its_day, document) == [("notice", "date")] * wrong
    assert keys(campaigns.every_notice_precedes_its_day, {"date": "2024-04-20"}) == []


def test_a_commune_has_one_site_and_a_hamlet_stands_once():
    sites = [{"commune": commune, "hamlet": hamlet} for commune, hamlet in ("a1", "b1", "b2", "c1", "c1")]
    document = {"sites": sites}

    assert firsts(campaigns.every_commune_has_one_site, document) == [("commune_two_sites", ("sites", 2, "commune"), 2)]
    assert firsts(campaigns.every_hamlet_has_one_site, document) == [("entry_twice", ("sites", 4, "hamlet"), 4)]
    assert firsts(campaigns.every_commune_has_one_site, {}) == []


def test_a_hamlet_on_a_day_of_its_own_says_why():
    dates = (
        {},
        {"date": "2024-04-20"},
        {"date": "2024-04-21"},
        {"date": "2024-04-19"},
        {"date": "2024-04-21", "deviation": "Lễ"},
    )
    document = {"date": "2024-04-20", "sites": [{"hamlet": "a", **each} for each in dates]}

    assert keys(campaigns.every_site_on_another_day_says_why, document) == [("sites", 2, "date"), ("sites", 3, "date")]


@pytest.mark.parametrize(("present", "above"), [(0, False), (2, False), (3, False), (4, True)])
def test_all_members_may_attend_but_not_one_more(present, above):
    document = {"attendance": [{"body": "a", "members": 3, "present": present}]}

    assert keys(campaigns.nobody_exceeds_its_members, document) == [("attendance", 0, "present")] * above


def test_what_stands_twice_is_told_at_the_second_with_the_number_of_the_first():
    works = [{"indicator": each, "quantity": 1} for each in "aba"]
    document = {
        "attendance": [{"body": each} for each in "aba"],
        "sites": [{"bodies": ["a"], "works": works[:2]}, {"bodies": ["b", "a", "a"], "works": works}],
        "proposals": [{"works": works[:2]}, {"works": works}],
    }

    assert firsts(campaigns.every_body_attends_once, document) == [
        ("entry_twice", ("attendance", 2, "body"), 1),
        ("entry_twice", ("sites", 1, "bodies", 2), 2),
    ]
    assert firsts(campaigns.every_planned_work_stands_once, document) == [
        ("work_twice", ("sites", 1, "works", 2, "indicator"), 1)
    ]
    assert firsts(campaigns.every_proposed_work_stands_once, document) == [
        ("work_twice", ("proposals", 1, "works", 2, "indicator"), 1)
    ]


def test_a_proposal_that_is_not_taken_says_why_and_one_that_is_has_its_site():
    states = [
        ("not_taken", "a", None),
        ("new", "c", None),
        ("taken", "a", None),
        ("taken", "a", "2"),
        ("taken", "a", "1"),
        ("taken", "c", None),
    ]
    proposals = [{"state": state, "commune": commune, "hamlet": hamlet} for state, commune, hamlet in states]
    document = {"sites": [{"commune": "a", "hamlet": "1"}, {"commune": "b", "hamlet": "2"}], "proposals": proposals}

    assert keys(campaigns.every_refused_proposal_says_why, document) == [("proposals", 0, "state")]
    assert [(each.keys[1], each.values["place"]) for each in campaigns.every_taken_proposal_has_its_site(document)] == [
        (3, "a/2"),
        (5, "c"),
    ]
    proposals[0]["reason"] = "Hết kinh phí"
    assert keys(campaigns.every_refused_proposal_says_why, document) == []


def test_the_plan_names_all_once_and_waives_months_of_its_year():
    waivers = [
        {"month": "2024-01"},
        {"month": "2024-01", "commune": "a"},
        {"month": "2023-12"},
        {"month": "2024-01", "commune": "a"},
    ]
    document = {"year": 2024, "clauses": [{"id": each} for each in "abb"], "communes": ["x", "y", "z", "y"], "waivers": waivers}

    assert firsts(plans.every_clause_and_commune_stands_once, document) == [
        ("entry_twice", ("clauses", 2, "id"), 2),
        ("entry_twice", ("communes", 3), 2),
    ]
    assert keys(plans.every_waiver_lies_within_the_year, document) == [("waivers", 2, "month")]
    assert firsts(plans.every_waiver_stands_once, document) == [("waiver_twice", ("waivers", 3, "month"), 2)]


def test_a_code_may_be_used_again_but_not_from_the_same_day():
    starts = [{"code": "1"}, {"code": "1", "valid_from": "2024-01-01"}, {}, {}, {"code": "2"}, {"code": "1"}]
    found = list(registers.every_code_and_start_stands_once({"communes": starts}))

    assert [(each.keys, each.values) for each in found] == [(("communes", 5, "code"), {"value": "1", "first": 1})]


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2024-02-01", "2024-01-31", True),
        ("2024-02-01", "2024-02-01", False),
        (None, "2024-01-01", False),
        ("2024-01-01", None, False),
    ],
)
def test_a_validity_may_last_one_day_but_not_end_before_it_begins(first, last, wrong):
    entry = {"valid_from": first, "valid_to": last}
    document = {
        "communes": [{**entry, "hamlets": [{}, entry]}],
        **{name: [entry] for name in ("bodies", "groups", "commune_leads", "hamlet_leads")},
    }

    places = (
        ("communes", 0),
        ("communes", 0, "hamlets", 1),
        ("bodies", 0),
        ("groups", 0),
        ("commune_leads", 0),
        ("hamlet_leads", 0),
    )
    assert keys(registers.every_validity_ends_after_it_begins, document) == [(*place, "valid_to") for place in places] * wrong


def test_a_former_id_is_borne_by_one_only():
    hamlets = [{"id": "a", "former_ids": ["x", "b"]}, {"id": "b", "former_ids": ["x"]}]
    document = {"communes": [{"id": "b", "hamlets": hamlets}, {"id": "c", "former_ids": ["x", "c"], "hamlets": [{"id": "x"}]}]}

    assert keys(registers.every_former_id_is_free, document) == [
        ("communes", 1, "former_ids", 1),
        ("communes", 0, "hamlets", 0, "former_ids", 1),
        ("communes", 0, "hamlets", 1, "former_ids", 0),
    ]


def test_successors_end_and_a_circle_is_told_once_at_its_last():
    def after(**successors):
        return [{"id": name, "hamlets": [], "successor": successor} for name, successor in successors.items()]

    found = list(
        registers.every_chain_of_successors_ends({"communes": after(a="b", b="c", c="b", d="a", e=None, f="e", g="away")})
    )
    hamlets = {"communes": [{"id": "x", "hamlets": [{"id": "1", "successor": "x/2"}, {"id": "2", "successor": "x/1"}]}]}

    assert [(each.keys, each.values["value"]) for each in found] == [(("communes", 2, "successor"), "b → c → b")]
    assert keys(registers.every_chain_of_successors_ends, hamlets) == [("communes", 0, "hamlets", 1, "successor")]
    assert keys(registers.every_chain_of_successors_ends, {"bodies": after(a="a")}) == [("bodies", 0, "successor")]


def test_an_account_is_of_a_commune_or_a_maintainer():
    accounts = [
        {"communes": ["a"]},
        {"maintainer": True},
        {"communes": [], "maintainer": False},
        {},
        {"communes": ["a"], "maintainer": True},
    ]

    assert keys(registers.every_account_may_send_something, {"accounts": accounts}) == [("accounts", 2), ("accounts", 3)]
