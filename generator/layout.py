"""Where every kind of file lives in data/: a file's path is its identity."""

import re
from pathlib import PurePosixPath

YEAR = r"(?P<year>[0-9]{4})"
NUMBER = r"(?P<number>0[1-9]|1[0-2])"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
COMMUNE = rf"(?P<commune>{SLUG})"
PATTERNS = (
    (r"(?P<kind>programme|places|bodies|activities|calendar)\.yml", None),
    (rf"plans/{YEAR}\.yml", "plan"),
    (rf"campaigns/{YEAR}/q(?P<quarter>[1-4])\.yml", "campaign"),
    (rf"campaigns/{YEAR}/{NUMBER}-{COMMUNE}\.yml", "saturday"),
    (rf"reports/{YEAR}/{COMMUNE}/(?P=year)-{NUMBER}\.yml", "report"),
    (rf"reports/{YEAR}/{COMMUNE}/photos/{SLUG}\.(?:jpg|png|webp)", "photo"),
)
FORMS = tuple((re.compile(pattern), kind) for pattern, kind in PATTERNS)
REGISTERS = ("programme", "places", "bodies", "activities", "calendar")


def kind_of(path: PurePosixPath) -> str | None:
    """Return the kind of the file at ``path`` below data/: one of ``schema.KINDS`` or ``photo``; None where no file may be."""
    text = str(path)
    return next((kind or found["kind"] for form, kind in FORMS if (found := form.fullmatch(text))), None)


def stated_by(path: PurePosixPath) -> dict[str, int | str]:
    """Return the fields that ``path`` below data/ settles, as its document must write them; nothing for other paths."""
    text = str(path)
    for form, kind in FORMS:
        if found := form.fullmatch(text):
            return _fields(kind, found)
    return {}


def _fields(kind: str | None, found: re.Match[str]) -> dict[str, int | str]:
    match kind:
        case "plan":
            return {"year": int(found["year"])}
        case "campaign":
            return {"quarter": int(found["quarter"])}
        case "saturday" | "report":
            return {"commune": found["commune"], "month": f"{found['year']}-{found['number']}"}
        case _:
            return {}


def campaign_id(path: PurePosixPath) -> str:
    """Return the id of the campaign whose file is at ``path``: ``2024/q2`` or ``2024/04-da-tong``."""
    return f"{path.parent.name}/{path.stem}"
