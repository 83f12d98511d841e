"""The plan of a year: what it names stands once, and its waivers lie within the year."""

from collections.abc import Iterator

from generator.checks.fault import Document, Fault, fault
from generator.checks.one_file.entries import entries, repeated


def every_clause_and_commune_stands_once(document: Document) -> Iterator[Fault]:
    """Refuse a clause or a commune that the plan names twice."""
    clauses = (((*keys, "id"), clause["id"]) for keys, clause in entries(document, "clauses"))
    for keys, value, first in (*repeated(clauses), *repeated(entries(document, "communes"))):
        yield fault(keys, "entry_twice", value=value, first=first)


def every_waiver_lies_within_the_year(document: Document) -> Iterator[Fault]:
    """Refuse a waiver for a month of another year."""
    for keys, waiver in entries(document, "waivers"):
        if not waiver["month"].startswith(f"{document['year']}-"):
            yield fault((*keys, "month"), "waiver_outside_year", month=waiver["month"], year=str(document["year"]))


def every_waiver_stands_once(document: Document) -> Iterator[Fault]:
    """Warn of a month that is waived twice for the same commune, or for all of them."""
    months = (((*keys, "month"), (waiver["month"], waiver.get("commune"))) for keys, waiver in entries(document, "waivers"))
    for keys, value, first in repeated(months):
        yield fault(keys, "waiver_twice", month=value[0], first=first)
