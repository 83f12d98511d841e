import json
import subprocess
import sys

import pytest

from generator.cli import main
from generator.commands.clock import zone_of
from tests.faults import patched, site

REPORT = "reports/2024/da-tong/2024-04.yml"
TODAY = ("--today", "2024-06-15")


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return site(tmp_path)


def check(capsys, *arguments):
    code = main(["check", *arguments, *TODAY])
    return code, capsys.readouterr().out


def test_sound_data_gives_success_and_the_next_step(data, capsys):
    code, out = check(capsys)

    assert code == 0
    assert out.splitlines() == [
        "Đã kiểm tra 14 tệp: 0 lỗi, 0 chỗ cần xem lại, 0 điều để biết.",
        "Dữ liệu dùng được. Bước tiếp theo: gửi lên kho dữ liệu; được duyệt rồi thì trang tự cập nhật.",
    ]


def test_an_error_is_told_with_its_place_its_field_and_the_corrected_line(data, capsys):
    patched(data, [{"file": REPORT, "replace": "participants: 130", "with": "participants: 1300"}])

    code, out = check(capsys)

    assert code == 1
    assert out.splitlines()[:2] == [
        f"data/{REPORT}:27:21: Các đợt trong tháng 2 › Tổng số xã tự cộng › Tổng số người: "
        "Xã ghi tổng là 1.300, nhưng các thôn cộng lại được 130. Hãy sửa tổng hoặc sửa số của thôn.",
        "    sửa thành: participants: 130",
    ]


def test_warnings_and_notes_do_not_fail(data, capsys):
    patched(data, [{"file": "campaigns/2024/05-da-tong.yml", "replace": "date: 2024-05-18", "with": "date: 2024-05-19"}])

    code, out = check(capsys)

    assert code == 0
    assert "(để biết)" in out


def test_json_is_one_list_of_objects(data, capsys):
    patched(data, [{"file": REPORT, "replace": "households: 84", "with": "households: x"}])

    code, out = check(capsys, "--format", "json")

    [problem] = json.loads(out)
    assert code == 1
    assert problem.keys() == {"path", "line", "column", "field", "message", "code", "severity", "correction"}
    assert (problem["path"], problem["line"], problem["severity"]) == (f"data/{REPORT}", 10, "error")


def test_annotations_cannot_be_forged_by_what_a_file_holds(data, capsys):
    forged = '"::error file=x::y%0A\\n::warning::z, a:b"'
    patched(data, [{"file": "campaigns/2024/q2.yml", "replace": "state: taken", "with": f"state: {forged}"}])
    (data / "a,b:c\n::error::%.yml").write_text("x: 1\n", encoding="utf-8")

    code, out = check(capsys, "--format", "github")

    lines = out.splitlines()
    assert code == 1
    assert len(lines) == 2
    assert lines[0].startswith("::error file=data/a%2Cb%3Ac%0A%3A%3Aerror%3A%3A%25.yml,line=1,col=1::")
    assert lines[1].startswith("::error file=data/campaigns/2024/q2.yml,line=36,col=12,title=")
    assert "y%250A" in lines[1]


def test_text_stays_on_its_line_whatever_a_name_holds(data, capsys):
    (data / "a\n\x1b[31mb.yml").write_text("x: 1\n", encoding="utf-8")

    _, out = check(capsys)

    assert "data/a\\u000a\\u001b[31mb.yml:1:1: " in out
    assert "\x1b" not in out


def test_some_files_tell_their_own_problems_only(data, capsys):
    patched(data, [{"file": REPORT, "replace": "households: 84", "with": "households: 121"}])
    patched(data, [{"file": "reports/2024/ro-men/2024-04.yml", "replace": "households: 70", "with": "households: x"}])

    code, out = check(capsys, f"data/{REPORT}")
    other, silence = check(capsys, "data/plans/2024.yml")

    assert (code, other) == (1, 0)
    assert "ro-men" not in out
    assert silence.startswith("Đã kiểm tra 1 tệp: 0 lỗi")


def test_a_folder_elsewhere_is_told_from_where_one_stands(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deep").mkdir()
    (site(tmp_path / "deep") / "stray.txt").write_text("x", encoding="utf-8")

    _, out = check(capsys, "deep/data")

    assert out.startswith("deep/data/stray.txt:1:1: ")


def test_no_data_is_told_apart_from_wrong_data(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    code, out = check(capsys)

    assert code == 2
    assert "data" in out


def test_today_is_the_date_in_the_time_zone_of_the_programme(data):
    assert str(zone_of(data)) == "Asia/Ho_Chi_Minh"
    patched(data, [{"file": "programme.yml", "replace": "Asia/Ho_Chi_Minh", "with": "Asia/Tokyo"}])
    assert str(zone_of(data)) == "Asia/Tokyo"
    (data / "programme.yml").write_bytes(b"\xff")
    assert str(zone_of(data)) == "Asia/Ho_Chi_Minh"


def test_a_wrong_command_or_day_is_refused_with_the_usage(capsys):
    for arguments in (["nothing"], ["check", "--today", "tomorrow"], []):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
    capsys.readouterr()


def test_checking_loads_no_site_builder():
    script = "import sys, generator.cli, generator.commands.check; print('mkdocs' in sys.modules, 'jinja2' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "False"]


def test_one_report_is_checked_without_reading_other_communes(data, capsys):
    (data / "reports/2024/ro-men/2024-04.yml").write_text("broken: [", encoding="utf-8")
    patched(data, [{"file": REPORT, "replace": "campaign: 2024/04-da-tong", "with": "campaign: 2024/04-ro-men"}])

    code, out = check(capsys, f"data/{REPORT}")

    assert code == 1
    assert [line.partition(": ")[0] for line in out.splitlines()[:-2]] == [f"data/{REPORT}:25:15"]
