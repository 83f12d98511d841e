"""What a commune proposes for the committee's campaign: handed in by every way, taken into its file, kept to its own."""

import json
from pathlib import PurePosixPath

import pytest

from generator.cli import main
from generator.commands import submit
from generator.github.fetch import FetchError
from generator.review.proposers import proposers
from generator.review.published import Step
from tests.handed import TODAY, repository
from tests.repositories import Repository
from tests.test_submit import MAINTAINER, OFFICIAL, STRANGER, form

Q3 = "campaigns/2024/q3.yml"
OTHERS = """\
# Ban ghi tay
quarter: 3
date: 2024-07-06
status: announced   # đã ra thông báo
proposals:
  - commune: ro-men
    hamlet: thon-1
    text: "Trồng cây"
    state: new
  - {commune: da-tong, text: "Cũ", state: new}
  - commune: da-tong
    hamlet: n-ton
    text: "Dọn đường"
    state: not_taken
    reason: "Chờ mùa khô"
# hết
translations:
  - {language: "K'Ho", code: kpm, text: "K'Ho"}
"""
WISH = """\
commune: da-tong
campaign: "2024/q3"
proposals:
  - hamlet: n-ton
    submitted_on: 2024-06-20
    text: "Nạo vét mương thủy lợi đầu thôn"
    works:
      - {indicator: duong-ve-sinh, quantity: 300}
"""
TAKEN = OTHERS.replace(
    '  - {commune: da-tong, text: "Cũ", state: new}\n',
    """\
  - commune: da-tong
    hamlet: n-ton
    submitted_on: 2024-06-20
    text: "Nạo vét mương thủy lợi đầu thôn"
    works:
      - {indicator: duong-ve-sinh, quantity: 300}
    state: "new"
""",
).replace('text: "Trồng cây"\n    state: new', 'text: "Trồng cây"\n    state: "new"')
TAKEN = TAKEN.replace("state: not_taken", 'state: "not_taken"')


@pytest.fixture
def data(tmp_path, monkeypatch):
    (tmp_path / "repository").mkdir()
    monkeypatch.chdir(tmp_path / "repository")
    found = repository(tmp_path / "repository")
    (found / Q3).write_text(OTHERS, "utf-8")
    Repository(tmp_path / "repository").commit("2024-06-01T03:00:00Z")
    return found


def take(data, text):
    file = data.parent.parent / "de-xuat.txt"
    file.write_text(text, "utf-8")
    return main(["import", str(file), "--data", str(data), "--today", TODAY])


def send(data, text, author):
    event, out = data.parent.parent / "event.json", data.parent.parent / "out"
    issue = {"number": 12, "title": "x", "body": form(text), "user": {"id": author, "login": "x"}}
    event.write_text(json.dumps({"action": "opened", "issue": issue, "sender": {"id": author}}), "utf-8")
    parser = submit.argparse.ArgumentParser()
    submit.arguments(parser)
    code = submit.run(
        parser.parse_args(["--event", str(event), "--data", str(data), "--out", str(out), "--today", TODAY]), _no_attachment
    )
    return code, (out / "answer.md").read_text("utf-8")


def _no_attachment(address, most):
    raise FetchError(address)


def test_proposals_take_the_place_of_the_undecided_ones_of_their_commune_and_every_other_line_stays(data):
    assert take(data, WISH) == 0
    assert (data / Q3).read_text("utf-8") == TAKEN


def test_handing_in_the_same_again_changes_nothing(data, capsys):
    take(data, WISH)
    capsys.readouterr()

    assert take(data, WISH) == 0
    assert "Không có gì khác" in capsys.readouterr().out


def test_a_campaign_without_proposals_gets_them_before_what_comes_after(data):
    text = "quarter: 3\ndate: 2024-07-06\nstatus: announced # x\nsample: true\n"
    (data / Q3).write_text(text, "utf-8")

    assert take(data, WISH) == 0

    found = (data / Q3).read_text("utf-8")
    assert found.startswith("quarter: 3\ndate: 2024-07-06\nstatus: announced # x\nproposals:\n  - commune: da-tong\n")
    assert found.endswith("sample: true\n")


@pytest.mark.parametrize("author", [OFFICIAL, MAINTAINER])
def test_an_issue_of_the_commune_becomes_a_proposal(data, author):
    code, answer = send(data, WISH, author)

    assert code == 0, answer
    assert (data / Q3).read_text("utf-8") == TAKEN


@pytest.mark.parametrize(
    ("author", "text", "said"),
    [
        (STRANGER, WISH, "chưa được phân công xã nào"),
        (OFFICIAL, WISH.replace("da-tong", "ro-men").replace("n-ton", "thon-1"), "chỉ được gửi cho Xã Đạ Tông"),
    ],
)
def test_nobody_proposes_for_another_commune(data, author, text, said):
    code, answer = send(data, text, author)

    assert code == 1
    assert said in answer
    assert (data / Q3).read_text("utf-8") == OTHERS


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WISH.replace("2024/q3", "2024/q4"), "“2024/q4” không có"),
        (WISH.replace("2024/q3", "2024/q2"), "chưa mở hoặc đã qua"),
        (WISH.replace("2024/q3", "2024/04-da-tong"), "chưa đúng dạng"),
        (WISH.replace("n-ton", "thon-1"), "thon-1"),
        (WISH.replace("quantity: 300", "quantity: 1.200"), "1200"),
        (WISH.replace("thủy lợi", "0912345678"), "số điện thoại"),
        (WISH.replace("    text:", "    state: taken\n    text:"), "state"),
        ("commune: da-tong\ncampaign: 2024/q3\nproposals: []\n", "ít nhất 1"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(data, capsys, text, said):
    assert take(data, text) == 1
    assert said in capsys.readouterr().out
    assert (data / Q3).read_text("utf-8") == OTHERS


def test_a_work_that_stands_twice_is_told_and_taken(data, capsys):
    line = "      - {indicator: duong-ve-sinh, quantity: 300}\n"

    assert take(data, WISH + line) == 0
    assert "đã ghi ở mục 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "communes"),
    [
        (OTHERS, TAKEN, {"da-tong"}),
        (OTHERS, OTHERS.replace("Trồng cây", "Trồng hoa").replace("Cũ", "Mới"), {"da-tong", "ro-men"}),
        (OTHERS, OTHERS.replace("07-06", "07-13").replace("Cũ", "Mới"), None),
        (OTHERS, OTHERS.replace("not_taken", "taken").replace("Cũ", "Mới"), None),
        (OTHERS, OTHERS.replace("Chờ mùa khô", "Khác"), None),
        (OTHERS, OTHERS.replace("    state: new\n", "    state: taken\n"), None),
        (OTHERS, OTHERS + "x", None),
        (None, OTHERS, None),
        (OTHERS, None, None),
    ],
)
def test_a_change_speaks_for_communes_where_it_is_about_undecided_proposals_alone(data, old, new, communes):
    path = PurePosixPath(data.name) / Q3
    raw = [None if text is None else text.encode() for text in (old, new)]
    step = Step(path=PurePosixPath(Q3), kind="campaign", old=raw[0], new=raw[1])

    found = proposers([step], PurePosixPath(data.name))

    assert found == ({} if communes is None else {path: communes})
