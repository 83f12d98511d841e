"""``thubay import``: what may come in, what it looks like then, and everything that is turned away."""

import contextlib
import random
import stat
import unicodedata
import zipfile
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.intake.archive import Archive, Limits
from generator.intake.paper import Paper
from generator.intake.unzip import opened, unzip
from generator.intake.wording import worded
from generator.problems import InvalidData
from tests.handed import APRIL, DAY, JUNE, JUNE_DAY, REPORT, TODAY, packed, repository
from tests.images import exif, jpeg_with, saved

PHOTO = "reports/2024/da-tong/photos/n-ton-6.jpg"
WITH_PHOTO = REPORT.replace(
    "        households: 60\n      - hamlet: da-nhinh",
    "        households: 60\n"
    '        photos:\n          - {file: "photos/n-ton-6.jpg", alt: "Dọn cỏ", consent: true}\n'
    "      - hamlet: da-nhinh",
)
REASON = 'corrections:\n  - date: 2024-06-28\n    reason: "Thôn đếm lại số hộ"\n'


@pytest.fixture
def data(tmp_path, monkeypatch):
    (tmp_path / "repository").mkdir()
    monkeypatch.chdir(tmp_path / "repository")
    return repository(tmp_path / "repository")


@pytest.fixture
def take(data, tmp_path, capsys):
    def take(*contents, options=()):
        files = []
        for number, content in enumerate(contents):
            file = tmp_path / f"tep-{number}"
            file.write_bytes(content.encode() if isinstance(content, str) else content)
            files.append(str(file))
        code = main(["import", *files, "--data", str(data), "--today", TODAY, *options])
        return code, capsys.readouterr().out

    return take


