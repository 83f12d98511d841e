"""``thubay pages``: the stream as documents, once into a new folder."""

from generator.cli import main
from tests.conftest import TINY

ARGUMENTS = ["--data", str(TINY), "--today", "2024-06-01"]


def test_every_page_becomes_a_document_beside_its_configuration(tmp_path, tiny_site):
    out = tmp_path / "documents"

    code = main(["pages", *ARGUMENTS, "--out", str(out)])

    assert code == 0
    assert (out / "mkdocs.yml").is_file()
    assert all((out / f"docs{page.address}index.md").is_file() for page in tiny_site.pages)


def test_a_folder_that_exists_is_left_alone(tmp_path, capsys):
    code = main(["pages", *ARGUMENTS, "--out", str(tmp_path)])

    assert code == 1
    assert str(tmp_path) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
