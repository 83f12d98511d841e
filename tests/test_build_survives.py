"""The whole command under bad luck: killed, without room, without rights, twice at once."""

import random
import resource
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import TINY

pytestmark = pytest.mark.slow
KILLS = 20


def command(data, out, today="2024-06-01", **options):
    words = [sys.executable, "-m", "generator.cli", "build", "--data", str(data), "--out", str(out), "--today", today]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def ended(process):
    out, error = process.communicate(timeout=120)
    return process.returncode, out, error


def contents(out):
    return {path.relative_to(out.resolve()).as_posix(): path.read_bytes() for path in out.resolve().rglob("*") if path.is_file()}


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(TINY, tmp_path / "data")


def test_twice_the_same_bytes(tmp_path, data):
    for name in ("one", "two"):
        assert ended(command(data, tmp_path / name))[0] == 0

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_killed_at_any_moment_the_old_site_or_the_new_one_stands_whole(tmp_path, data):
    out = tmp_path / "site"
    start = time.monotonic()
    assert ended(command(data, out, "2024-08-01"))[0] == 0
    whole = time.monotonic() - start
    new = contents(out)
    assert ended(command(data, out))[0] == 0
    old = contents(out)
    moments = random.Random(502)
    found = set()

    for _ in range(KILLS):
        process = command(data, out, "2024-08-01")
        time.sleep(moments.uniform(0, whole))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        stands = contents(out)
        assert stands in (old, new)
        found.add(stands == new)
        if stands == new:
            assert ended(command(data, out))[0] == 0

    assert False in found


def test_without_room_on_the_disk_one_line_says_so_and_the_old_site_stays(tmp_path, data):
    out = tmp_path / "site"
    assert ended(command(data, out))[0] == 0
    before = contents(out)

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    code, _, error = ended(command(data, out, "2024-08-01", preexec_fn=no_room))

    assert code == 1
    assert "Không ghi được" in error
    assert len(error.strip().splitlines()) == 1
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir() if "build-" in path.name and path.resolve() != out.resolve()] == []


def test_without_room_for_the_copies_of_photos_one_line_says_so(tmp_path, data):
    (tmp_path / ".cache").write_text("", "utf-8")

    code, _, error = ended(command(data, tmp_path / "site"))

    assert (code, len(error.strip().splitlines())) == (1, 1)
    assert ".cache" in error


def test_data_that_is_not_there_is_one_line(tmp_path):
    code, _, error = ended(command(tmp_path / "nowhere", tmp_path / "site"))

    assert (code, len(error.strip().splitlines())) == (1, 1)
    assert "nowhere" in error


def test_a_file_that_cannot_be_read_is_left_out_and_told(tmp_path, data):
    report = data / "reports/2024/ro-men/2024-04.yml"
    report.unlink()
    report.mkdir()

    code, _, error = ended(command(data, tmp_path / "site"))

    assert code == 0, error
    assert not (tmp_path / "site/bao-cao/2024/ro-men").exists()


def test_two_builds_at_once_do_not_mix(tmp_path, data):
    out = tmp_path / "site"
    first, second = command(data, out), command(data, out, "2024-08-01")
    answers = [ended(first), ended(second)]

    assert sorted(code for code, _, _ in answers) in ([0, 0], [0, 1])
    assert all("đang chạy" in error for code, _, error in answers if code)
    days = {0: "2024-06-01", 1: "2024-08-01"}
    last = [number for number, (code, _, _) in enumerate(answers) if code == 0]
    alone = {}
    for number in last:
        assert ended(command(data, tmp_path / f"alone{number}", days[number]))[0] == 0
        alone[number] = contents(tmp_path / f"alone{number}")
    assert contents(out) in alone.values()
