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
    "report": rf"bao-cao/{YEAR}/{PLACE}/{MONTH}/",
    "state of reports": "tinh-hinh/",
    "plans": "ke-hoach/",
    "plan": rf"ke-hoach/{YEAR}/",
    "open data": "du-lieu/",
    "fields of the data": "du-lieu/truong/",
    "changes of the data": "du-lieu/thay-doi/",
    "form": "nop/",
    "guide": "huong-dan/",
    "about": "gioi-thieu/",
    "components": "mau/",
}
UNLISTED = frozenset(("components",))  # its page asks search engines to leave it out


def heaviest(site: Path) -> Mapping[str, str]:
    """Return the address of the heaviest page of each kind, such as ``/xa/da-tong/``; raises ValueError for a page of no kind."""
    found: dict[str, tuple[int, str]] = {}
    for path in sorted(site.rglob("index.html")):
        address = path.parent.relative_to(site).as_posix().removeprefix(".")
        address = f"{address}/" if address else ""
        kind = next((name for name, form in KINDS.items() if re.fullmatch(form, address)), None)
        if kind is None:
            raise ValueError(f"a page of no known kind: /{address}")
        found[kind] = max(found.get(kind, (0, "")), (path.stat().st_size, f"/{address}"))
    return {name: found[name][1] for name in KINDS if name in found}
