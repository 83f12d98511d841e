"""Pull requests on real repositories: who proposes what, and the answer."""

import datetime as dt
import json
import os
import shutil
import subprocess
from dataclasses import dataclass

import pytest

from generator.cli import main
from generator.loading.load import load
from generator.problems import Severity
from generator.review.proposal import ReviewError
from generator.review.review import MOST_PATHS, review
from tests.conftest import TINY, mostly_slow
from tests.repositories import Repository

OFFICIAL, NEIGHBOUR, MAINTAINER, STRANGER = 101, 102, 103, 999
TODAY = dt.date(2024, 6, 28)
ACCOUNTS = """\
accounts:
  - id: 101
    login: xa-da-tong
    communes: [da-tong]
  - id: 102
    login: xa-ro-men
    communes: [ro-men]
  - id: 103
    login: ban-dan-van
    maintainer: true
"""
REPORTS, DAYS = "data/reports/2024", "data/campaigns/2024"
APRIL, MAY = f"{REPORTS}/da-tong/2024-04.yml", f"{REPORTS}/da-tong/2024-05.yml"
JUNE, JUNE_DAY = f"{REPORTS}/da-tong/2024-06.yml", f"{DAYS}/06-da-tong.yml"
OTHERS = f"{REPORTS}/ro-men/2024-04.yml"
PHOTO = f"{REPORTS}/da-tong/photos/n-ton-1.jpg"
REASON = 'corrections:\n  - date: 2024-06-05\n    reason: "Thôn đếm lại số hộ tham gia"\n'
NEW_DAY = """\
commune: da-tong
month: 2024-06
date: 2024-06-15
start: "07:00"
status: announced
meeting_point: "Hội trường thôn"
"""
NEW_REPORT = """\
commune: da-tong
month: 2024-06
reported_by: "Khối Dân vận xã"
reported_on: 2024-06-26
days:
  - campaign: 2024/06-da-tong
    results:
      - hamlet: n-ton
        participants: {residents: 60}
        households: 60
      - hamlet: da-nhinh
        participants: {residents: 60}
        households: 60
      - hamlet: liang-hung
        participants: {residents: 60}
        households: 60
"""


@pytest.fixture
def repository(tmp_path):
    return Repository.like(tmp_path / "repository", proposed_to)


def proposed_to(repository):
    """Publish the tiny site beside some code, and begin the branch ``proposal``."""
    shutil.copytree(TINY, repository.folder / "data")
    write(repository, "generator/rules.py", "RULES = ()\n")
    write(repository, ".github/workflows/check.yml", "on: pull_request\n")
    add(repository, "data/bodies.yml", ACCOUNTS)
    repository.commit("2024-05-02T03:00:00Z")
    repository.git("switch", "--quiet", "--create", "proposal")


def write(repository, path, text):
    file = repository.folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def add(repository, path, text):
    write(repository, path, (repository.folder / path).read_text("utf-8") + text)


def edit(repository, path, old, new):
    text = (repository.folder / path).read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    write(repository, path, text.replace(old, new))


def remove(repository, path):
    (repository.folder / path).unlink()


def rename(repository, old, new):
    (repository.folder / new).parent.mkdir(parents=True, exist_ok=True)
    (repository.folder / old).rename(repository.folder / new)


def entry(repository, mode, path, content=b"x"):
    """Put an entry into the index alone: names and modes that a work tree may not hold."""
    blob = index(repository, "hash-object", "-w", "--stdin", given=content).strip().decode()
    if mode == "160000":
        blob = "1" * 40  # a commit of some other repository
    index(repository, "update-index", "-z", "--index-info", given=f"{mode} {blob}\t".encode() + os.fsencode(path) + b"\0")


def index(repository, *arguments, given):
    return subprocess.run(["git", *arguments], cwd=repository.folder, input=given, capture_output=True, check=True).stdout


def propose(repository, *steps):
    """Commit what the steps change in the work tree, then what they put into the index, on the branch ``proposal``."""
    direct = [step for step in steps if step[0] is entry]
    for step, *values in steps:
        if step is not entry:
            step(repository, *values)
    repository.git("add", "--all")
    for _, *values in direct:
        entry(repository, *values)
    repository.git("commit", "--quiet", "--allow-empty", "--message", "proposal", when="2024-06-28T03:00:00Z")
    repository.git("switch", "--quiet", "--force", "main")


