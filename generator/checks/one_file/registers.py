"""Places, bodies, activities and calendar: ids that stay unique, dates in order, successors that lead somewhere."""

from collections.abc import Iterator

from generator.checks.fault import Document, Fault, Keys, fault
from generator.checks.one_file.entries import entries, repeated

IDS = (
    ("communes", "id"),
    ("communes", "hamlets", "id"),
    ("communes", "hamlets", "households", "date"),
    ("bodies", "id"),
    ("groups", "id"),
    ("accounts", "id"),
    ("areas", "id"),
    ("indicators", "id"),
    ("holidays", "date"),
    ("working_saturdays", "date"),
)
DATED = (("communes",), ("communes", "hamlets"), ("bodies",), ("groups",), ("commune_leads",), ("hamlet_leads",))


def every_id_stands_once(document: Document) -> Iterator[Fault]:
    """Refuse an id, or the date of a count or a holiday, that stands twice in its list."""
    for *way, name in IDS:
        if way[0] in document:
            named = (((*keys, name), entry[name]) for keys, entry in entries(document, *way))
            for keys, value, first in repeated(named):
                yield fault(keys, "entry_twice", value=value, first=first)


def every_code_and_start_stands_once(document: Document) -> Iterator[Fault]:
    """Refuse two communes with one code from the same day: a new commune may reuse the code of a former one, later."""
    codes = (((*keys, "code"), _code(entry)) for keys, entry in entries(document, "communes"))
    for keys, value, first in repeated(codes):
        yield fault(keys, "code_twice", value=value[0] if value else "", first=first)


def _code(entry: Document) -> tuple[str, str | None] | None:
    return (entry["code"], entry.get("valid_from")) if "code" in entry else None


def every_validity_ends_after_it_begins(document: Document) -> Iterator[Fault]:
    """Refuse a ``valid_to`` before its ``valid_from``."""
    for way in DATED:
        for keys, entry in entries(document, *way):
            first, last = entry.get("valid_from"), entry.get("valid_to")
            if first is not None and last is not None and last < first:
                yield fault((*keys, "valid_to"), "validity_reversed", first=first, last=last)


def every_former_id_is_free(document: Document) -> Iterator[Fault]:
    """Refuse a former id that something else bears or bore, among communes and within one commune."""
    yield from _former_ids((), document.get("communes", ()), "communes")
    for keys, commune in entries(document, "communes"):
        yield from _former_ids(keys, commune["hamlets"], "hamlets")


def _former_ids(keys: Keys, places: list[Document], name: str) -> Iterator[Fault]:
    taken = {place["id"] for place in places}
    for number, place in enumerate(places):
        for position, former in enumerate(place.get("former_ids", ())):
            if former in taken:
                yield fault((*keys, name, number, "former_ids", position), "former_id_taken", value=former)
            taken.add(former)


def every_chain_of_successors_ends(document: Document) -> Iterator[Fault]:
    """Refuse communes, hamlets or bodies that succeed one another in a circle."""
    communes = {entry["id"]: (keys, entry.get("successor")) for keys, entry in entries(document, "communes")}
    hamlets = {
        f"{commune['id']}/{hamlet['id']}": ((*keys, "hamlets", number), hamlet.get("successor"))
        for keys, commune in entries(document, "communes")
        for number, hamlet in enumerate(commune["hamlets"])
    }
    bodies = {entry["id"]: (keys, entry.get("successor")) for keys, entry in entries(document, "bodies")}
    for places in (communes, hamlets, bodies):
        yield from _circles(places)


def _circles(places: dict[str, tuple[Keys, str | None]]) -> Iterator[Fault]:
    settled: set[str] = set()
    for start in places:
        way: list[str] = []
        here: str | None = start
        while here in places and here not in settled and here not in way:
            way.append(here)
            here = places[here][1]
        if here in way:
            circle = [*way[way.index(str(here)) :], str(here)]
            yield fault((*places[way[-1]][0], "successor"), "successor_circle", value=" → ".join(circle))
        settled.update(way)


def every_account_may_send_something(document: Document) -> Iterator[Fault]:
    """Refuse an account that is neither a maintainer's nor one of a commune: what it is for was forgotten."""
    for keys, entry in entries(document, "accounts"):
        if not entry.get("communes") and not entry.get("maintainer"):
            yield fault(keys, "account_without_purpose")
