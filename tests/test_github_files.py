"""The files below .github/ that follow from the data: whom they name, and that none here was changed by hand."""

import datetime as dt
import shutil
import subprocess

import pytest

from generator.cli import main
from generator.github.addresses import editor, editor_at
from generator.github.codeowners import codeowners
from generator.model.registers import Bodies
from tests import factories
from tests.conftest import ROOT, TINY

BODIES = [{"id": "ban-chi-dao", "name": "Ban Chỉ đạo", "level": "district", "kind": "committee"}]
ACCOUNTS = [
    {"id": 1, "login": "ban-dan-van", "maintainer": True},
    {"id": 2, "login": "xa-tong", "communes": ["tong"]},
    {"id": 3, "login": "xa-da-tong", "communes": ["da-tong"]},
]


def dataset(*accounts):
    made = factories.dataset([factories.commune(each, 1) for each in ("da-tong", "tong", "ro-men")])
    object.__setattr__(made, "bodies", Bodies.of({"bodies": BODIES, "accounts": list(accounts)}))
    return made


def rules(*accounts):
    return [line for line in codeowners(dataset(*accounts)).decode().splitlines() if not line.startswith("#")]


def test_maintainers_own_all_and_a_commune_its_own_beside_them():
    assert rules(*ACCOUNTS) == [
        "* @ban-dan-van",
        "/data/campaigns/*/??-da-tong.yml @xa-da-tong @ban-dan-van",
        "/data/reports/*/da-tong/ @xa-da-tong @ban-dan-van",
        "/data/campaigns/*/??-tong.yml @xa-tong @ban-dan-van",
        "/data/reports/*/tong/ @xa-tong @ban-dan-van",
    ]


def test_without_accounts_nobody_is_named():
    assert rules() == []


def test_no_commune_owns_the_days_of_another_whose_name_ends_alike(tmp_path):
    everything, *lines = rules(*ACCOUNTS)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)

    def fitting(path):
        """Return the rule that counts for a path, by the patterns of Git, which CODEOWNERS follows."""
        patterns = tmp_path / ".git" / "info" / "exclude"
        patterns.write_text("\n".join(line.split()[0] for line in lines))
        found = subprocess.run(["git", "check-ignore", "-v", "--no-index", path], cwd=tmp_path, capture_output=True, text=True)
        return lines[int(found.stdout.split(":")[1]) - 1] if found.stdout else everything

    assert "@xa-da-tong " in fitting("data/campaigns/2024/04-da-tong.yml")
    assert "@xa-tong " in fitting("data/campaigns/2024/04-tong.yml")
    assert "@xa-da-tong " in fitting("data/reports/2024/da-tong/photos/x.jpg")
    assert fitting("data/bodies.yml") == fitting(".github/workflows/check.yml") == everything


def test_the_files_of_this_repository_follow_from_its_data(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)

    assert main(["github-files", "--check", "--today", str(dt.date(2026, 11, 24))]) == 0, capsys.readouterr().out


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, tmp_path / "data")
    return tmp_path / "data"


def test_drift_is_refused_and_mended(data, capsys):
    today = ("--today", "2024-06-01")

    assert main(["github-files", "--check", *today]) == 1
    assert ".github/CODEOWNERS" in capsys.readouterr().out
    assert not (data.parent / ".github").exists()
    assert main(["github-files", *today]) == main(["github-files", "--check", *today]) == 0


def test_data_with_errors_writes_nothing(data):
    (data / "bodies.yml").write_text("x")

    assert main(["github-files", "--today", "2024-06-01"]) == 1
    assert not (data.parent / ".github").exists()


def test_only_a_repository_on_github_has_an_editor():
    assert editor("https://github.com/a/b/", "main") == editor("https://github.com/a/b", "main")
    assert editor("https://github.com.evil.example/a/b", "main") is None
    assert editor(None, "main") is None


def test_nothing_in_a_branch_or_a_path_leaves_the_address():
    address = editor_at("a/b", 'x"><script>#?', factories.PurePosixPath("data/\udcff.yml"), 7)

    assert address == "https://github.com/a/b/edit/x%22%3E%3Cscript%3E%23%3F/data/%FF.yml#L7"
