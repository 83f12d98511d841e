"""Where every kind of file lives in data/: a file's path is its identity."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

YEAR = r"(?P<year>[0-9]{4})"
NUMBER = r"(?P<number>0[1-9]|1[0-2])"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
COMMUNE = rf"(?P<commune>{SLUG})"
BOUNDARIES = "places.geojson"
MEDIA = frozenset(("photo", "audio", "boundaries"))  # files that are not YAML
REGISTERS = ("programme", "places", "bodies", "activities", "calendar")
PATTERNS = (
    ("plan", rf"plans/{YEAR}\.yml"),
    ("campaign", rf"campaigns/{YEAR}/q(?P<quarter>[1-4])\.yml"),
    ("saturday", rf"campaigns/{YEAR}/{NUMBER}-{COMMUNE}\.yml"),
    ("report", rf"reports/{YEAR}/{COMMUNE}/(?P=year)-{NUMBER}\.yml"),
    ("audio", rf"campaigns/{YEAR}/audio/(?:q[1-4]|{NUMBER}-{COMMUNE})/{SLUG}\.(?:mp3|ogg|m4a)"),
    ("photo", rf"reports/{YEAR}/{COMMUNE}/photos/{SLUG}\.(?:jpg|png|webp)"),
)
FORMS = {
    folder: tuple((kind, re.compile(pattern)) for kind, pattern in PATTERNS if pattern.startswith(folder))
    for folder in ("plans", "campaigns", "reports")
}


def kind_of(path: PurePosixPath | str) -> str | None:
    """Return the kind of the file at ``path`` below data/: one of ``schema.KINDS`` or of ``MEDIA``; None where no file may be."""
    return _match(str(path))[0]


def stated_by(path: PurePosixPath) -> dict[str, int | str]:
    """Return the fields that ``path`` below data/ settles, as its document must write them; nothing for other paths."""
    match _match(str(path)):
        case "plan", re.Match() as found:
            return {"year": int(found["year"])}
        case "campaign", re.Match() as found:
            return {"quarter": int(found["quarter"])}
        case "saturday" | "report", re.Match() as found:
            return {"commune": found["commune"], "month": f"{found['year']}-{found['number']}"}
        case _:
            return {}


def path_of(kind: str, document: Mapping[str, Any]) -> PurePosixPath:
    """Return the path below data/ that a day or a report with these fields stands under, as ``stated_by`` reads it back.

    A committee's campaign lies in the year of its date. Raises KeyError for a field that is missing, and for other kinds.
    """
    match kind:
        case "campaign":
            return PurePosixPath(f"campaigns/{document['date'][:4]}/q{document['quarter']}.yml")
        case "saturday":
            year, number = document["month"].split("-")
            return PurePosixPath(f"campaigns/{year}/{number}-{document['commune']}.yml")
        case "report":
            return PurePosixPath(f"reports/{document['month'][:4]}/{document['commune']}/{document['month']}.yml")
    raise KeyError(kind)


def commune_of(path: PurePosixPath) -> str | None:
    """Return the commune that the file at ``path`` below data/ is of: its day, its report, its photo; None for other files."""
    found = _match(str(path))[1]
    return found.groupdict().get("commune") if found else None


def _match(text: str) -> tuple[str | None, re.Match[str] | None]:
    folder, inside, _ = text.partition("/")
    if text == BOUNDARIES:
        return "boundaries", None
    if not inside:
        name = text.removesuffix(".yml")
        return (name if name in REGISTERS and text != name else None), None
    for kind, form in FORMS.get(folder, ()):
        if found := form.fullmatch(text):
            return kind, found
    return None, None


def campaign_id(path: PurePosixPath) -> str:
    """Return the id of the campaign whose file is at ``path``: ``2024/q2`` or ``2024/04-da-tong``."""
    return f"{path.parent.name}/{path.stem}"
