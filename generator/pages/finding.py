"""What search finds: one file that a browser loads only when somebody searches."""

import json
from collections.abc import Iterator

from generator.output import File, SearchEntry
from generator.pages import campaigns, places, results
from generator.pages.edition import Edition

FIXED = {
    "/lich/": "calendar",
    "/xa/": "communes",
    "/ket-qua/": "results",
    "/tinh-hinh/": "reporting",
    "/ke-hoach/": "plans",
    "/du-lieu/": "opendata",
    "/nop/": "submit",
    "/huong-dan/": "guide",
    "/gioi-thieu/": "about",
}


def entries(edition: Edition) -> Iterator[SearchEntry]:
    """Return everything that search finds: places, kinds of work, periods, days, and the pages that are always there."""
    yield from places.search(edition)
    yield from results.search(edition)
    yield from campaigns.search(edition)
    for address, name in FIXED.items():
        words = edition.words(name)
        yield SearchEntry(address=address, title=words["title"], text=words["description"])


def files(edition: Edition) -> Iterator[File]:
    """Return ``/tim.json``: for each entry its address without the first slash, title, other spellings, and teaser."""
    rows = [[each.address[1:], each.title, " ".join(each.spellings), each.text] for each in entries(edition)]
    yield File(address="/tim.json", content=json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode())