def reviewed(repository, actor, *steps, today=TODAY, head="proposal"):
    propose(repository, *steps)
    return review(repository.folder / "data", "main", head, actor, today)


def errors(found):
    return sorted({(problem.code, str(problem.path)) for problem in found.problems if problem.severity is Severity.ERROR})


def warnings(found):
    return sorted({problem.code for problem in found.problems if problem.severity is Severity.WARNING})


# What each scenario does, who proposes it, and the errors it gives: the code and the path.


@dataclass(frozen=True)
class Scenario:
    name: str
    actor: int
    steps: tuple
    expected: tuple


def scenario(name, actor, *steps, expect=()):
    return Scenario(name, actor, steps, None if expect is None else tuple(sorted(expect)))


def many(repository):
    for number in range(120):
        write(repository, f"{REPORTS}/da-tong/photos/anh-{number}.txt", "x")
    add(repository, OTHERS, 'difficulties: "Không"\n')


def without_data(repository):
    shutil.rmtree(repository.folder / "data")


def beside(repository):
    """Change more files beside the data than are named one by one."""
    for number in range(MOST_PATHS + 3):
        write(repository, f"docs/{number:02}.md", "x")


def self_owner(repository):
    edit(repository, "data/bodies.yml", "communes: [da-tong]\n  - id: 102", "communes: [da-tong, ro-men]\n  - id: 102")
    add(repository, OTHERS, 'difficulties: "Thiếu xe"\n')


