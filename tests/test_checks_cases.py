import pytest
import yaml

from generator.loading.load import load
from generator.problems import MESSAGES
from tests.faults import SENTENCES, TODAY, answers, cases, found, patched, said, site

OF_THE_FILE_SYSTEM = {"file_executable", "file_special", "symlink"}  # test_load makes them, for a checkout cannot hold them


def test_the_tiny_site_has_no_problem(tmp_path):
    data = site(tmp_path)

    loaded = load(data, TODAY)

    assert answers(loaded.problems) == []
    assert loaded.dataset is not None


@pytest.fixture(scope="module")
def sentences():
    return SENTENCES.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_fault_gives_exactly_the_problems_its_file_expects_told_in_these_very_words(case, sentences, tmp_path):
    problems = found(case, tmp_path)

    assert sorted(answers(problems)) == sorted(case.expected)
    assert said(case, problems) == [line for line in sentences if line.split("\t")[0] == case.name]


def codes_after(folder, name, old, new):
    data = site(folder)
    patched(data, [{"file": name, "replace": old, "with": new}])
    return {problem.code for problem in load(data, TODAY).problems}


@pytest.mark.parametrize(("day", "told"), [("03-31", True), ("04-01", False), ("04-07", False), ("04-08", True)])
def test_the_first_week_has_seven_days(tmp_path, day, told):
    codes = codes_after(tmp_path, "campaigns/2024/q2.yml", "date: 2024-04-06", f"date: 2024-{day}")

    assert ("campaign_outside_first_week" in codes) is told


@pytest.mark.parametrize(("day", "told"), [("19", True), ("20", False), ("21", False), ("22", True)])
def test_a_day_of_its_own_that_was_planned_needs_no_other_reason(tmp_path, day, told):
    codes = codes_after(tmp_path, "reports/2024/da-tong/2024-04.yml", "held_on: 2024-04-21", f"held_on: 2024-04-{day}")

    assert ("other_day_without_reason" in codes) is told


def test_every_code_of_the_checks_has_a_case():
    codes = yaml.safe_load((MESSAGES / "checks.yml").read_text(encoding="utf-8")).keys()

    shown = {expected.rpartition(" ")[2] for case in cases() for expected in case.expected}

    assert codes - OF_THE_FILE_SYSTEM == shown & codes
