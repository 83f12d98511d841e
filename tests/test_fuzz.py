"""The fuzzing itself: the same numbers give the same documents, and nothing that goes wrong goes unseen."""

import subprocess
import sys
from pathlib import Path

from tests.fuzz import documents, photos
from tests.fuzz.documents import CHUNK, Tally, chunk, main, mutant, report

ROOT = Path(__file__).parent.parent


def test_a_mutant_follows_from_its_seed_and_number():
    made = [mutant(7, number) for number in range(50)]

    assert made == [mutant(7, number) for number in range(50)]
    assert len({raw for _, _, raw in made}) > 40
    assert made != [mutant(8, number) for number in range(50)]


def test_a_few_hundred_mutants_are_all_answered():
    found = chunk(7, range(CHUNK))

    assert sum(found.verdicts.values()) == CHUNK
    assert found.faults == []
    assert {"accepted", "refused"} <= found.verdicts.keys()
    assert len(found.codes) > 40


def test_a_crash_and_a_slow_check_are_told_with_their_numbers(monkeypatch):
    def broken(kind, path, raw):
        raise RuntimeError("gone")

    monkeypatch.setattr(documents, "checked", broken)
    crashed = chunk(7, [3])
    monkeypatch.undo()
    monkeypatch.setattr(documents, "SECONDS", -1)
    slow = chunk(7, [4])

    assert crashed.verdicts["crash"] == 1
    assert "FAULT in number 3: Traceback" in "\n".join(report(crashed, 1))
    assert "RuntimeError: gone" in "\n".join(report(crashed, 1))
    assert "FAULT in number 4: took" in "\n".join(report(slow, 1))
    assert "FAULT: more than" in "\n".join(report(Tally(megabytes=10_000), 1))


def test_the_command_counts_and_shows_one_again(capsys):
    command = [sys.executable, "-m", "tests.fuzz.documents", "--mutants", "40", "--seed", "7"]

    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert run.stdout.startswith("40 documents in ")
    assert main(["--only", "3", "--seed", "7"]) == 0
    assert mutant(7, 3)[0] in capsys.readouterr().out


def test_a_few_hundred_photos_are_all_answered():
    found = photos.chunk(7, range(CHUNK))

    assert sum(found.verdicts.values()) == CHUNK
    assert found.faults == []
    assert {"accepted", "refused", "undecodable"} <= found.verdicts.keys()
    assert len(found.codes) > 7


def test_a_photo_that_breaks_the_check_is_told_with_its_number(monkeypatch):
    def broken(raw, shown):
        raise RuntimeError("gone")

    monkeypatch.setattr(photos, "photo_problems", broken)

    found = photos.chunk(7, [3])

    assert found.verdicts["crash"] == 1
    assert found.faults[0][0] == 3