SCENARIOS = (
    scenario("an official adds the commune's day", OFFICIAL, (write, JUNE_DAY, NEW_DAY)),
    scenario(
        "an official adds the commune's report and its day", OFFICIAL, (write, JUNE_DAY, NEW_DAY), (write, JUNE, NEW_REPORT)
    ),
    scenario("an official changes a coming day", OFFICIAL, (edit, f"{DAYS}/05-da-tong.yml", '"07:00"', '"06:30"')),
    scenario("a comment changes no figure", OFFICIAL, (add, APRIL, "# đã đối chiếu\n")),
    scenario(
        "an official corrects with a reason", OFFICIAL, (edit, APRIL, "households: 84", "households: 86"), (add, APRIL, REASON)
    ),
    scenario(
        "a maintainer corrects with a reason", MAINTAINER, (edit, APRIL, "households: 84", "households: 86"), (add, APRIL, REASON)
    ),
    scenario(
        "a maintainer corrects without one",
        MAINTAINER,
        (edit, APRIL, "households: 84", "households: 86"),
        expect=[("review_no_correction", APRIL)],
    ),
    scenario(
        "a maintainer adds a commune's account",
        MAINTAINER,
        (edit, "data/bodies.yml", "[ro-men]\n  - id: 103", "[ro-men, da-tong]\n  - id: 103"),
    ),
    scenario("a maintainer changes the register", MAINTAINER, (edit, "data/places.yml", "count: 95", "count: 96")),
    scenario("a maintainer changes code alone", MAINTAINER, (add, "generator/rules.py", "# more\n")),
    scenario("a stranger changes code alone", STRANGER, (add, "generator/rules.py", "# more\n")),
    scenario("nobody changes anything", STRANGER),
    scenario(
        "an official changes a figure without a reason",
        OFFICIAL,
        (edit, APRIL, "households: 84", "households: 86"),
        expect=[("review_no_correction", APRIL)],
    ),
    scenario(
        "an official takes a figure away",
        OFFICIAL,
        (edit, APRIL, "        labour_days: 75.5\n", ""),
        expect=[("review_no_correction", APRIL)],
    ),
    scenario(
        "an official rewrites difficulties already published",
        OFFICIAL,
        (edit, APRIL, "Thiếu xe chở rác", "Không có"),
        expect=[("review_no_correction", APRIL)],
    ),
    scenario(
        "an official adds another's report",
        OFFICIAL,
        (
            write,
            f"{REPORTS}/ro-men/2024-05.yml",
            NEW_REPORT.replace("da-tong", "ro-men").replace("2024-06", "2024-05").replace("2024/06", "2024/05"),
        ),
        expect=None,
    ),
    scenario(
        "an official edits another's report",
        OFFICIAL,
        (add, OTHERS, 'difficulties: "Thiếu xe"\n'),
        expect=[("review_not_own", OTHERS), ("review_no_correction", OTHERS)],
    ),
    scenario(
        "an official edits the committee's campaign",
        OFFICIAL,
        (add, f"{DAYS}/q2.yml", "# x\n"),
        expect=[("review_not_own", f"{DAYS}/q2.yml")],
    ),
    scenario(
        "an official edits a register",
        OFFICIAL,
        (edit, "data/places.yml", "count: 120", "count: 121"),
        expect=[("review_not_own", "data/places.yml")],
    ),
    scenario(
        "an official edits the plan",
        OFFICIAL,
        (add, "data/plans/2024.yml", "# x\n"),
        expect=[("review_not_own", "data/plans/2024.yml")],
    ),
    scenario(
        "an official makes itself owner in the same proposal",
        OFFICIAL,
        (self_owner,),
        expect=[("review_not_own", "data/bodies.yml"), ("review_not_own", OTHERS), ("review_no_correction", OTHERS)],
    ),
    scenario(
        "somebody took the official's old login",
        STRANGER,
        (edit, "data/bodies.yml", "id: 101", "id: 999"),
        (write, JUNE_DAY, NEW_DAY),
        expect=[("review_unknown_account", "data/bodies.yml")],
    ),
    scenario("a stranger adds a day", STRANGER, (write, JUNE_DAY, NEW_DAY), expect=[("review_unknown_account", JUNE_DAY)]),
    scenario("a published report is removed", OFFICIAL, (remove, APRIL), expect=None),
    scenario("a published report is removed by a maintainer", MAINTAINER, (remove, MAY), expect=[("review_report_gone", MAY)]),
    scenario("a published report is emptied", OFFICIAL, (write, APRIL, ""), expect=[("file_empty", APRIL)]),
    scenario("a published day is removed", OFFICIAL, (remove, f"{DAYS}/05-da-tong.yml"), expect=None),
    scenario("the plan is removed by a maintainer", MAINTAINER, (remove, "data/plans/2024.yml"), expect=None),
    scenario(
        "a register is removed by a maintainer",
        MAINTAINER,
        (remove, "data/calendar.yml"),
        expect=[("register_missing", "data/calendar.yml")],
    ),
    scenario(
        "another's file is taken over by renaming it", OFFICIAL, (rename, OTHERS, f"{REPORTS}/da-tong/2024-03.yml"), expect=None
    ),
    scenario(
        "one's own report is renamed to another month", OFFICIAL, (rename, MAY, f"{REPORTS}/da-tong/2024-03.yml"), expect=None
    ),
    scenario(
        "a workflow is changed beside a report",
        OFFICIAL,
        (write, JUNE_DAY, NEW_DAY),
        (add, ".github/workflows/check.yml", "# x\n"),
        expect=[("review_not_data", ".github/workflows/check.yml")],
    ),
    scenario(
        "the rules are changed beside a report",
        OFFICIAL,
        (write, JUNE_DAY, NEW_DAY),
        (add, "generator/rules.py", "# x\n"),
        expect=[("review_not_data", "generator/rules.py")],
    ),
    scenario(
        "a maintainer mixes data and code",
        MAINTAINER,
        (write, JUNE_DAY, NEW_DAY),
        (add, "generator/rules.py", "# x\n"),
        expect=[("review_not_data", "generator/rules.py")],
    ),
    scenario(
        "two communes in one proposal",
        OFFICIAL,
        (write, JUNE_DAY, NEW_DAY),
        (write, f"{DAYS}/06-ro-men.yml", NEW_DAY.replace("da-tong", "ro-men")),
        expect=[("review_not_own", f"{DAYS}/06-ro-men.yml")],
    ),
    scenario("many files hide one", OFFICIAL, (many,), expect=None),
    scenario(
        "a published photo is replaced under its name", OFFICIAL, (write, PHOTO, b"\xff\xd8\xff\xe0other\xff\xd9"), expect=None
    ),
    scenario("the same photo is removed", OFFICIAL, (remove, PHOTO), expect=None),
    scenario(
        "a sample report among real ones",
        OFFICIAL,
        (write, JUNE_DAY, NEW_DAY),
        (write, JUNE, NEW_REPORT + "sample: true\n"),
        expect=[("review_sample_new", JUNE)],
    ),
    scenario(
        "a real report becomes a sample",
        OFFICIAL,
        (add, APRIL, "sample: true\n"),
        expect=[("review_sample_changed", APRIL)],
    ),
    scenario(
        "a report that says another commune",
        OFFICIAL,
        (write, JUNE, NEW_REPORT.replace("commune: da-tong", "commune: ro-men")),
        expect=None,
    ),
    scenario(
        "the same report as .yaml",
        OFFICIAL,
        (write, f"{REPORTS}/da-tong/2024-04.yaml", NEW_REPORT),
        expect=[("file_collision", f"{REPORTS}/da-tong/2024-04.yaml"), ("review_not_own", f"{REPORTS}/da-tong/2024-04.yaml")],
    ),
    scenario(
        "a page slipped in beside a report",
        OFFICIAL,
        (write, f"{REPORTS}/da-tong/readme.md", "# x"),
        expect=[("file_stray", f"{REPORTS}/da-tong/readme.md"), ("review_not_own", f"{REPORTS}/da-tong/readme.md")],
    ),
    scenario(
        "git's own settings in the data",
        OFFICIAL,
        (write, "data/.gitattributes", "* merge=union\n"),
        expect=[("file_stray", "data/.gitattributes"), ("review_not_own", "data/.gitattributes")],
    ),
)
# Codes that must be among the errors where a scenario breaks more than one rule at once.
AMONG = {
    "an official adds another's report": ("review_not_own", f"{REPORTS}/ro-men/2024-05.yml"),
    "a published report is removed": ("review_report_gone", APRIL),
    "a published day is removed": ("review_day_gone", f"{DAYS}/05-da-tong.yml"),
    "the plan is removed by a maintainer": ("review_plan_gone", "data/plans/2024.yml"),
    "another's file is taken over by renaming it": ("review_report_gone", OTHERS),
    "one's own report is renamed to another month": ("review_report_gone", MAY),
    "many files hide one": ("review_not_own", OTHERS),
    "a published photo is replaced under its name": ("review_photo_replaced", PHOTO),
    "the same photo is removed": ("review_photo_replaced", PHOTO),
    "a report that says another commune": ("path_disagrees", JUNE),
}


