"""What the site publishes: one stream of pages and files, which any sink can write."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem

STANDARD_IMAGE = "/anh/trang.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchEntry:
    """One thing that search finds, in plain text: where it is, what it is called, what it is, and how else it is spelled."""

    address: str
    title: str
    text: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: its address (``/xa/da-tong/``), its words in plain text, and its body, made only when asked for.

    ``section`` is the address of the entry of the navigation that the page belongs to. ``body`` returns finished HTML that
    never passes through Markdown; its links are relative to the page. ``source`` is the file in the repository that the page
    is made from (``data/reports/2024/da-tong/2024-04.yml``), where there is one that a reader could mend. ``image`` is the
    address of the picture that stands for the page where it is shared. A page that is not ``listed`` is for those who have
    its address alone.
    """

    address: str
    title: str
    description: str
    section: str
    body: Callable[[], str]
    source: str | None = None
    listed: bool = True
    image: str = STANDARD_IMAGE

    @property
    def depth(self) -> int:
        """How many folders the page lies below the root."""
        return self.address.count("/") - 1

    @property
    def root(self) -> str:
        """The way from the page back to the root, empty at the root."""
        return "../" * self.depth


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file that is not a page, at its address (``/build.json``).

    ``content`` is its bytes, the file elsewhere that holds them, or what makes them when they are asked for.
    """

    address: str
    content: bytes | Path | Callable[[], bytes]

    def write(self, target: Path) -> None:
        """Write the file as ``target``, in a new folder where need be."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(self.content, Path):
            shutil.copyfile(self.content, target)
        else:
            target.write_bytes(self.read())

    def read(self) -> bytes:
        """Return the bytes of the file."""
        match self.content:
            case bytes():
                return self.content
            case Path():
                return self.content.read_bytes()
            case made:
                return made()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site: its name, its address if it has one, the notice on every page, and everything it publishes.

    ``name`` and ``notice`` are plain text, ``footer`` is HTML. ``edit`` is the address that leads to the editor of a file once
    the file's path is put behind it. ``problems`` are the errors of the files that are not published as they stand.
    Raises ValueError where two outputs have one address.
    """

    name: str
    url: str | None
    notice: str | None
    footer: str
    pages: tuple[Page, ...]
    files: tuple[File, ...]
    edit: str | None = None
    problems: tuple[Problem, ...] = ()

    def picture(self, root: str, image: str = STANDARD_IMAGE) -> str:
        """Return where a page finds ``image``: its whole address where the site has one, else by way of the page's ``root``."""
        return (self.url or root) + image[1:]

    def __post_init__(self) -> None:
        found = Counter([*(f"{page.address}index.html" for page in self.pages), *(file.address for file in self.files)])
        if twice := [address for address, times in found.items() if times > 1]:
            raise ValueError(f"more than one output at {', '.join(twice)}")
