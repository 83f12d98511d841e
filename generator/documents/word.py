"""Papers as .docx files, made from the Word files in ``site_src/documents``, which the office edits in Word (docxtpl's tags).

The tags are read once for each Word file; a paper then costs a few milliseconds, and the same paper is the same bytes.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import jinja2

from generator.documents.paper import Paper

EPOCH = (1980, 1, 1, 0, 0, 0)
FILLED = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|docProps/core\.xml")
CORE = "docProps/core.xml"
MOMENT = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


@dataclass(frozen=True)
class WordFile:
    """One Word file: the parts that hold tags, ready to be filled, and the others as they are, in the order of the file."""

    parts: Mapping[str, jinja2.Template | bytes]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the Word file at ``path``; raises jinja2.TemplateSyntaxError where a tag is broken, OSError, BadZipFile."""
        with zipfile.ZipFile(path) as archive:
            return cls({name: _part(name, archive.read(name)) for name in archive.namelist()})

    def filled(self, paper: Paper, on: dt.date) -> bytes:
        """Return the .docx file of ``paper``, dated ``on`` in its properties; raises jinja2.UndefinedError for an unknown tag."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, part in self.parts.items():
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, _filled(name, part, paper, on))
        return target.getvalue()


def _part(name: str, content: bytes) -> jinja2.Template | bytes:
    if not FILLED.fullmatch(name):
        return content
    from docxtpl import DocxTemplate  # noqa: PLC0415 - half the time of a small build, for those that write no document

    source: str = DocxTemplate(None).patch_xml(content.decode())
    return jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(source)


def _filled(name: str, part: jinja2.Template | bytes, paper: Paper, on: dt.date) -> bytes:
    if isinstance(part, bytes):
        return part
    text = part.render(paper=paper)
    return (MOMENT.sub(rf"\g<1>{on.isoformat()}T00:00:00Z", text) if name == CORE else text).encode()


@dataclass(frozen=True)
class WordFiles:
    """The Word files of a folder, one for each form of a document, read when the first paper is asked for."""

    folder: Path

    @cached_property
    def forms(self) -> Mapping[str, WordFile]:
        """The Word files by form: ``party.docx`` is for ``party``."""
        return {path.stem: WordFile.read(path) for path in sorted(self.folder.glob("*.docx"))}

    def filled(self, paper: Paper, on: dt.date) -> bytes:
        """Return the .docx file of ``paper``; raises KeyError where no Word file is for its form."""
        return self.forms[paper.form].filled(paper, on)
