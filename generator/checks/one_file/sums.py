"""Totals that a commune added itself, held against its hamlets."""

from collections.abc import Iterator

from generator.checks.fault import Document, Fault, fault
from generator.checks.one_file.entries import entries


def every_stated_total_is_the_sum(document: Document) -> Iterator[Fault]:
    """Refuse a stated total that is not the sum of the hamlets, all counted; warn where some are not counted yet."""
    for keys, day in entries(document, "days"):
        for name, stated in day.get("stated", {}).items():
            counts = [_count(result, name) for result in day["results"] if not result.get("not_held")]
            total = sum(count for count in counts if count is not None)
            missing = counts.count(None)
            if missing and stated != total:
                values = {"stated": stated, "total": total, "counted": len(counts) - missing, "hamlets": len(counts)}
                yield fault((*keys, "stated", name), "sum_partial", **values)
            elif stated != total:
                yield fault((*keys, "stated", name), "sum_differs", stated=stated, total=total, correction=total)


def _count(result: Document, name: str) -> int | None:
    """Return what one hamlet adds to a total; None where it was not counted."""
    value = result.get(name)
    if isinstance(value, dict):
        return sum(value.values()) if value else None
    return value
