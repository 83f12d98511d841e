"""Templates compiled once: what is kept is used for the very same source and settings, and for nothing else."""

import sys

import jinja2
import pytest

from generator.cache import bytecode
from generator.cache.bytecode import Bytecode


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(bytecode, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path / "kept"


def rendered(source, settings="a"):
    """Return what the template says, and whether it was compiled."""
    environment = jinja2.Environment(loader=jinja2.DictLoader({"t": source}), bytecode_cache=Bytecode(settings))
    compiled = []
    environment.compile = lambda *given, _compile=environment.compile, **named: compiled.append(1) or _compile(*given, **named)
    return environment.get_template("t").render(x=1), bool(compiled)


def test_what_was_compiled_is_kept_for_the_same_source_and_settings(folder):
    assert rendered("{{ x }}") == ("1", True)

    assert rendered("{{ x }}") == ("1", False)
    assert rendered("{{ x + 1 }}") == ("2", True)
    assert rendered("{{ x }}", settings="b") == ("1", True)
    assert len([*folder.iterdir()]) == 1


@pytest.mark.parametrize("spoilt", [b"", b"x" * 100, None], ids=["empty", "other", "cut short"])
def test_a_spoilt_file_is_compiled_anew(folder, spoilt):
    rendered("{{ x }}")
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes()[:40] if spoilt is None else spoilt)

    assert rendered("{{ x }}") == ("1", True)
    assert rendered("{{ x }}") == ("1", False)


def test_nothing_is_kept_where_python_keeps_nothing(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert rendered("{{ x }}") == ("1", True)
    assert not folder.exists()


def test_a_folder_that_cannot_be_written_costs_only_time(folder):
    folder.write_text("in the way")

    assert rendered("{{ x }}") == ("1", True)
