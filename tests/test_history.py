import datetime as dt
import shutil

import pytest

from generator.language.months import Month
from generator.loading.history import UNSHALLOW, history
from generator.loading.load import load
from generator.model.report import Change
from tests.faults import TODAY, patched, site
from tests.repositories import Repository

REPORT = "reports/2024/da-tong/2024-04.yml"
ZONE = "Asia/Ho_Chi_Minh"
KEY = ("da-tong", Month(2024, 4))


@pytest.fixture
def repository(tmp_path):
    found = Repository(tmp_path / "repository")
    site(found.folder)
    return found


def dataset(repository):
    return load(repository.folder / "data", TODAY, history=history(repository.folder, "data")).dataset


def test_a_report_is_published_by_the_first_commit_on_the_main_line_whatever_its_author_says(repository):
    repository.commit("2024-04-28T20:00:00Z")

    publication = dataset(repository).publications[KEY]

    assert publication.published_on == dt.date(2024, 4, 29)  # 03:00 in Viet Nam
    assert publication.corrections == ()


def test_what_came_by_a_merge_is_published_by_the_merge(repository):
    report = repository.folder / "data" / REPORT
    kept = report.read_bytes()
    report.unlink()
    repository.commit("2024-04-01T00:00:00Z")
    repository.git("checkout", "--quiet", "-b", "da-tong")
    report.parent.mkdir(exist_ok=True)
    report.write_bytes(kept)
    repository.commit("2024-04-10T00:00:00Z")
    repository.git("checkout", "--quiet", "main")
    repository.git("merge", "--quiet", "--no-ff", "da-tong", when="2024-05-02T00:00:00Z")

    assert dataset(repository).publications[KEY].published_on == dt.date(2024, 5, 2)


def test_a_correction_tells_was_and_now_of_every_field_with_its_reason(repository):
    repository.commit("2024-04-28T00:00:00Z")
    patched(
        repository.folder / "data",
        [
            {"file": REPORT, "replace": "        households: 84", "with": "        households: 48"},
            {"file": REPORT, "replace": "{people: 3500000}", "with": "{people: 3500000, donors: 2000000}"},
            {"file": REPORT, "replace": 'difficulties: "Thiếu xe chở rác"\n', "with": ""},
            {"file": REPORT, "append": 'corrections:\n  - date: 2024-05-10\n    reason: "Thôn đếm lại số hộ"\n'},
        ],
    )
    repository.commit("2024-05-11T00:00:00Z")

    [correction] = dataset(repository).publications[KEY].corrections

    assert correction.date == dt.date(2024, 5, 11)
    assert correction.reason == "Thôn đếm lại số hộ"
    assert correction.changes == (
        Change(field="2024/q2 › Thôn N'tôn › Số hộ có người tham gia", was="84", now="48"),
        Change(field="2024/q2 › Thôn N'tôn › Kinh phí › Xã hội hóa", was=None, now="2.000.000"),
        Change(field="Khó khăn, vướng mắc", was="Thiếu xe chở rác", now=None),
    )


def test_hamlets_that_change_places_are_no_change(repository):
    repository.commit("2024-04-28T00:00:00Z")
    path = repository.folder / "data" / REPORT
    text = path.read_text(encoding="utf-8")
    not_held = '      - hamlet: da-nhinh\n        not_held: "Đường vào thôn sạt lở, hẹn tháng sau"\n'
    moved = text.replace(not_held, "").replace("difficulties:", f"{not_held}difficulties:")
    path.write_text(f"# xếp lại\n{moved}", encoding="utf-8")
    repository.commit("2024-05-11T00:00:00Z")

    assert dataset(repository).publications[KEY].corrections == ()


def test_a_version_that_cannot_be_read_is_passed_over(repository):
    path = repository.folder / "data" / REPORT
    sound = path.read_bytes()
    repository.commit("2024-04-28T00:00:00Z")
    path.write_bytes(b"\xff\xfe broken")
    repository.commit("2024-04-29T00:00:00Z")
    path.write_bytes(sound.replace(b"households: 84", b"households: 85"))
    repository.commit("2024-04-30T00:00:00Z")

    [correction] = dataset(repository).publications[KEY].corrections

    assert [(change.was, change.now) for change in correction.changes] == [("84", "85")]


def test_a_report_that_was_deleted_and_came_back_keeps_its_first_day(repository):
    path = repository.folder / "data" / REPORT
    sound = path.read_bytes()
    repository.commit("2024-04-28T00:00:00Z")
    path.unlink()
    repository.commit("2024-04-29T00:00:00Z")
    path.write_bytes(sound)
    repository.commit("2024-05-30T00:00:00Z")

    assert dataset(repository).publications[KEY].published_on == dt.date(2024, 4, 28)


def test_what_is_not_committed_is_not_published(repository):
    kept = (repository.folder / "data" / REPORT).read_bytes()
    (repository.folder / "data" / REPORT).unlink()
    repository.commit("2024-04-28T00:00:00Z")
    (repository.folder / "data" / REPORT).write_bytes(kept)

    assert dataset(repository).publications[KEY].published_on is None


def test_a_shallow_clone_knows_nothing_and_says_what_mends_it(repository, tmp_path):
    repository.commit("2024-04-28T00:00:00Z")
    repository.commit("2024-04-29T00:00:00Z")
    repository.git("clone", "--quiet", "--depth", "1", repository.folder.as_uri(), str(tmp_path / "shallow"))

    found = history(tmp_path / "shallow", "data")

    assert (found.unknown, found.mend, dict(found.versions)) == ("shallow", UNSHALLOW, {})


def test_outside_a_repository_and_before_the_first_commit_nothing_is_known(tmp_path, repository):
    (tmp_path / "plain").mkdir()

    assert history(tmp_path / "plain", "data").unknown == "no_repository"
    assert history(repository.folder, "data").unknown == "no_repository"


def test_data_may_lie_deep_and_be_asked_for_from_a_folder_of_the_repository(repository):
    deep = repository.folder / "sites" / "dam-rong"
    deep.mkdir(parents=True)
    shutil.move(repository.folder / "data", deep / "data")
    repository.commit("2024-04-28T00:00:00Z")

    whole, part = history(repository.folder, "sites/dam-rong/data"), history(deep, "data")

    assert whole.versions == part.versions
    assert {str(path) for path in part.versions} >= {REPORT, "programme.yml"}


def test_odd_names_in_history_stand_for_themselves(repository):
    (repository.folder / "data" / "a\nb ệ.yml").write_text("x: 1\n", encoding="utf-8")
    repository.commit("2024-04-28T00:00:00Z")

    assert "a\nb ệ.yml" in {str(path) for path in history(repository.folder, "data").versions}


def test_settings_of_the_user_change_nothing(repository, monkeypatch):
    repository.commit("2024-04-28T00:00:00Z")
    for name, value in (("log.follow", "true"), ("diff.renames", "copies"), ("log.date", "relative"), ("diff.noprefix", "true")):
        repository.git("config", name, value)
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    assert dataset(repository).publications[KEY].published_on == dt.date(2024, 4, 28)
