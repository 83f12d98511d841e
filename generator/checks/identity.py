"""A file's path is its identity: what the document says of itself agrees with it."""

import functools
from collections.abc import Iterator
from pathlib import PurePosixPath
from zoneinfo import available_timezones

from generator.checks.fault import Document, Fault, fault
from generator.loading import layout

_time_zones = functools.cache(available_timezones)  # it looks through the folders of the system


def every_file_is_what_its_path_says(path: PurePosixPath, document: Document) -> Iterator[Fault]:
    """Refuse a year, quarter, month or commune that differs from the path below data/."""
    for name, stated in layout.stated_by(path).items():
        if document[name] != stated:
            values = {"value": str(document[name]), "file": str(path), "stated": str(stated)}
            yield fault((name,), "path_disagrees", **values, correction=stated)


def every_time_zone_exists(document: Document) -> Iterator[Fault]:
    """Refuse a time zone that IANA does not name."""
    if document["time_zone"] not in _time_zones():
        yield fault(("time_zone",), "time_zone_unknown", value=document["time_zone"])
