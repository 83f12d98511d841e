import pytest
import yaml

from generator.load import load
from generator.problems import MESSAGES
from tests.faults import TODAY, answers, cases, patched, site

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


def test_every_code_of_the_checks_has_a_case():
    codes = yaml.safe_load((MESSAGES / "checks.yml").read_text(encoding="utf-8")).keys()

    shown = {expected.rpartition(" ")[2] for case in cases() for expected in case.expected}

    assert codes - OF_THE_FILE_SYSTEM == shown & codes
