"""``thubay submit``: issues as people fill them in, and as others would like to."""

import json
import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.commands import submit
from generator.github.fetch import FetchError, _Redirects, fetch, is_github
from generator.github.issue_form import filled, is_form
from generator.github.issue_forms import FIELDS, issue_forms, words
from generator.problems import InvalidData, messages
from tests.conftest import ROOT, mostly_slow, shipped_loaded
from tests.handed import APRIL, DAY, JUNE, JUNE_DAY, REPORT, TODAY, packed, repository
from tests.images import saved

OFFICIAL, MAINTAINER, STRANGER = 101, 103, 999
ADDRESS = "https://github.com/user-attachments/files/123456/bao-cao.zip"
PROMISE = "- [X] Tôi đã xem lại, nội dung không có thông tin cá nhân của người dân."
EMPTY = "_No response_"


def form(text=None, path=None, attached=None, promise=PROMISE):
    """Return the body that the host makes of a form."""
    block = EMPTY if text is None else f"```yaml\n{text}\n```"
    parts = (path or EMPTY, block, attached or EMPTY, promise)
    labels = [words()["fields"][name]["label"] for name in FIELDS]
    return "\n\n".join(part for pair in zip((f"### {label}" for label in labels), parts, strict=True) for part in pair)


@pytest.fixture
def data(tmp_path, monkeypatch):
    (tmp_path / "repository").mkdir()
    monkeypatch.chdir(tmp_path / "repository")
    return repository(tmp_path / "repository")


@pytest.fixture
def send(data, tmp_path):
    def send(body, *, author=OFFICIAL, sender=None, action="opened", store=None, day=TODAY):
        event, out = tmp_path / "event.json", tmp_path / "out"
        issue = {"number": 12, "title": "x", "body": body, "user": {"id": author, "login": "x"}}
        event.write_text(json.dumps({"action": action, "issue": issue, "sender": {"id": sender or author}}), "utf-8")
        parser = submit.argparse.ArgumentParser()
        submit.arguments(parser)
        asked = parser.parse_args(["--event", str(event), "--data", str(data), "--out", str(out), "--today", day])

        def fetched(address, most):
            if address not in (store or {}):
                raise FetchError(address)
            return store[address]

        code = submit.run(asked, fetched)
        return code, {file.name: file.read_text("utf-8") for file in out.iterdir()} if out.exists() else {}

    return send


