"""Documents in LibreOffice, as `make test-office` runs them: opened, set in type, printed, read again."""

import datetime as dt
import re
import subprocess

import pytest

from generator.loading.load import load
from tests.conftest import ROOT
from tests.office import SECONDS, Office, pages_of, text_of
from tests.test_documents import WORD, desk_of, papers, said

DAY = dt.date(2026, 11, 25)
SHAPES = 4  # documents of each kind and form: LibreOffice takes half a second for each


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Documents of every kind and form with their PDFs, all printed in one start of LibreOffice."""
    folder, chosen = tmp_path_factory.mktemp("documents"), {}
    for number, paper in enumerate(papers(desk_of(load(ROOT / "data", DAY).dataset, DAY))):
        own = chosen.setdefault((paper.form, paper.title, paper.subject.split()[0]), [])
        if len(own) < SHAPES:
            file = folder / f"{number:04}.docx"
            file.write_bytes(WORD.filled(paper, DAY))
            own.append((paper, file))
    found = [each for own in chosen.values() for each in own]
    pdfs = Office(folder).saved([file for _, file in found], "pdf", folder)
    return [(paper, pdf) for (paper, _), pdf in zip(found, pdfs, strict=True)]


def squeezed(text):
    return re.sub(r"\s+", "", text)


def test_every_kind_and_form_is_printed(printed):
    assert {(paper.form, paper.title) for paper, _ in printed} >= {
        ("party", "BÁO CÁO"),
        ("state", "BÁO CÁO"),
        ("party", "THÔNG BÁO"),
        ("state", "THÔNG BÁO"),
        ("party", "DANH SÁCH"),
        ("state", "DANH SÁCH"),
        ("state", ""),
    }


def test_every_sentence_and_number_stands_on_paper(printed):
    for paper, pdf in printed:
        done = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, timeout=SECONDS)
        shown = squeezed(re.sub(r"\f\d+\n.*\n", "", done.stdout.decode()))
        blocks = (*paper.blocks, *paper.annexes)
        assert [text for text in said(paper) if squeezed(text) not in shown] == []
        assert [cell for block in blocks for row in block.rows for cell in row if squeezed(cell) not in shown] == []
        assert squeezed(paper.issuing_body) in shown
        assert squeezed(paper.subject) in shown


def test_paper_is_a4_with_the_page_told_from_the_second_on_and_the_sample_on_each(printed):
    for paper, pdf in printed:
        pages, width, height = pages_of(pdf)
        assert (width, height) == (210, 297)
        assert pages <= 20
        for number, page in enumerate(text_of(pdf).split("\f")[:pages], start=1):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            assert paper.sample in lines[:2]
            assert (lines[0] == str(number)) == (number > 1)


def test_the_letters_are_those_of_times_new_roman_or_as_wide(printed):
    for _, pdf in printed[:: len(printed) // 6]:
        done = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, timeout=SECONDS)
        fonts = {line.split()[0].partition("+")[2] for line in done.stdout.decode().splitlines()[2:]}
        assert fonts
        assert all(re.match(r"TimesNewRoman|LiberationSerif", font) for font in fonts), fonts
