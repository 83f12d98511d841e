"""Reminders: who is told, of what, from which day on, and the words."""

import json

import pytest

from generator.cli import main
from generator.figures.reminders import reminders
from generator.letters import letters
from generator.model.registers import Bodies
from tests import factories
from tests.faults import site

NOTICE = {"date": "2024-03-25"}


def group(id, *communes, **fields):
    return {"id": id, "name": f"Tổ {id}", "head": "Trưởng phòng", "communes": list(communes), **fields}


def dataset(*, groups=(), settings=None, campaigns=(), reports=(), communes=("a", "b"), plan=None):
    entries = [each if isinstance(each, dict) else factories.commune(each, 1) for each in communes]
    made = factories.dataset(
        entries,
        plans=[factories.plan(2024, [each["id"] for each in entries], settings=settings or {}, **plan or {})],
        campaigns=campaigns,
        reports=reports,
    )
    organiser = {"id": "ban-chi-dao", "name": "Ban Chỉ đạo", "level": "district", "kind": "committee"}
    object.__setattr__(made, "bodies", Bodies.of({"bodies": [organiser], "groups": list(groups)}))
    return made


def told(data, today):
    found = reminders(data, factories.day(today))
    return {
        (group.id if group else None, each.commune): ([str(month) for month in each.reports], [str(day.day) for day in each.days])
        for group, wanted in found.groups
        for each in wanted
    }


@pytest.mark.parametrize(("today", "months"), [("2024-02-05", []), ("2024-02-06", ["2024-01"])])
def test_a_report_is_asked_for_from_the_day_after_its_deadline(today, months):
    data = dataset(settings={"report_deadline_day": 5}, communes=["a"])

    assert told(data, today).get((None, "a"), ([], []))[0] == months


def test_without_a_deadline_a_report_is_asked_for_once_the_month_is_over():
    data = dataset(communes=["a"], campaigns=[factories.saturday("a", "2024-01"), factories.saturday("a", "2024-02")])

    assert told(data, "2024-01-31") == {}
    assert told(data, "2024-02-01") == {(None, "a"): (["2024-01"], [])}


@pytest.mark.parametrize(
    ("today", "told_of"), [("2024-04-12", False), ("2024-04-13", True), ("2024-04-20", True), ("2024-04-21", False)]
)
def test_an_expected_day_is_asked_for_from_a_week_before_until_it_has_gone_by(today, told_of):
    data = dataset(communes=["a"], campaigns=[factories.saturday("a", "2024-04", status="expected")])

    days = told(data, today).get((None, "a"), ([], []))[1]

    assert days == (["2024-04-20"] if told_of else [])


def test_the_plan_may_ask_for_notices_earlier():
    data = dataset(
        communes=["a"], settings={"notice_days": 14}, campaigns=[factories.saturday("a", "2024-04", status="expected")]
    )

    assert told(data, "2024-04-06")[(None, "a")][1] == ["2024-04-20"]


@pytest.mark.parametrize("status", ["announced", "cancelled", "postponed", "held"])
def test_a_day_that_is_settled_or_gone_is_not_asked_for(status):
    data = dataset(communes=["a"], campaigns=[factories.saturday("a", "2024-04", status=status)])

    assert told(data, "2024-04-15").get((None, "a"), ([], []))[1] == []


def test_a_month_without_any_day_is_asked_for_a_week_before_its_last_saturday():
    data = dataset(communes=["a"])

    assert told(data, "2024-01-19") == {}
    assert told(data, "2024-01-20") == {(None, "a"): ([], ["2024-01-27"])}
    assert told(data, "2024-01-28") == {}


def test_a_waived_month_asks_for_nothing():
    waiver = {"month": "2024-01", "reason": "Tết", "decided_on": "2024-01-02"}
    data = dataset(communes=["a"], plan={"waivers": [waiver]})

    assert told(data, "2024-01-20") == told(data, "2024-02-01") == {}


def test_a_commune_that_no_longer_exists_is_not_reminded():
    gone = factories.commune("a", 1, valid_to="2024-03-31")
    data = dataset(communes=[gone, "b"])

    assert {commune for _, commune in told(data, "2024-04-02")} == {"b"}


def test_the_group_that_follows_the_commune_today_is_told_in_the_order_of_the_register():
    groups = (group("2", "a", valid_from="2024-02-01"), group("1", "a", valid_to="2024-01-31"))
    data = dataset(groups=groups)

    assert list(told(data, "2024-02-10")) == [("2", "a"), (None, "b")]


def test_the_committee_is_told_of_its_campaign_without_a_notice():
    data = dataset(campaigns=[factories.campaign(2)])
    announced = dataset(campaigns=[factories.campaign(2, notice=NOTICE)])

    assert [str(each.day) for each in reminders(data, factories.day("2024-04-01")).committee] == ["2024-04-06"]
    assert reminders(announced, factories.day("2024-04-01")).committee == ()


def test_a_letter_names_what_is_missing_and_where_to_send_it():
    groups = [group("1", "a", "b")]
    campaigns = [factories.saturday("b", "2024-02", status="expected"), factories.saturday("a", "2024-02")]
    data = dataset(groups=groups, settings={"report_deadline_day": 5}, campaigns=campaigns)
    today = factories.day("2024-02-14")

    letter, *others = letters(data, reminders(data, today), today, "https://trang.example/x")

    assert not others
    assert letter.key == "1"
    assert [whose for whose, _ in letter.texts] == [
        "Lời nhắn cho nhóm Zalo của tổ, chép nguyên:",
        "Lời nhắn riêng cho Xã a:",
        "Lời nhắn riêng cho Xã b:",
    ]
    assert letter.texts[0][1].splitlines() == [
        "Kính gửi các đồng chí Tổ 1 và các xã phụ trách! Đến ngày 14/02/2024, chương trình Ngày Thứ 7 còn mấy việc chưa xong:",
        "- Xã a: báo cáo tháng 1 năm 2024 (hạn gửi 05/02/2024).",
        "- Xã b: báo cáo tháng 1 năm 2024 (hạn gửi 05/02/2024); "
        "thông báo ngày ra quân Thứ Ba, ngày 20 tháng 02 năm 2024 (còn 6 ngày).",
        "Gửi tại: https://trang.example/x/nop/",
        "Tháng nào không tổ chức được, xin báo lý do để ghi rõ trên trang. Đã gửi rồi xin bỏ qua tin này. Trân trọng cảm ơn!",
    ]


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return site(tmp_path)


def test_the_command_says_when_nothing_is_missing(data, capsys):
    assert main(["remind", "--today", "2024-01-02"]) == 0
    assert "không còn thiếu" in capsys.readouterr().out


def test_the_command_writes_issues_and_ids(data, tmp_path, capsys):
    assert main(["remind", "--today", "2024-08-02", "--format", "issue", "--out", "wanted.json"]) == 0
    assert main(["remind", "--today", "2024-08-02", "--format", "json"]) == 0

    issues = json.loads((tmp_path / "wanted.json").read_text("utf-8"))
    found = json.loads(capsys.readouterr().out)
    assert [each["key"] for each in issues] == [each["group"] or "no-group" for each in found["groups"]]
    assert all("```text\n" in each["body"] for each in issues)
    assert found["groups"][0]["communes"][0]["reports"][-1] == "2024-07"


def test_the_command_says_where_it_found_no_data(tmp_path, capsys):
    assert main(["remind", "--data", str(tmp_path / "nowhere")]) == 2
    assert "nowhere" in capsys.readouterr().err
