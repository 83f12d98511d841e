"""What takes long to make is made once for the same input and the same code, and anew for any other."""

from generator.cache import keeping
from generator.cache.keeping import kept


def test_the_same_input_is_made_once_and_another_anew(tmp_path):
    made = []

    def make():
        made.append(1)
        return b"x" * len(made)

    found = [kept(tmp_path / "kept", told, make) for told in ("a", "a", "b", "a")]

    assert found == [b"x", b"x", b"xx", b"x"]
    assert len([*(tmp_path / "kept").iterdir()]) == 2


def test_other_code_makes_everything_anew(tmp_path, monkeypatch):
    kept(tmp_path, "a", lambda: b"old")
    monkeypatch.setattr(keeping, "_code", lambda: "other")

    assert kept(tmp_path, "a", lambda: b"new") == b"new"


def test_what_cannot_be_made_is_not_kept(tmp_path):
    def fails():
        raise ValueError("no")

    for _ in range(2):
        try:
            kept(tmp_path, "a", fails)
        except ValueError:
            continue
        raise AssertionError("it must be raised")

    assert kept(tmp_path, "a", lambda: b"made") == b"made"