def state(data):
    return {path: path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


def test_a_report_and_its_day_find_their_places(take, data):
    code, out = take(DAY, REPORT)

    assert code == 0
    assert (data / JUNE).read_text("utf-8") == REPORT
    assert (data / JUNE_DAY).read_text("utf-8") == DAY
    assert f"+++ data/{JUNE}" in out
    assert '+reported_by: "Khối Dân vận xã"' in out
    assert "Đã ghi 2 tệp." in out


def test_a_new_file_is_written_as_the_house_writes(take, data):
    loose = f"# mẫu\nmonth: 2024-06\n{REPORT.replace('month: 2024-06', '').replace('households: 60', 'households:   60', 1)}"
    loose = loose.replace(
        "        participants: {residents: 60}", "        participants:\n          residents: 60\n        money:", 1
    )

    code, _ = take(DAY, unicodedata.normalize("NFD", f"\ufeff{loose}").replace("\n", "\r\n"))

    assert code == 0
    assert (data / JUNE).read_text("utf-8") == REPORT


def test_a_file_that_stands_keeps_every_line_that_nobody_touched(take, data):
    before = "# Ghi chú của xã\n" + (data / APRIL).read_text("utf-8").replace("households: 84", "households:  84")
    (data / APRIL).write_text(before, "utf-8")
    after = before.replace("labour_days: 75.5", "labour_days: 76") + REASON

    code, out = take(after.replace("\n", "\r\n"))

    assert code == 0, out
    assert (data / APRIL).read_text("utf-8") == after


def test_what_says_the_same_leaves_the_file_as_it_is(take, data):
    before = state(data)

    code, out = take((data / APRIL).read_text("utf-8") + "# thêm một dòng chú thích\n")

    assert code == 0
    assert "không ghi gì" in out
    assert state(data) == before


def test_a_dry_run_writes_nothing(take, data):
    before = state(data)

    code, out = take(DAY, REPORT, options=["--dry-run"])

    assert code == 0
    assert "Sẽ ghi 2 tệp." in out
    assert state(data) == before


def test_a_published_report_does_not_change_without_a_reason(take, data):
    before = state(data)

    code, out = take((data / APRIL).read_text("utf-8").replace("households: 84", "households: 48"))

    assert code == 1
    assert "mà chưa ghi lý do" in out
    assert state(data) == before


def test_a_published_report_that_lies_changed_in_the_folder_is_still_published(take, data):
    changed = (data / APRIL).read_text("utf-8").replace("households: 84", "households: 48")
    (data / APRIL).write_text(changed, "utf-8")

    code, out = take(changed)

    assert code == 1
    assert "mà chưa ghi lý do" in out


def test_a_draft_that_nobody_committed_may_change(take, data):
    take(DAY, REPORT)

    code, _ = take(REPORT.replace("households: 60", "households: 59", 1))

    assert code == 0
    assert "households: 59" in (data / JUNE).read_text("utf-8")


def test_an_error_is_told_at_its_line_and_nothing_is_written(take, data):
    before = state(data)

    code, out = take(DAY, REPORT.replace("households: 60", "households: 60 hộ", 1))

    assert code == 1
    assert f"data/{JUNE}:10:21: Các đợt trong tháng 1 › Kết quả từng thôn 1 › Số hộ có người tham gia:" in out
    assert "Chưa nhận: có 1 lỗi" in out
    assert state(data) == before


def test_a_file_that_says_nothing_of_itself_is_not_guessed(take):
    code, out = take("commune: da-tong\nmonth: 2024-06\n")

    assert code == 1
    assert "Chưa rõ đây là báo cáo hay lịch" in out


def test_a_report_without_its_month_says_what_is_missing(take):
    code, out = take(REPORT.replace("month: 2024-06\n", ""))

    assert code == 1
    assert "Tháng báo cáo" in out


def test_two_files_that_speak_of_the_same_report_are_refused(take):
    code, out = take(REPORT, REPORT.replace("60", "61"))

    assert code == 1
    assert f"đều nói về {JUNE}" in out


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "nhan-duoc"
    (found / "xa").mkdir(parents=True)
    (found / ".an").write_text("x", "utf-8")
    (found / "~$lich.xlsx").write_text("x", "utf-8")
    return found


def test_a_folder_is_taken_whole_and_each_file_of_it_is_told(folder, data, capsys):
    (folder / "bao-cao.yml").write_text(REPORT, "utf-8")
    (folder / "thang-4.yml").write_bytes((data / APRIL).read_bytes())
    (folder / "xa" / "lich.yml").write_text(DAY, "utf-8")
    command = ["import", str(folder), "--data", str(data), "--today", TODAY]

    dry = main([*command, "--dry-run"]), capsys.readouterr().out.splitlines()
    taken = main(command), capsys.readouterr().out.splitlines()

    assert (dry[0], dry[1][-4:]) == (
        0,
        [
            f"nhan-duoc/bao-cao.yml: nhận được, sẽ ghi vào data/{JUNE}.",
            "nhan-duoc/thang-4.yml: giống dữ liệu đang có, không phải ghi gì.",
            f"nhan-duoc/xa/lich.yml: nhận được, sẽ ghi vào data/{JUNE_DAY}.",
            "Sẽ ghi 2 tệp. Chạy lại không có --dry-run để ghi.",
        ],
    )
    assert (taken[0], taken[1][-4]) == (0, f"nhan-duoc/bao-cao.yml: nhận, ghi vào data/{JUNE}.")
    assert (data / JUNE).read_text("utf-8") == REPORT
    assert (data / JUNE_DAY).read_text("utf-8") == DAY


def test_every_wrong_file_of_a_folder_is_told_at_once_and_none_is_written(folder, data, capsys):
    before = state(data)
    (folder / "bao-cao.yml").write_text(REPORT.replace("month: 2024-06", "month: 2024-66"), "utf-8")
    (folder / "cu.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "lich.yml").write_text(DAY, "utf-8")
    (folder / "nang.zip").write_bytes(b"PK" + bytes(Limits().packed))

    code = main(["import", str(folder), "--data", str(data), "--today", TODAY])

    out = capsys.readouterr().out
    assert code == 1
    assert "Không có tháng “2024-66” trong lịch" in out
    assert "Excel cũ .xls" in out
    assert out.splitlines()[-5:] == [
        "nhan-duoc/bao-cao.yml: chưa nhận, có 1 lỗi.",
        "nhan-duoc/cu.xls: chưa nhận, có 1 lỗi.",
        "nhan-duoc/lich.yml: không có lỗi, nhưng chưa ghi vì tệp khác còn lỗi.",
        "nhan-duoc/nang.zip: chưa nhận, có 1 lỗi.",
        "Chưa nhận: có 3 lỗi, dữ liệu giữ nguyên. Hãy sửa các lỗi trên rồi nhận lại.",
    ]
    assert state(data) == before


def test_a_folder_without_files_is_told(folder, data, capsys):
    code = main(["import", str(folder), "--data", str(data), "--today", TODAY])

    assert code == 1
    assert "nhan-duoc:1:1: Thư mục này không có tệp nào để nhận." in capsys.readouterr().out


def test_errors_of_others_do_not_stop_a_sound_report(take, data):
    (data / "reports/2024/ro-men/2024-04.yml").write_text("commune: ro-men\n", "utf-8")

    code, out = take(DAY, REPORT)

    assert code == 0, out


def test_the_archive_of_the_form_brings_its_photos(take, data):
    photo = saved()

    code, out = take(
        packed(
            ("data/", b""), (f"data/{JUNE_DAY}", DAY), (f"data/{JUNE}", WITH_PHOTO), (f"data/{PHOTO}", photo), ("__MACOSX/x", b"")
        )
    )

    assert code == 0, out
    assert (data / PHOTO).read_bytes() == photo
    assert "photos/n-ton-6.jpg" in (data / JUNE).read_text("utf-8")
    assert f"data/{PHOTO}: ảnh, 1 kB" in out


def test_a_photo_that_tells_a_place_is_refused(take):
    photo = jpeg_with(0xE1, b"Exif\0\0" + exif({0x8825: b"\0\0\0\0"}))

    code, out = take(packed((f"data/{JUNE_DAY}", DAY), (f"data/{JUNE}", WITH_PHOTO), (f"data/{PHOTO}", photo)))

    assert code == 1
    assert f"data/{PHOTO}:1:1:" in out


def test_a_photo_that_is_not_there_is_missed(take):
    code, out = take(packed((f"data/{JUNE_DAY}", DAY), (f"data/{JUNE}", WITH_PHOTO)))

    assert code == 1
    assert "n-ton-6.jpg" in out


def test_a_photo_cut_short_is_refused(take):
    photo = saved()
    cut = photo[: len(photo) // 2] + b"\xff\xd9"

    code, _ = take(packed((f"data/{JUNE_DAY}", DAY), (f"data/{JUNE}", WITH_PHOTO), (f"data/{PHOTO}", cut)))

    assert code == 1


REPORT_FILE = (f"data/{JUNE}", REPORT)
BOMB = ("data/reports/2024/da-tong/photos/a.jpg", bytes(70 * 1024 * 1024))
HOSTILE = {
    "a bomb": (packed(REPORT_FILE, BOMB), "zip_bomb"),
    "too many files": (packed(*((f"data/{number}", b"") for number in range(41))), "zip_too_many"),
    "far too many files": (packed(*((f"data/{number}", b"") for number in range(500))), "zip_too_many"),
    "too large": (b"PK\x03\x04" + bytes(25 * 1024 * 1024), "zip_too_large"),
    "no archive at all": (b"PK\x03\x04" + bytes(100), "zip_damaged"),
    "a name twice": (None, "zip_twice"),
    "a password": (None, "zip_encrypted"),
    "no name": (None, "zip_escape"),
    "another packing": (packed(REPORT_FILE, method=zipfile.ZIP_LZMA), "zip_method"),
    "a link": (packed((f"data/{JUNE}", b"/etc/passwd"), mode=stat.S_IFLNK | 0o777), "symlink"),
    "a pipe": (packed((f"data/{JUNE}", b""), mode=stat.S_IFIFO | 0o644), "file_special"),
    "a path upwards": (packed(("data/../../etc/cron.d/x", b"x")), "zip_escape"),
    "an absolute path": (packed(("/etc/cron.d/x", b"x")), "zip_escape"),
    "a drive": (packed(("C:/data/x.yml", b"x")), "zip_escape"),
    "back slashes": (packed(("data\\reports\\2024\\da-tong\\2024-06.yml", b"x")), "zip_escape"),
    "code": (packed(("generator/cli.py", b"x")), "zip_escape"),
    "a workflow": (packed((".github/workflows/x.yml", b"x")), "zip_escape"),
    "a register": (packed(("data/bodies.yml", b"x")), "intake_not_handed_in"),
    "a plan": (packed(("data/plans/2024.yml", b"x")), "intake_not_handed_in"),
    "a stray file": (packed(("data/reports/2024/da-tong/x.sh", b"x")), "file_stray"),
    "another ending": (packed((f"data/{JUNE[:-4]}.yaml", REPORT)), "file_extension"),
    "another case": (packed(REPORT_FILE, (f"data/{JUNE.upper()}", REPORT)), "file_collision"),
    "a composed and a decomposed name": (
        packed(*((f"data/{name}", b"") for name in ("\u00e1.yml", "a\u0301.yml"))),
        "file_collision",
    ),
    "nothing": (packed(("data/", b"")), "zip_empty"),
}


def patched_archive(name):
    """Return an archive that the library does not write by itself."""
    if name == "a name twice":
        first, second = f"data/{JUNE}", f"data/{JUNE[:-5]}7.yml"
        return packed((first, REPORT), (second, REPORT)).replace(second.encode(), first.encode())
    raw = bytearray(packed(REPORT_FILE))
    entry = raw.index(b"PK\x01\x02")
    if name == "no name":  # what was its name becomes its comment
        raw[entry + 28 : entry + 34] = bytes(4) + raw[entry + 28 : entry + 30]
    else:
        raw[entry + 8] |= 1
    return bytes(raw)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_archives_are_refused(name):
    raw, code = HOSTILE[name]

    with pytest.raises(InvalidData) as refused:
        unzip(opened(raw or patched_archive(name), PurePosixPath("a.zip")))

    assert code in {problem.code for problem in refused.value.problems}


def test_an_archive_whose_bytes_are_damaged_is_refused():
    raw = bytearray(packed(REPORT_FILE, method=zipfile.ZIP_STORED))
    raw[raw.index(b"commune")] ^= 1

    with pytest.raises(InvalidData) as refused:
        unzip(opened(bytes(raw), PurePosixPath("a.zip")))

    assert refused.value.problems[0].code == "zip_damaged"


def test_an_entry_gives_no_more_than_it_states():
    raw = packed(REPORT_FILE, BOMB)
    size = len(BOMB[1]).to_bytes(4, "little")
    lying = Archive.of(raw.replace(size, (100).to_bytes(4, "little")), PurePosixPath("a.zip"), Limits())

    with pytest.raises(InvalidData) as refused:
        lying.read(lying.files[1])

    assert refused.value.problems[0].code == "zip_damaged"


def test_archives_damaged_at_random_never_break_the_reader():
    chance, sound = random.Random(7), packed(REPORT_FILE, (f"data/{PHOTO}", saved()))
    refusals = 0
    for _ in range(2000):
        raw = bytearray(sound)
        for _ in range(chance.randint(1, 6)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            unzip(opened(bytes(raw), PurePosixPath("a.zip")))
        except InvalidData:
            refusals += 1

    assert refusals > 1000


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw):
    for start in (b"", b"PK\x03\x04"):
        with contextlib.suppress(InvalidData):
            unzip(opened(start + raw, PurePosixPath("a.zip")))


def test_a_new_file_reads_back_as_the_same_document():
    path = PurePosixPath(JUNE)
    canonical = worded(path, Paper(raw=WITH_PHOTO.encode()), None)

    assert worded(path, Paper(raw=canonical), None) == canonical


def test_an_old_spreadsheet_is_sent_back_with_what_to_do(take):
    code, out = take(b"\xd0\xcf\x11\xe0" + bytes(100))

    assert code == 1
    assert "Excel Workbook (.xlsx)" in out


def test_without_data_there_is_nowhere_to_import_to(tmp_path, capsys):
    assert main(["import", "x.yml", "--data", str(tmp_path)]) == 2
    assert "Không thấy thư mục dữ liệu" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(take, capsys):
    assert main(["import", "khong-co.yml", "--data", "data", "--today", TODAY]) == 1
    assert "Không có tệp này" in capsys.readouterr().out