def state(data):
    return {path: path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


def test_a_sound_day_becomes_a_proposal(send, data):
    code, found = send(form(DAY, f"data/{JUNE_DAY}"))

    assert code == 0
    assert (data / JUNE_DAY).read_text("utf-8") == DAY
    assert found["branch"] == "nop/phieu-12"
    assert found["title"] == "Ngày làm chung 06/2024, Xã Đạ Tông"
    assert "Closes #12" in found["body.md"]
    assert f"- `data/{JUNE_DAY}`" in found["body.md"]
    assert "**Đã nhận**" in found["answer.md"]


@pytest.mark.parametrize("path", [None, JUNE_DAY, f"data/{JUNE_DAY}", f"  data/{JUNE_DAY}  "])
def test_the_path_may_be_left_out(send, data, path):
    assert send(form(DAY, path))[0] == 0
    assert (data / JUNE_DAY).is_file()


def test_a_body_with_other_line_ends_and_decomposed_letters_is_the_same(send, data):
    body = unicodedata.normalize("NFD", form(DAY, JUNE_DAY)).replace("\n", "\r\n")

    assert send(body)[0] == 0
    assert (data / JUNE_DAY).read_text("utf-8") == DAY


def test_an_archive_brings_a_report_with_its_day(send, data):
    raw = packed((f"data/{JUNE_DAY}", DAY), (f"data/{JUNE}", REPORT))

    code, found = send(form(attached=f"Gửi xã: [bao-cao.zip]({ADDRESS})"), store={ADDRESS: raw})

    assert code == 0, found
    assert (data / JUNE).read_text("utf-8") == REPORT
    assert (data / JUNE_DAY).is_file()


def test_an_archive_and_a_text_go_together(send, data):
    code, found = send(form(REPORT, attached=ADDRESS), store={ADDRESS: packed((f"data/{JUNE_DAY}", DAY))})

    assert code == 0, found
    assert (data / JUNE).is_file()


def test_an_error_is_answered_with_its_place_and_how_to_mend_it(send, data):
    before = state(data)

    code, found = send(form(DAY.replace("2024-06-15", "15/06/2024")))

    assert code == 1
    assert set(found) == {"answer.md"}
    assert f"data/{JUNE_DAY}\n- Dòng 3, Ngày làm chung: " in found["answer.md"]
    assert "sửa thành: date: 2024-06-15" in found["answer.md"]
    assert "bấm dấu ba chấm" in found["answer.md"]
    assert state(data) == before


def test_a_published_figure_needs_its_reason(send, data):
    changed = (data / APRIL).read_text("utf-8").replace("households: 84", "households: 48")
    reason = 'corrections:\n  - date: 2024-06-28\n    reason: "Thôn đếm lại số hộ"\n'

    refused, answer = send(form(changed))
    accepted, _ = send(form(changed + reason))

    assert (refused, accepted) == (1, 0)
    assert "mà chưa ghi lý do" in answer["answer.md"]


def test_nothing_new_is_no_proposal(send, data):
    code, found = send(form((data / APRIL).read_text("utf-8")))

    assert code == 1
    assert "giống hệt" in found["answer.md"]


@pytest.mark.parametrize(
    ("author", "text", "said"),
    [
        (STRANGER, DAY, "Tài khoản số 999 chưa được phân công xã nào"),
        (OFFICIAL, DAY.replace("da-tong", "ro-men"), "chỉ được gửi cho Xã Đạ Tông"),
        (OFFICIAL, "quarter: 3\ndate: 2024-07-06\nstatus: expected\n", "chỉ được gửi cho Xã Đạ Tông"),
    ],
)
def test_others_get_an_answer_and_no_proposal(send, data, author, text, said):
    before = state(data)

    code, found = send(form(text), author=author)

    assert code == 1
    assert said in found["answer.md"]
    assert state(data) == before


def test_a_maintainer_may_send_for_any_commune(send):
    assert send(form(DAY), author=MAINTAINER)[0] == 0


def test_whoever_edits_the_issue_of_another_lends_nobody_rights(send, data):
    before = state(data)

    code, found = send(form(DAY), author=OFFICIAL, sender=STRANGER, action="edited")
    other, _ = send(form(DAY), author=STRANGER, sender=OFFICIAL, action="edited")

    assert (code, other) == (1, 1)
    assert "do tài khoản khác sửa" in found["answer.md"]
    assert state(data) == before


def test_personal_numbers_are_told_to_be_taken_out_at_once(send):
    code, found = send(form(DAY + 'bring: ["Gọi 0912345678"]\n'))

    assert code == 1
    assert "**Cần làm ngay:**" in found["answer.md"]
    assert "0912345678" not in found["answer.md"]


SECOND = f"{DAY}\n```\n\n### Tệp\n\n{JUNE_DAY}\n\n```yaml\n{DAY}"
HOSTILE = {
    "two blocks": (form(SECOND), "thừa"),
    "a block that ends early": (form(f"{DAY}```\n\ncode"), "thừa"),
    "a fence in a text": (form(DAY + "```"), "thừa"),
    "a fence pushed in": (form(DAY + "   ```"), "thừa"),
    "waves": (form(DAY + "~~~"), "thừa"),
    "a longer fence": (form(DAY).replace("```", "````"), "thừa"),
    "another language": (form(DAY).replace("```yaml", "```"), "thừa"),
    "pasted with its fence": (form(f"```yaml\n{DAY}\n```"), "thừa"),
    "a fence in the path": (form(DAY, "```yaml"), "thừa"),
    "a block below another heading": (form(attached=f"```yaml\n{DAY}\n```"), "thừa"),
    "a fence never closed": (form(DAY).replace("\n```\n", "\n", 1), "thừa"),
    "a heading twice": (form(DAY, f"x\n\n### Tệp\n\n{JUNE_DAY}"), "đề mục"),
    "a heading more": (form(DAY) + "\n\n### Khác\n\nx", "đề mục"),
    "a heading less": (form(DAY).replace("### Nội dung\n\n", ""), "thừa"),
    "text beside the block": (form(DAY).replace("```\n\n###", "```\nrm -rf\n\n###"), "ngoài khung"),
    "a path of two lines": (form(DAY, "a\nb"), "không phải nơi"),
    "a path upwards": (form(DAY, "data/../.github/workflows/x.yml"), "không phải nơi"),
    "an absolute path": (form(DAY, "/etc/passwd"), "không phải nơi"),
    "a register": (form(DAY, "data/bodies.yml"), "không phải nơi"),
    "a workflow": (form(DAY, ".github/workflows/x.yml"), "không phải nơi"),
    "a photo": (form(DAY, "data/reports/2024/da-tong/photos/a.jpg"), "không phải nơi"),
    "another path than the text says": (form(DAY, JUNE_DAY.replace("06", "07")), "Dòng 2"),
    "no promise": (form(DAY, promise=PROMISE.replace("X", " ")), "chưa được đánh dấu"),
    "too long": (form(DAY + "#" * 70_000), "quá 64 nghìn chữ"),
    "nothing": (form(), "chưa có nội dung"),
    "blanks": (form("  \n "), "chưa có nội dung"),
    "an attachment from elsewhere": (form(attached="[a](https://evil.example/a.zip)"), "Không nhận"),
    "an attachment from beside": (form(attached="https://github.com.evil.example/user-attachments/files/1/a.zip"), "Không nhận"),
    "an attachment with a user": (form(attached="https://github.com@evil.example/user-attachments/files/1/a.zip"), "Không nhận"),
    "a raw file": (form(attached="https://github.com/a/b/raw/main/a.zip"), "Không nhận"),
    "a photo from the phone": (form(attached='<img src="https://github.com/user-attachments/assets/1-2">'), "Không nhận"),
    "plain http": (form(attached=ADDRESS.replace("https", "http")), "Không nhận"),
    "two attachments": (form(attached=f"{ADDRESS} {ADDRESS.replace('123456', '7')}"), "hơn một tệp"),
    "an attachment that is gone": (form(attached=ADDRESS), "Không tải được"),
    "an alias bomb": (form("a: &a [x,x]\nb: [*a,*a]\n"), "dấu neo"),
    "a tag": (form("commune: !!python/object x\n"), "máy hiểu là lệnh"),
}


@pytest.mark.parametrize("name", mostly_slow(HOSTILE))
def test_hostile_issues_get_an_answer_and_change_nothing(send, data, name):
    body, said = HOSTILE[name]
    before = state(data)

    code, found = send(body)

    assert code == 1
    assert set(found) == {"answer.md"}
    assert said in found["answer.md"]
    assert state(data) == before


def test_a_hostile_archive_is_refused(send):
    code, found = send(form(attached=ADDRESS), store={ADDRESS: packed(("../../x", b""))})

    assert code == 1
    assert "../../x" in found["answer.md"]


def test_an_attached_photo_is_checked(send):
    photo = ("data/reports/2024/da-tong/photos/a.jpg", saved()[:40])

    code, found = send(form(DAY, attached=ADDRESS), store={ADDRESS: packed(photo)})

    assert code == 1
    assert photo[0] in found["answer.md"]


def test_nothing_written_into_a_file_is_markup_in_the_answer(send):
    code, found = send(form(DAY.replace('"07:00"', '"@everyone <img src=x> [a](http://b) `x`"')))

    outside = found["answer.md"].split("```text")[0] + found["answer.md"].split("```")[-1]
    assert code == 1
    assert "@everyone" in found["answer.md"]
    assert not {"@", "<", "["} & set(outside)


@pytest.mark.parametrize(
    ("action", "body"), [("labeled", form(DAY)), ("opened", "Xin chào"), ("opened", None), ("closed", form())]
)
def test_other_issues_and_events_are_left_alone(send, action, body):
    assert send(body, action=action) == (0, {})


@pytest.mark.parametrize(
    "raw", ["", "[]", "{}", "null", '{"issue": 1}', '{"action": "opened", "issue": {"number": "x"}}', "[" * 9999]
)
def test_an_event_that_cannot_be_read_is_told(tmp_path, capsys, raw):
    (tmp_path / "event.json").write_text(raw)

    assert main(["submit", "--event", str(tmp_path / "event.json"), "--out", str(tmp_path / "out")]) == 2
    assert "Không đọc được sự kiện" in capsys.readouterr().err


@given(st.text(max_size=200), st.sampled_from([f"### {words()['fields'][FIELDS[0]]['label']}\n", "", form(DAY)]))
def test_any_body_is_read_or_refused(text, start):
    body = start + text
    is_form(body)
    try:
        filled(body, submit.Path("x"))
    except InvalidData as refused:
        first = refused.problems[0]

        assert first.code in messages()


def test_the_forms_in_the_repository_are_those_of_the_schema():
    files = issue_forms(shipped_loaded().dataset)

    for path, content in files.items():
        assert (ROOT / ".github" / path).read_bytes() == content, "run thubay github-files"


def test_a_form_has_the_fields_that_addresses_prefill():
    for name in ("bao-cao", "lich"):
        found = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8"))
        fields = {part["id"]: part for part in found["body"] if "id" in part}

        assert list(fields) == ["tep", "noi-dung", "dinh-kem", "cam-ket"]
        assert fields["noi-dung"]["attributes"]["render"] == "yaml"
        assert fields["cam-ket"]["attributes"]["options"][0]["required"] is True
        assert "render" not in fields["dinh-kem"]["attributes"]


def test_the_example_in_a_form_is_one_that_would_be_taken(send):
    found = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "lich.yml").read_text("utf-8"))
    examples = {part.get("id"): part["attributes"].get("placeholder") for part in found["body"]}

    assert send(form(examples["noi-dung"], examples["tep"]), day="2024-04-01")[0] == 0


def test_only_githubs_own_addresses_are_fetched():
    assert is_github("https://github.com/user-attachments/files/1/a.zip")
    assert is_github("https://objects.githubusercontent.com/x?y=z")
    for address in (
        "http://github.com/a",
        "https://github.com:81/a",
        "https://x@github.com/a",
        "https://evilgithubusercontent.com/",
        "",
    ):
        assert not is_github(address)
        with pytest.raises(FetchError):
            fetch(address, 10)
    with pytest.raises(FetchError):
        _Redirects().redirect_request(None, None, 302, "", {}, "http://169.254.169.254/latest")
