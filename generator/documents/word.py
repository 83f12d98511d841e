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
from importlib import metadata
from pathlib import Path
from typing import Self

import jinja2
from jinja2.ext import Extension

from generator.cache.bytecode import Bytecode
from generator.documents.paper import Paper

EPOCH = (1980, 1, 1, 0, 0, 0)
FILLED = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|docProps/core\.xml")
CORE = "docProps/core.xml"
MOMENT = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class WordTags(Extension):
    """Joins the tags that Word cut into pieces, before a template is compiled; one whose bytecode is kept does without."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the XML of a Word file as Jinja reads it."""
        from docxtpl import DocxTemplate  # noqa: PLC0415 - a tenth of a small build, and hardly ever needed

        joined: str = DocxTemplate(None).patch_xml(source)
        return joined


@dataclass(frozen=True)
class WordFile:
    """One Word file: the archive of the parts that stay, packed once for all papers, and the parts to be filled."""

    fixed: bytes
    parts: Mapping[str, jinja2.Template]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the Word file at ``path``; raises jinja2.TemplateSyntaxError where a tag is broken, OSError, BadZipFile."""
        with zipfile.ZipFile(path) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        sources = {f"{path.stem}/{name}": content.decode() for name, content in contents.items() if FILLED.fullmatch(name)}
        environment = jinja2.Environment(
            loader=jinja2.DictLoader(sources),
            extensions=[WordTags],
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            bytecode_cache=Bytecode(f"{metadata.version('docxtpl')} {Path(__file__).read_text(encoding='utf-8')}"),
        )
        parts = {name: environment.get_template(f"{path.stem}/{name}") for name in contents if FILLED.fullmatch(name)}
        return cls(_packed(b"", {name: content for name, content in contents.items() if name not in parts}), parts)

    def filled(self, paper: Paper, on: dt.date) -> bytes:
        """Return the .docx file of ``paper``, dated ``on`` in its properties; raises jinja2.UndefinedError for an unknown tag."""
        texts = {name: part.render(paper=paper) for name, part in self.parts.items()}
        if CORE in texts:
            texts[CORE] = MOMENT.sub(rf"\g<1>{on.isoformat()}T00:00:00Z", texts[CORE])
        return _packed(self.fixed, {name: text.encode() for name, text in texts.items()})


def _packed(archive: bytes, contents: Mapping[str, bytes]) -> bytes:
    """Return ``archive``, which is empty for a new one, with ``contents`` added."""
    target = io.BytesIO(archive)
    with zipfile.ZipFile(target, "a") as opened:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            opened.writestr(entry, content)
    return target.getvalue()


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
