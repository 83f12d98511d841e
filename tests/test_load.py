import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import processes
from generator.language.months import Month
from generator.loading import files
from generator.loading import load as load_module
from generator.loading.load import load
from generator.model.dataset import Dataset
from generator.problems import Severity
from tests.faults import SITE, TODAY, answers, patched, site

REPORT = "reports/2024/da-tong/2024-04.yml"


def test_load_gives_the_whole_of_data(tmp_path):
    data = site(tmp_path)

    dataset = load(data, TODAY).dataset

    assert isinstance(dataset, Dataset)
    assert list(dataset.plans) == [2024]
    assert list(dataset.campaigns) == ["2024/04-da-tong", "2024/04-ro-men", "2024/05-da-tong", "2024/q2"]
    assert list(dataset.reports) == [("da-tong", Month(2024, 4)), ("da-tong", Month(2024, 5)), ("ro-men", Month(2024, 4))]
    assert dataset.publications.keys() == dataset.reports.keys()
    assert not dataset.sample


def test_without_a_history_publications_are_unknown_but_reasons_are_kept(tmp_path):
    data = site(tmp_path)

    publication = load(data, TODAY).dataset.publications["da-tong", Month(2024, 5)]

    assert publication.published_on is None
    assert [correction.reason for correction in publication.corrections] == ["Thôn đếm lại số hộ"]


def test_sample_reports_tell_their_own_publication(tmp_path):
    data = site(tmp_path)
    path = data / REPORT
    path.write_text(path.read_text(encoding="utf-8") + "published_on: 2024-04-28\nsample: true\n", encoding="utf-8")

    dataset = load(data, TODAY).dataset

    assert dataset.sample
    assert dataset.publications["da-tong", Month(2024, 4)].published_on == dt.date(2024, 4, 28)


def test_one_invented_count_of_households_makes_the_site_say_so(tmp_path):
    data = site(tmp_path)
    path = data / "places.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("count: 120,", "count: 120, sample: true,", 1), encoding="utf-8")

    assert load(data, TODAY).dataset.sample


def test_an_error_anywhere_gives_no_dataset_and_a_warning_gives_one(tmp_path):
    data = site(tmp_path)
    patched(data, [{"file": REPORT, "replace": "residents: 52", "with": "residents: 49"}])
    patched(data, [{"file": REPORT, "replace": "participants: 130", "with": "participants: 127"}])

    warned = load(data, TODAY)
    patched(data, [{"file": REPORT, "replace": "participants: 127", "with": "participants: 999"}])
    refused = load(data, TODAY)

    assert {problem.severity for problem in warned.problems} == {Severity.WARNING}
    assert warned.dataset is not None
    assert refused.errors == 1
    assert refused.dataset is None


def test_problems_of_all_rooms_come_at_once_and_sorted(tmp_path):
    data = site(tmp_path)
    patched(data, [{"file": REPORT, "replace": "households: 84", "with": "households: 121"}])
    patched(data, [{"file": "campaigns/2024/q2.yml", "replace": "present: 2", "with": "present: x"}])
    patched(
        data, [{"file": "reports/2024/ro-men/2024-04.yml", "replace": "  - campaign: 2024/q2", "with": "  - campaign: [2024/q2"}]
    )

    problems = load(data, TODAY).problems

    assert list(problems) == sorted(problems)
    assert {problem.path.parts[1] for problem in problems} == {"campaigns", "reports"}
    assert "households_above_all" in {problem.code for problem in problems}


def test_a_report_that_cannot_be_read_does_not_make_its_campaign_overdue(tmp_path):
    data = site(tmp_path)
    (data / "reports/2024/da-tong/2024-05.yml").write_text("commune: [\n", encoding="utf-8")

    problems = load(data, TODAY).problems

    assert {str(problem.path) for problem in problems} == {"data/reports/2024/da-tong/2024-05.yml"}


def test_links_pipes_and_programs_are_refused(tmp_path):
    data = site(tmp_path)
    (data / "plans" / "2025.yml").symlink_to("/etc/passwd")
    (data / "campaigns" / "2025").symlink_to(data / "campaigns" / "2024")
    os.mkfifo(data / "plans" / "2026.yml")
    (data / REPORT).chmod(0o755)

    problems = load(data, TODAY).problems

    assert answers(problems) == [
        "data/campaigns/2025:1:1: symlink",
        "data/plans/2025.yml:1:1: symlink",
        "data/plans/2026.yml:1:1: file_special",
        f"data/{REPORT}:1:1: file_executable",
    ]


def test_a_file_system_that_marks_every_file_executable_is_believed_in_nothing(tmp_path):
    data = site(tmp_path)
    for path in data.rglob("*.*"):
        path.chmod(0o755)

    assert load(data, TODAY).problems == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("reports/2024/da-tong/a\nb.yml", "file_stray"),
        ("reports/2024/da-tong/::error::x.yml", "file_stray"),
        ("reports/2024/da-tong/báo-cáo.yml", "file_stray"),
        ("reports/2024/da-tong/photos/$(id).jpg", "file_stray"),
        ("reports/2024/da-tong/photos/a.svg", "file_stray"),
        ("reports/2024/da-tong/photos/N-TON-1.jpg", "file_collision"),
        ("reports/2024/da-tong/2024-13.yml", "file_stray"),
        ("campaigns/2024/q5.yml", "file_stray"),
        ("Programme.yml", "file_collision"),
        ("index.md", "file_stray"),
        (".git", "file_stray"),
    ],
)
def test_a_file_that_may_not_be_there_is_refused_by_name(tmp_path, name, code):
    data = site(tmp_path)
    (data / name).write_text("x: 1\n", encoding="utf-8")

    problems = load(data, TODAY).problems

    assert [(str(problem.path), problem.code) for problem in problems] == [(f"data/{name}", code)]


