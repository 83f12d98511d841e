"""Every fault in every field of valid files: refused where it stands and for what it is, and what is honest published."""

import subprocess
import sys
from pathlib import Path

import pytest

from generator import schema
from generator.checks.wording import shown_path
from generator.loading.load import load
from generator.problems import Severity
from tests.faults import TODAY, site
from tests.hostile import expectations
from tests.hostile.answers import answer, complaints
from tests.hostile.cases import PATHS, base, cases, places, whole
from tests.hostile.trees import TREES

ROOT = Path(__file__).parent.parent
EXPECTED = expectations.of_files()
TREES_EXPECTED = {row["tree"]: row for row in expectations.rows("trees.tsv")}
PLACES = [place for kind in PATHS for place in places(kind)]
MEGABYTES = 150


@pytest.mark.parametrize("kind", PATHS)
def test_each_base_is_sound_and_fills_every_field_of_its_kind(kind):
    filled = {tuple("[]" if isinstance(key, int) else key for key in place.keys) for place in places(kind)}

    assert answer(kind, next(whole(kind)).path, base(kind)).problems == ()
    assert filled == {way for way, _ in schema.walk(kind)}


def test_every_case_has_its_expectation_and_every_expectation_its_case():
    made, ids = set(), []
    for case in (*(case for kind in PATHS for case in whole(kind)), *(case for place in PLACES for case in cases(place))):
        made.add((case.fault, case.type))
        ids.append(case.id)

    assert made == EXPECTED.keys()
    assert TREES.keys() == TREES_EXPECTED.keys()
    assert len(ids) == len(set(ids)) > 10_000


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.kind}-{place.name}")
def test_every_fault_of_a_field_is_answered_as_expected(place):
    wrong = [each for case in cases(place) for each in complaints(case, EXPECTED[case.fault, case.type])]

    assert wrong == []


@pytest.mark.parametrize("kind", PATHS)
def test_every_fault_of_a_whole_file_is_answered_as_expected(kind):
    wrong = [each for case in whole(kind) for each in complaints(case, EXPECTED[case.fault, case.type])]

    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("name", TREES)
def test_every_fault_of_the_folder_is_answered_as_expected(name, tmp_path):
    data = site(tmp_path)
    TREES[name](data)

    loaded = load(data, TODAY)

    row = TREES_EXPECTED[name]
    place = (row["path"], row["line"], row["column"], row["code"])
    told = {(shown(each.path), str(each.line), str(each.column), each.code): each for each in loaded.problems}
    others = {each.code for at, each in told.items() if at != place}
    assert place in told, sorted(told)
    assert told[place].severity is {"reject": Severity.ERROR, "warn": Severity.WARNING}[row["verdict"]]
    assert (loaded.dataset is None) is (row["verdict"] == "reject")
    assert others == expectations.listed(row["also"])
    assert shown_path(told[place].path).isprintable()


def shown(path):
    return str(path) if str(path).isprintable() and str(path).isascii() else str(path).encode("unicode_escape").decode()


@pytest.mark.slow
def test_the_whole_corpus_needs_little_memory():
    run = subprocess.run([sys.executable, "-m", "tests.hostile"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert int(run.stdout.splitlines()[-1].split()[0]) < MEGABYTES
