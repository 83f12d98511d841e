"""XML of strangers, element by element: no entities, no outside files, no tree in memory, and no more than is needed."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax import SAXException, handler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

MOST_ELEMENTS, DEEPEST, LONGEST_TEXT = 1_500_000, 64, 200_000


@dataclass(frozen=True, slots=True)
class Element:
    """An element that begins: its name and attributes without the prefixes of their namespaces."""

    name: str
    attributes: Mapping[str, str]


class Handler:
    """Hears of every element as it begins and, with its own text, as it ends; ``is_done`` says that it has heard enough."""

    is_done = False

    def start(self, element: Element) -> None:
        """Hear of an element that begins."""

    def end(self, name: str, text: str) -> None:
        """Hear of an element that ends."""


class _Enough(Exception):  # noqa: N818 - no error
    """Whoever listens has heard enough."""


def parsed(raw: bytes, listener: Handler) -> None:
    """Tell ``listener`` of the elements in ``raw``; raises ValueError for what is no XML, has a DTD, or goes beyond bounds."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(_Adapter(listener))
    try:
        parser.parse(io.BytesIO(raw))
    except _Enough:
        return
    except (SAXException, DefusedXmlException, LookupError, ArithmeticError, UnicodeError) as error:
        raise ValueError(error) from error


class _Adapter(handler.ContentHandler):
    def __init__(self, listener: Handler) -> None:
        super().__init__()
        self.listener = listener
        self.texts: list[str] = []
        self.depth = self.count = self.length = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - the name is given
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS:
            raise ValueError(name)
        self.texts, self.length = [], 0
        self.listener.start(Element(_local(name), {_local(each): value for each, value in attrs.items()}))
        self._stop()

    def endElement(self, name: str) -> None:  # noqa: N802 - as above
        self.depth -= 1
        self.listener.end(_local(name), "".join(self.texts))
        self.texts, self.length = [], 0
        self._stop()

    def characters(self, content: str) -> None:
        self.length += len(content)
        if self.length <= LONGEST_TEXT:
            self.texts.append(content)

    def _stop(self) -> None:
        if self.listener.is_done:
            raise _Enough


def _local(name: str) -> str:
    return name.rpartition(":")[2]