@pytest.mark.parametrize("case", mostly_slow(SCENARIOS), ids=lambda case: case.name)
def test_scenario(repository, case):
    found = errors(reviewed(repository, case.actor, *case.steps))

    if case.expected is None:
        assert AMONG[case.name] in found
    else:
        assert found == list(case.expected)


@pytest.mark.parametrize(
    ("mode", "path", "code"),
    [
        ("120000", JUNE, "symlink"),
        ("120000", f"{REPORTS}/da-tong", "symlink"),
        ("160000", f"{REPORTS}/da-tong/2024-06", "file_special"),
        ("160000", JUNE, "file_special"),
        ("100755", JUNE_DAY, "file_executable"),
        ("100644", f"{REPORTS}/da-tong/2024-06.yml\n::error::x", "file_stray"),
        ("100644", f"{REPORTS}/da-tong/$(touch x).yml", "file_stray"),
        ("100644", f"{REPORTS}/Da-Tong/2024-04.yml", "file_collision"),
        ("100644", f"{REPORTS}/đạ/2024-04.yml", "file_stray"),
        ("100644", f"{REPORTS}/da-tong/2024-06.yml\udcff", "file_stray"),
    ],
)
def test_modes_and_names_that_data_does_not_know_are_refused_as_mere_bytes(repository, mode, path, code):
    steps = [(remove, f"{REPORTS}/da-tong/{name}") for name in ("2024-04.yml", "2024-05.yml", "photos/n-ton-1.jpg")]
    found = reviewed(repository, OFFICIAL, *(steps if path.endswith("/da-tong") else ()), (entry, mode, path, NEW_DAY.encode()))

    assert (code, path) in errors(found)
    assert not (repository.folder / "x").exists()


def test_a_link_in_the_place_of_the_whole_data_folder_takes_nothing_away(repository):
    found = reviewed(repository, MAINTAINER, (without_data,), (entry, "120000", "data", b"/etc"))

    assert {("review_report_gone", APRIL), ("register_missing", "data/places.yml")} <= set(errors(found))


