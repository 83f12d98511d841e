"""The kinds of pages a built site has, and the heaviest page of each: what every measurement of pages goes through."""

import re
from collections.abc import Mapping
from pathlib import Path

YEAR, MONTH, PLACE = r"\d{4}", r"\d\d", r"[a-z0-9-]+"
KINDS = {
    "home": "",
    "calendar": "lich/",
    "campaign of the committee": rf"dot/{YEAR}/q\d/",
    "day of a commune": rf"dot/{YEAR}/{MONTH}-{PLACE}/",
    "notice on paper": rf"dot/{YEAR}/{PLACE}/to-thong-bao/",
    "notice of a hamlet": rf"dot/{YEAR}/{PLACE}/to-thong-bao/{PLACE}/",
    "communes": "xa/",
    "commune": rf"xa/{PLACE}/",
    "hamlet": rf"xa/{PLACE}/{PLACE}/",
    "results": "ket-qua/",
    "results of a month": rf"ket-qua/{YEAR}-{MONTH}/",
    "results of a quarter": rf"ket-qua/{YEAR}-q\d/",
    "results of a year": rf"ket-qua/{YEAR}/",
    "synthesis on paper": rf"ket-qua/{YEAR}(?:-\w+)?/tong-hop/",
    "report": rf"bao-cao/{YEAR}/{PLACE}/{MONTH}/",
    "state of reports": "tinh-hinh/",
    "plans": "ke-hoach/",
    "plan": rf"ke-hoach/{YEAR}/",
    "open data": "du-lieu/",
    "fields of the data": "du-lieu/truong/",
    "changes of the data": "du-lieu/thay-doi/",
    "form": "nop/",
    "guide": "huong-dan/",
    "guide on paper": "huong-dan/mot-trang/",
    "about": "gioi-thieu/",
    "news since": "tin/",
    "offline": "khong-mang/",
    "components": "mau/",
}
UNLISTED = frozenset(("components", "offline"))  # their pages ask search engines to leave it out


def by_kind(site: Path) -> Mapping[str, list[Path]]:
    """Return the files of each kind, sorted; raises ValueError for a page of no kind."""
    found: dict[str, list[Path]] = {}
    for path in sorted(site.rglob("index.html")):
        address = _address(site, path)
        kind = next((name for name, form in KINDS.items() if re.fullmatch(form, address)), None)
        if kind is None:
            raise ValueError(f"a page of no known kind: /{address}")
        found.setdefault(kind, []).append(path)
    return {name: found[name] for name in KINDS if name in found}


def heaviest(site: Path) -> Mapping[str, str]:
    """Return the address of the heaviest page of each kind, such as ``/xa/da-tong/``."""
    return {kind: f"/{_address(site, max(paths, key=lambda path: path.stat().st_size))}" for kind, paths in by_kind(site).items()}


def last(site: Path) -> Mapping[str, str]:
    """Return the address of the last page of each kind, which stays the same whatever the pages weigh."""
    return {kind: f"/{_address(site, paths[-1])}" for kind, paths in by_kind(site).items()}


def _address(site: Path, path: Path) -> str:
    folder = path.parent.relative_to(site).as_posix()
    return "" if folder == "." else f"{folder}/"
