import pytest
import yaml

from generator.loading.load import load
from generator.problems import MESSAGES
from tests.faults import SENTENCES, TODAY, answers, cases, patched, said, site

OF_THE_FILE_SYSTEM = {"file_executable", "file_special", "symlink"}  # test_load makes them, for a checkout cannot hold them


def test_the_tiny_site_has_no_problem(tmp_path):
    data = site(tmp_path)

    loaded = load(data, TODAY)

    assert answers(loaded.problems) == []
    assert loaded.dataset is not None


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_fault_gives_exactly_the_problems_its_file_expects(case, tmp_path):
    data = site(tmp_path)
    patched(data, case.patch)

    loaded = load(data, case.today)

    assert sorted(answers(loaded.problems)) == sorted(case.expected)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_fault_is_told_in_these_very_words(case, tmp_path):
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()

    assert said(case, tmp_path) == [line for line in lines if line.split("\t")[0] == case.name]


def codes_after(folder, name, old, new):
    data = site(folder)
    patched(data, [{"file": name, "replace": old, "with": new}])
    return {problem.code for problem in load(data, TODAY).problems}


@pytest.mark.parametrize(("day", "told"), [("03-31", True), ("04-01", False), ("04-07", False), ("04-08", True)])
def test_the_first_week_has_seven_days(tmp_path, day, told):
    found = codes_after(tmp_path, "campaigns/2024/q2.yml", "date: 2024-04-06", f"date: 2024-{day}")

    assert ("campaign_outside_first_week" in found) is told


@pytest.mark.parametrize(("day", "told"), [("19", True), ("20", False), ("21", False), ("22", True)])
def test_a_day_of_its_own_that_was_planned_needs_no_other_reason(tmp_path, day, told):
    found = codes_after(tmp_path, "reports/2024/da-tong/2024-04.yml", "held_on: 2024-04-21", f"held_on: 2024-04-{day}")

    assert ("other_day_without_reason" in found) is told


def test_every_code_of_the_checks_has_a_case():
    codes = yaml.safe_load((MESSAGES / "checks.yml").read_text(encoding="utf-8")).keys()

    shown = {expected.rpartition(" ")[2] for case in cases() for expected in case.expected}

    assert codes - OF_THE_FILE_SYSTEM == shown & codes