@pytest.mark.parametrize(("path", "code"), [(f"Data/{JUNE}", "file_collision"), ("DATA", "file_collision"), ("data-2/x", None)])
def test_a_folder_that_some_systems_take_for_the_data_is_refused(repository, path, code):
    found = reviewed(repository, STRANGER, (entry, "100644", path))

    assert errors(found) == ([(code, path)] if code else [])


def test_two_names_that_are_one_after_composition_are_refused(repository):
    names = [f"{REPORTS}/da-tong/{name}.yml" for name in ("a\u0302", "\u00e2")]

    found = reviewed(repository, OFFICIAL, *((entry, "100644", name) for name in names))

    assert ("file_collision", names[1]) in errors(found)


def test_a_file_beyond_all_limits_is_refused_unread(repository):
    found = reviewed(repository, OFFICIAL, (write, JUNE_DAY, b"#" * (20 * 1024 * 1024)))

    assert errors(found) == [("file_too_large", JUNE_DAY)]


def test_many_files_beside_the_data_are_named_once_and_counted(repository):
    found = errors(reviewed(repository, OFFICIAL, (write, JUNE_DAY, NEW_DAY), (beside,)))

    assert [code for code, _ in found].count("review_not_data") == MOST_PATHS
    assert ("review_more_paths", f"docs/{MOST_PATHS:02}.md") in found


def test_a_report_that_was_never_sound_is_new_when_it_is_mended(repository):
    repository.git("switch", "--quiet", "main")
    write(repository, JUNE_DAY, NEW_DAY)
    write(repository, JUNE, "commune: [")
    repository.commit("2024-06-27T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")

    assert errors(reviewed(repository, OFFICIAL, (write, JUNE, NEW_REPORT))) == []


def test_a_plan_may_change_until_its_day(repository):
    repository.git("switch", "--quiet", "main")
    write(repository, JUNE_DAY, NEW_DAY)
    repository.commit("2024-06-01T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")
    steps = ((add, JUNE_DAY, "sites:\n  - hamlet: n-ton\n    works: [{indicator: duong-ve-sinh, quantity: 300}]\n"),)

    assert "review_past_plan" not in warnings(reviewed(repository, OFFICIAL, *steps, today=dt.date(2024, 6, 15)))
    assert "review_past_plan" in warnings(review(repository.folder / "data", "main", "proposal", OFFICIAL, dt.date(2024, 6, 16)))


def test_a_photo_may_change_when_its_report_says_why(repository):
    steps = (
        (edit, APRIL, "photos/n-ton-1.jpg", "photos/n-ton-2.jpg"),
        (rename, PHOTO, PHOTO.replace("-1", "-2")),
        (add, APRIL, REASON),
    )

    assert errors(reviewed(repository, OFFICIAL, *steps)) == []


def test_a_photo_that_no_report_shows_may_go(repository):
    repository.git("switch", "--quiet", "main")
    spare = f"{REPORTS}/da-tong/photos/spare.jpg"
    write(repository, spare, (repository.folder / PHOTO).read_bytes() + b"")
    repository.commit("2024-05-03T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")

    assert errors(reviewed(repository, OFFICIAL, (remove, spare))) == []


def test_a_published_correction_stays_as_it_is(repository):
    repository.git("switch", "--quiet", "main")
    add(repository, APRIL, REASON)
    repository.commit("2024-06-06T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")

    found = reviewed(repository, OFFICIAL, (edit, APRIL, "đếm lại số hộ", "tính lại số hộ"))

    assert errors(found) == [("review_corrections_altered", APRIL)]
    [problem] = [each for each in found.problems if each.code == "review_corrections_altered"]
    assert (problem.line, problem.field) == (52, "Các lần sửa 1")


def test_a_second_correction_stands_below_the_first(repository):
    repository.git("switch", "--quiet", "main")
    add(repository, APRIL, REASON)
    repository.commit("2024-06-06T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")
    steps = (
        (edit, APRIL, "households: 84", "households: 86"),
        (add, APRIL, '  - {date: 2024-06-20, reason: "Đếm sót hai hộ"}\n'),
    )

    assert errors(reviewed(repository, OFFICIAL, *steps)) == []