def test_names_that_differ_in_composition_only_collide(tmp_path):
    data = site(tmp_path)
    for name in ("b\u00e1o.yml", "ba\u0301o.yml"):
        (data / name).write_text("x: 1\n", encoding="utf-8")

    codes = [problem.code for problem in load(data, TODAY).problems]

    assert codes == ["file_collision", "file_stray"] or codes == ["file_stray", "file_collision"]


def test_a_personal_number_is_not_printed_by_any_other_problem(tmp_path):
    data = site(tmp_path)
    patched(data, [{"file": REPORT, "replace": "people: 3500000", "with": "people: 0912345678"}])

    problems = load(data, TODAY).problems

    assert [problem.code for problem in problems] == ["personal_phone"]
    assert "0912345678" not in repr(problems)


def test_the_correction_is_the_line_with_the_right_value(tmp_path):
    data = site(tmp_path)
    patched(data, [{"file": REPORT, "replace": "campaign: 2024/04-da-tong", "with": 'campaign: "2024/04-da-ton" # thôn'}])

    corrections = [problem.correction for problem in load(data, TODAY).problems if problem.code == "unknown_id_near"]

    assert corrections == ['  - campaign: "2024/04-da-tong" # thôn']


@pytest.mark.parametrize(
    ("written", "code", "meant"),
    [
        ("Thôn N'tôn", "not_an_id", "n-ton"),
        ("N-Ton", "not_an_id", "n-ton"),
        ("Thôn Đạ Nhinh", "not_an_id", "da-nhinh"),
        ("thon-da-nhinh", "unknown_hamlet_near", "da-nhinh"),
        ("da_nhinh", "not_an_id", "da-nhinh"),
        ("Thôn Xa", "not_an_id", None),
        ("thon-xa-lam", "unknown_hamlet", None),
        ("da-nhinhж", "not_an_id", None),
    ],
)
def test_a_name_in_the_place_of_an_id_becomes_the_id_that_the_register_knows(tmp_path, written, code, meant):
    data = site(tmp_path)
    patched(data, [{"file": REPORT, "replace": "      - hamlet: da-nhinh", "with": f"      - hamlet: {written}"}])

    found = [(each.code, each.correction) for each in load(data, TODAY).problems if each.severity is Severity.ERROR]

    assert found == [(code, meant and f"      - hamlet: {meant}")]


@pytest.mark.usefixtures("forking")
def test_two_processes_find_what_one_finds(tmp_path, monkeypatch):
    data = site(tmp_path)
    patched(data, [{"file": REPORT, "replace": "households: 84", "with": "households: x"}])
    patched(data, [{"file": "reports/2024/ro-men/2024-04.yml", "replace": "residents: 90", "with": "residents: 80"}])
    later = TODAY.replace(year=2025)
    alone = load(data, later)

    monkeypatch.setattr(processes, "FORK_FROM", 1)
    monkeypatch.setattr(files, "CHUNK", 2)
    together = load(data, later)

    assert alone == together
    assert len({problem.path for problem in alone.problems}) > 2
    assert {problem.severity for problem in alone.problems} == {Severity.ERROR, Severity.WARNING}


def test_the_name_of_the_folder_stands_before_every_path(tmp_path):
    data = site(tmp_path).rename(tmp_path / "du-lieu")
    (data / "x.txt").write_text("x", encoding="utf-8")

    [problem] = load(data, TODAY).problems

    assert str(problem.path) == "du-lieu/x.txt"


@pytest.mark.slow
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_one_file_holds_gives_problems_and_never_breaks(tmp_path, data):
    copy = Path(shutil.copytree(SITE, tmp_path / "data", dirs_exist_ok=True))
    path = copy / data.draw(st.sampled_from(sorted(str(path.relative_to(copy)) for path in copy.rglob("*.yml"))))
    raw = path.read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 60)))
    path.write_bytes(raw[:start] + data.draw(st.binary(max_size=20)) + raw[end:])

    loaded = load(copy, TODAY)

    assert loaded.dataset is not None or loaded.errors


def test_only_the_folder_itself_can_be_missing(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "nowhere", TODAY)


def test_an_unknown_name_is_told_together_with_what_the_schema_refuses(tmp_path):
    data = site(tmp_path)
    report = data / "reports" / "2024" / "da-tong" / "2024-04.yml"
    text = report.read_text(encoding="utf-8")
    broken = text.replace("hamlet: n-ton", "hamlet: n-tonn", 1).replace("reported_on: 2024", "reported_on: 24", 1)
    report.write_text(broken.replace("results:\n", "results:\n      - 5\n", 1), encoding="utf-8")

    found = load(data, TODAY)

    codes = {problem.code for problem in found.problems if problem.path.name == "2024-04.yml" and "da-tong" in str(problem.path)}
    assert codes >= {"not_a_date", "not_a_group", "unknown_hamlet_near"}


def test_what_nobody_wants_to_read_is_counted_and_its_files_are_not_read_again(tmp_path, monkeypatch):
    data, later = site(tmp_path), TODAY + dt.timedelta(200)
    told = load(data, later)
    worded = []
    monkeypatch.setattr(load_module, "problem", lambda *given: worded.append(given))

    counted = load(data, later, worded=Severity.ERROR)

    assert worded == []
    assert {problem.severity for problem in counted.problems} <= {Severity.ERROR}
    assert counted.warnings == told.warnings > 0
    assert (counted.dataset, counted.wrong, counted.errors) == (told.dataset, told.wrong, told.errors)
