"""Recordings of notices: told by their bytes, kept beside their day, published as they are."""

import datetime as dt
import json
import shutil
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.loading.load import load
from generator.problems import Severity
from generator.reading.audio import MOST_BYTES, audio_problems, format_of
from generator.site import site
from tests.conftest import TINY, body_at
from tests.test_site import TEMPLATES

FRAME = bytes((0xFF, 0xFB, 0x90, 0x00))
MP3 = FRAME + b"\0" * 413
TAGGED = b"ID3\x04\0\0\0\0\x02\x01" + b"\0" * 257 + MP3
OGG = b"OggS\0\x02" + b"\0" * 22 + b"OpusHead\x01"
M4A = b"\0\0\0\x20ftypM4A \0\0\0\0"
DAY = dt.date(2024, 4, 20)


@pytest.mark.parametrize(
    ("raw", "format"),
    [
        (MP3, "mp3"),
        (TAGGED, "mp3"),
        (OGG, "ogg"),
        (OGG.replace(b"OpusHead", b"\x01vorbis"), "ogg"),
        (M4A, "m4a"),
        (b"", None),
        (b"ID3", None),
        (b"ID3\x04\0\0\0\0\x02\x01" + b"<script>", None),
        (bytes((0xFF, 0xD8, 0xFF, 0xE0)), None),
        (bytes((0xFF, 0xFB, 0xF0, 0x00)), None),
        (OGG.replace(b"OpusHead", b"\x80theora"), None),
        (b"\0\0\0\x20ftypavif", None),
        (b"<html>", None),
        (b"MZ\x90\0", None),
    ],
)
def test_a_recording_is_told_by_its_first_bytes(raw, format):
    assert format_of(raw) == format


@given(st.binary(max_size=80))
def test_any_bytes_are_told_or_refused(raw):
    assert all(problem.code == "audio_format" for problem in audio_problems(raw, PurePosixPath("a.mp3")))


def test_a_recording_is_refused_under_another_name_and_when_too_large():
    assert [each.code for each in audio_problems(OGG, PurePosixPath("a.mp3"))] == ["audio_format"]
    assert audio_problems(OGG, PurePosixPath("a.ogg")) == []
    assert [each.code for each in audio_problems(MP3 + bytes(MOST_BYTES), PurePosixPath("a.mp3"))] == ["audio_too_large"]


def data_with(folder, *, named="audio/04-ro-men/kho.mp3", files=None):
    data = shutil.copytree(TINY, folder / "data")
    campaigns = data / "campaigns" / "2024"
    path = campaigns / "04-ro-men.yml"
    translation = {"language": "K'Ho", "code": "kpm", "text": "Lời báo", **({"audio": named} if named else {})}
    told = path.read_text("utf-8").replace("status: held", "status: announced")
    path.write_text(f"{told}translations: {json.dumps([translation], ensure_ascii=False)}\n", "utf-8")
    for name, raw in (files or {}).items():
        (campaigns / name).parent.mkdir(parents=True, exist_ok=True)
        (campaigns / name).write_bytes(raw)
    return data


def codes(data):
    return sorted({problem.code for problem in load(data, DAY).problems if problem.code.startswith(("audio", "file"))})


@pytest.mark.parametrize(
    ("named", "files", "expected"),
    [
        ("audio/04-ro-men/kho.mp3", {"audio/04-ro-men/kho.mp3": MP3}, []),
        ("audio/04-ro-men/kho.mp3", {}, ["audio_missing"]),
        ("audio/04-ro-men/kho.mp3", {"audio/04-ro-men/kho.mp3": b"<script>"}, ["audio_format"]),
        ("audio/04-da-tong/kho.mp3", {"audio/04-da-tong/kho.mp3": MP3}, ["audio_elsewhere"]),
        (None, {"audio/04-ro-men/kho.mp3": MP3}, ["audio_orphan"]),
        (None, {"audio/04-ro-men/kho.exe": MP3}, ["file_stray"]),
        (None, {"audio/kho.mp3": MP3}, ["file_stray"]),
    ],
)
def test_what_is_wrong_with_the_recording_of_a_day_is_told(tmp_path, named, files, expected):
    assert codes(data_with(tmp_path, named=named, files=files)) == expected


def test_a_sound_recording_is_published_as_it_is_beside_its_day(tmp_path):
    published = site(data_with(tmp_path, files={"audio/04-ro-men/kho.mp3": MP3}), DAY, TEMPLATES)

    body = body_at(published, "/dot/2024/04-ro-men/")
    file = next(file for file in published.files if file.address == "/dot/2024/04-ro-men/kho.mp3")
    assert file.read() == MP3
    assert '<audio controls preload="none" src="kho.mp3" aria-label="K&#39;Ho"></audio>' in body
    assert '<section lang="kpm">' in body


def test_a_recording_that_is_none_is_left_out_and_the_notice_stays(tmp_path):
    published = site(data_with(tmp_path, files={"audio/04-ro-men/kho.mp3": b"MZ"}), DAY, TEMPLATES)

    body = body_at(published, "/dot/2024/04-ro-men/")
    assert not any(file.address.endswith(".mp3") for file in published.files)
    assert "<audio" not in body
    assert "Lời báo" in body
    assert "audio_format" in {each.code for each in published.problems if each.severity is Severity.ERROR}