def test_a_late_report_is_taken_and_shown_with_its_true_date(repository):
    found = reviewed(repository, OFFICIAL, (write, JUNE_DAY, NEW_DAY), (write, JUNE, NEW_REPORT), today=dt.date(2024, 9, 1))

    assert errors(found) == []
    assert "review_late" in warnings(found)


def test_a_plan_changed_after_its_day_is_pointed_out(repository):
    found = reviewed(
        repository,
        OFFICIAL,
        (
            edit,
            f"{DAYS}/05-da-tong.yml",
            "sites: []",
            "sites:\n  - hamlet: n-ton\n    works: [{indicator: duong-ve-sinh, quantity: 300}]",
        ),
    )

    assert "review_past_plan" in warnings(found)


MAY_DAY = f"{DAYS}/05-da-tong.yml"


def rewritten(found):
    return [(each.field, str(each.path)) for each in found.problems if each.code == "review_past_day"]


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        ([("date: 2024-05-18", "date: 2024-05-25")], ["Ngày làm chung"]),
        ([("date: 2024-05-18", "date: 2027-05-22")], ["Ngày làm chung"]),
        ([("status: held", 'status: cancelled\nstatus_reason: "Mưa"')], ["Tình trạng", "Lý do hoãn hoặc hủy"]),
        ([("status: held", "status: held\nnotice: {date: 2024-05-02}")], ["Thông báo"]),
        ([("sites: []", "sites: []\nbring: [Cuốc]")], []),
    ],
    ids=["re-dated", "dated to come", "cancelled", "notice dated back", "what to bring"],
)
def test_a_past_day_rewritten_is_pointed_out(repository, steps, fields):
    found = reviewed(repository, OFFICIAL, *((edit, MAY_DAY, *step) for step in steps))

    assert sorted(rewritten(found)) == sorted((field, MAY_DAY) for field in fields)


@pytest.mark.parametrize(
    ("today", "old", "new", "fields"),
    [
        (dt.date(2024, 6, 10), "06-15", "06-22", []),
        (dt.date(2024, 6, 10), "06-15", "06-08", ["Ngày làm chung"]),
        (dt.date(2024, 6, 16), "announced", "held", []),
        (dt.date(2024, 6, 16), "announced", "expected", ["Tình trạng"]),
    ],
    ids=["to come", "dated back", "held", "no longer sure"],
)
def test_a_day_to_come_may_change_and_a_past_one_be_said_to_be_held(repository, today, old, new, fields):
    repository.git("switch", "--quiet", "main")
    write(repository, JUNE_DAY, NEW_DAY)
    repository.commit("2024-06-01T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")

    found = reviewed(repository, OFFICIAL, (edit, JUNE_DAY, old, new), today=today)

    assert [field for field, _ in rewritten(found)] == fields


def test_a_reported_day_is_pointed_out_though_its_date_is_not_past(repository):
    repository.git("switch", "--quiet", "main")
    edit(repository, MAY_DAY, "date: 2024-05-18", "date: 2024-05-27")
    edit(repository, MAY, 'corrections:\n  - date: 2024-05-30\n    reason: "Thôn đếm lại số hộ"\n', "")
    repository.commit("2024-05-27T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")
    site = "sites:\n  - hamlet: n-ton\n    works: [{indicator: duong-ve-sinh, quantity: 300}]"
    steps = ((edit, MAY_DAY, "status: held", "status: announced"), (edit, MAY_DAY, "sites: []", site))

    found = reviewed(repository, OFFICIAL, *steps, today=dt.date(2024, 5, 27))

    assert rewritten(found) == [("Tình trạng", MAY_DAY)]
    assert "review_past_plan" in warnings(found)


def test_whoever_approves_sees_that_rights_change(repository):
    found = reviewed(
        repository, MAINTAINER, (edit, "data/bodies.yml", "communes: [da-tong]\n  - id: 102", "communes: [ro-men]\n  - id: 102")
    )

    assert "review_account_change" in warnings(found)
    assert "xa-da-tong (101)" in next(each.message for each in found.problems if each.code == "review_account_change")


