"""Invented data: the same bytes for the same seed, sound, as varied as real life, and never drifting from what is shipped."""

import datetime as dt
import filecmp
import shutil

import pytest

from generator.cli import main
from generator.figures.reporting import Status, matrix
from generator.loading.load import load
from generator.problems import Severity
from generator.sample.dice import Dice
from generator.sample.write import write_days, write_district
from tests.conftest import SHIPPED, SHIPPED_DAY, shipped_loaded

SEED = 502


def files(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path):
    for name, seed in (("one", 7), ("two", 7), ("other", 8)):
        write_district(tmp_path / name, 2, 1, seed)

    one, two, other = (
        {path: (tmp_path / name / path).read_bytes() for path in files(tmp_path / name)} for name in ("one", "two", "other")
    )
    assert one == two
    assert one != other


@pytest.mark.parametrize(("communes", "years"), [(1, 1), (5, 2)])
def test_a_district_of_any_size_is_sound_and_as_large_as_asked(tmp_path, communes, years):
    write_district(tmp_path / "data", communes, years, SEED)

    found = load(tmp_path / "data", dt.date(2024 + years, 6, 1))

    assert found.errors == 0
    assert len(found.dataset.places.communes) == communes
    assert sorted(found.dataset.plans) == list(range(2024, 2024 + years))
    assert found.dataset.sample


@pytest.mark.slow
def test_what_is_shipped_is_what_the_generator_writes(tmp_path):
    data = shutil.copytree(SHIPPED, tmp_path / "data")
    for name in ("campaigns", "reports"):
        shutil.rmtree(data / name)

    write_days(data, SEED, SHIPPED_DAY)

    assert files(data) == files(SHIPPED)
    same, different, strange = filecmp.cmpfiles(data, SHIPPED, [str(path) for path in files(SHIPPED)], shallow=False)
    assert (different, strange) == ([], [])
    assert len(same) > 400


def test_the_shipped_data_has_no_error():
    assert [problem for problem in shipped_loaded().problems if problem.severity is Severity.ERROR] == []


def test_the_shipped_reports_are_as_varied_as_real_life():
    data = shipped_loaded().dataset
    statuses = {each.status for year in data.plans for _, row in matrix(data, year, SHIPPED_DAY) for each in row if each}
    results = [result for report in data.reports.values() for result in report.results]

    assert statuses == {Status.ON_TIME, Status.LATE, Status.MISSING, Status.NOT_DUE, Status.WAIVED, Status.REPORTED}
    assert any(not result.held for result in results)
    assert any(result.held_on for result in results)
    assert any(result.held and result.households is None for result in results)
    assert any(report.corrections for report in data.reports.values())
    assert {campaign.status for campaign in data.campaigns.values()} == {
        "expected",
        "announced",
        "held",
        "postponed",
        "cancelled",
    }
    assert any(campaign.date.weekday() != 5 for campaign in data.campaigns.values())


def test_the_shipped_plan_of_2024_is_real_and_leaves_open_what_it_does_not_say():
    plan = shipped_loaded().dataset.plans[2024]

    assert not plan.sample
    assert plan.number == "43-KH/BCĐ 502"
    assert (plan.issued_on, plan.issued_at, plan.settings.report_deadline_day) == (None, None, None)
    assert len(plan.communes) == plan.sites_per_campaign == 8
    assert all(each.sample for year, each in shipped_loaded().dataset.plans.items() if year > 2024)


def test_the_command_refuses_a_folder_that_is_not_empty(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("x")

    code = main(["sample", "--out", str(tmp_path), "--communes", "1"])

    assert code == 1
    assert str(tmp_path) in capsys.readouterr().err
    assert files(tmp_path) == [(tmp_path / "mine.txt").relative_to(tmp_path)]


def test_dice_fall_within_their_bounds_whatever_is_asked():
    dice = Dice(1, "x")

    assert {dice.integer(str(question), 2, 4) for question in range(200)} == {2, 3, 4}
    assert dice.some("q", [1, 2, 3], 2) == sorted(dice.some("q", [1, 2, 3], 2))
    assert dice.some("q", [1], 5) == [1]