def test_a_race_is_checked_again_on_the_new_base(repository):
    propose(repository, (write, JUNE_DAY, NEW_DAY))
    write(repository, JUNE_DAY, NEW_DAY.replace("2024-06-15", "2024-06-22"))
    repository.commit("2024-06-27T03:00:00Z")

    found = review(repository.folder / "data", "main", "proposal", OFFICIAL, TODAY)

    assert errors(found) == [("review_conflict", JUNE_DAY)]


def test_a_proposal_begun_long_ago_changes_only_what_it_changes(repository):
    propose(repository, (write, JUNE_DAY, NEW_DAY))
    write(repository, f"{DAYS}/06-ro-men.yml", NEW_DAY.replace("da-tong", "ro-men"))
    add(repository, "generator/rules.py", "# newer\n")
    repository.commit("2024-06-27T03:00:00Z")

    found = review(repository.folder / "data", "main", "proposal", OFFICIAL, TODAY)

    assert (errors(found), found.data_files, found.other_files) == ([], 1, 0)


def test_anothers_broken_file_on_the_main_line_keeps_nobody_from_reporting(repository):
    repository.git("switch", "--quiet", "main")
    write(repository, OTHERS, "commune: [")
    repository.commit("2024-05-03T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")

    assert errors(reviewed(repository, OFFICIAL, (write, JUNE_DAY, NEW_DAY))) == []


def test_a_broken_report_is_held_against_its_last_good_version(repository):
    repository.git("switch", "--quiet", "main")
    good = (repository.folder / APRIL).read_text("utf-8")
    write(repository, APRIL, "commune: [")
    repository.commit("2024-05-03T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")

    found = reviewed(repository, OFFICIAL, (write, APRIL, good.replace("households: 84", "households: 20")))

    assert errors(found) == [("review_no_correction", APRIL)]


def test_mending_a_broken_report_needs_no_reason(repository):
    repository.git("switch", "--quiet", "main")
    good = (repository.folder / APRIL).read_text("utf-8")
    write(repository, APRIL, "commune: [")
    repository.commit("2024-05-03T03:00:00Z")
    repository.git("switch", "--quiet", "--force-create", "proposal")

    assert errors(reviewed(repository, OFFICIAL, (write, APRIL, good))) == []


def test_a_change_that_breaks_another_file_is_told_there(repository):
    found = reviewed(repository, MAINTAINER, (edit, "data/places.yml", "      - id: liang-hung\n", "      - id: lieng-hung\n"))

    assert ("unknown_hamlet_near", APRIL) in errors(found)


def test_nobody_may_send_anything_while_the_register_of_accounts_was_never_sound(repository):
    repository.git("switch", "--quiet", "--orphan", "other")
    shutil.copytree(TINY, repository.folder / "data", dirs_exist_ok=True)
    write(repository, "data/bodies.yml", "bodies: [")
    repository.commit("2024-05-03T03:00:00Z")
    repository.git("branch", "--force", "main")
    repository.git("switch", "--quiet", "--force-create", "proposal")

    assert ("review_no_accounts", "data/bodies.yml") in errors(reviewed(repository, MAINTAINER, (write, JUNE_DAY, NEW_DAY)))


def test_what_a_fork_proposes_is_reviewed_once_it_is_fetched(repository, tmp_path):
    fork = Repository(tmp_path / "fork")
    fork.git("pull", "--quiet", str(repository.folder), "main")
    fork.git("switch", "--quiet", "--create", "x;$(touch${IFS}x)")
    write(fork, JUNE_DAY, NEW_DAY)
    fork.commit("2024-06-27T03:00:00Z")
    repository.git("switch", "--quiet", "main")
    repository.git("fetch", "--quiet", str(fork.folder), "HEAD")

    assert errors(review(repository.folder / "data", "main", "FETCH_HEAD", OFFICIAL, TODAY)) == []
    assert errors(review(repository.folder / "data", "main", "FETCH_HEAD", STRANGER, TODAY)) == [
        ("review_unknown_account", JUNE_DAY)
    ]


def test_the_rules_are_the_bases_whatever_stands_checked_out(repository):
    propose(repository, (write, JUNE_DAY, NEW_DAY))
    repository.git("switch", "--quiet", "proposal")
    write(repository, "data/bodies.yml", "bodies: [")

    assert errors(review(repository.folder / "data", "main", "proposal", OFFICIAL, TODAY)) == []


@pytest.mark.parametrize("name", ["nowhere", "--all", "main^{/x", "a\0b", ""])
def test_a_commit_that_is_not_there_cannot_be_reviewed(repository, name):
    with pytest.raises(ReviewError) as refused:
        review(repository.folder / "data", "main", name, OFFICIAL, TODAY)

    assert refused.value.code == "review_unknown_ref"


def test_histories_without_a_common_commit_do_not_merge(repository):
    repository.git("switch", "--quiet", "--orphan", "elsewhere")
    repository.commit("2024-05-03T03:00:00Z")
    repository.git("switch", "--quiet", "main")

    with pytest.raises(ReviewError) as refused:
        review(repository.folder / "data", "main", "elsewhere", OFFICIAL, TODAY)

    assert refused.value.code == "review_unrelated"


def test_a_part_of_the_history_is_not_enough(repository, tmp_path):
    repository.git("switch", "--quiet", "main")
    repository.commit("2024-05-03T03:00:00Z")
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.folder}", str(tmp_path / "shallow"))

    with pytest.raises(ReviewError) as refused:
        review(tmp_path / "shallow" / "data", "HEAD", "HEAD", OFFICIAL, TODAY)

    assert refused.value.code == "review_shallow"


def command(repository, *more, head="proposal", actor=OFFICIAL):
    where = ("--data", str(repository.folder / "data"), "--base", "main", "--head", head, "--today", str(TODAY))
    return main(["review", *where, "--actor-id", str(actor), *more])


def test_the_command_says_what_is_wrong_and_what_happens_next(repository, capsys):
    propose(repository, (edit, APRIL, "households: 84", "households: 86"))

    assert command(repository) == 1
    told = capsys.readouterr().out
    assert f"{APRIL}:1:1: Các lần sửa: Đã đổi số liệu đã công bố" in told
    assert told.splitlines()[-1].startswith("Chưa nhận được.")


def test_the_command_welcomes_what_is_sound(repository, capsys):
    propose(repository, (write, JUNE_DAY, NEW_DAY))

    assert command(repository) == 0
    assert "Nhận được." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("steps", "sentence"), [((), "không thay đổi gì"), (((add, "generator/rules.py", "# x\n"),), "không đụng tới dữ liệu")]
)
def test_the_command_says_when_there_is_nothing_to_review(repository, capsys, steps, sentence):
    propose(repository, *steps)

    assert command(repository, actor=STRANGER) == 0
    assert sentence in capsys.readouterr().out


def test_the_command_speaks_to_the_host_and_to_machines(repository, capsys):
    propose(repository, (add, OTHERS, 'difficulties: "Thiếu xe"\n'))

    assert command(repository, "--format", "github") == 1
    assert f"::error file={OTHERS},line=1,col=1::Tài khoản xa-da-tong chỉ được gửi cho Xã Đạ Tông." in capsys.readouterr().out
    assert command(repository, "--format", "json") == 1
    assert {"review_not_own", "review_no_correction"} <= {each["code"] for each in json.loads(capsys.readouterr().out)}


@pytest.mark.parametrize("head", ["nowhere", "--all"])
def test_the_command_ends_with_two_where_there_is_nothing_to_compare(repository, capsys, head):
    assert command(repository, f"--head={head}") == 2
    assert "Không thấy bản" in capsys.readouterr().err


def test_the_command_ends_with_two_outside_a_repository(tmp_path, capsys):
    shutil.copytree(TINY, tmp_path / "data")

    found = main(["review", "--data", str(tmp_path / "data"), "--base", "a", "--head", "b", "--actor-id", "1"])
    missing = main(["review", "--data", str(tmp_path / "none"), "--base", "a", "--head", "b", "--actor-id", "1"])

    assert (found, missing) == (2, 2)
    assert "không nằm trong một kho Git" in capsys.readouterr().err


def test_what_is_amiss_in_files_that_stand_is_not_told_to_somebody_else(repository):
    later = TODAY.replace(year=2025)
    elsewhere = {str(problem.path) for problem in load(repository.folder / "data", later).problems} - {APRIL}

    found = reviewed(repository, OFFICIAL, (add, APRIL, "# đã đối chiếu\n"), today=later)

    assert elsewhere
    assert {str(problem.path) for problem in found.problems} <= {APRIL}
