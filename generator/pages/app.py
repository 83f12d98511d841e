"""What lets a phone install the site as an app (W3C Web Application Manifest)."""

import json
from collections.abc import Iterator

from generator.output import File
from generator.pages.edition import Edition

COLOUR = "#0f3d2e"
ICONS = (
    {"src": "assets/logo.svg", "sizes": "any", "type": "image/svg+xml"},
    {"src": "assets/icon-192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "assets/icon-512.png", "sizes": "512x512", "type": "image/png"},
    {"src": "assets/icon-maskable-512.png", "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
)


def files(edition: Edition) -> Iterator[File]:
    """Return ``/ung-dung.webmanifest``; its addresses are relative to it, so that the site may lie anywhere."""
    programme = edition.data.programme
    words = edition.words("home")
    told = {
        "id": "./",
        "name": programme.name,
        "short_name": programme.short_name,
        "description": words["description"],
        "lang": "vi",
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": COLOUR,
        "icons": ICONS,
        "shortcuts": [
            {"name": edition.words(name)["title"], "url": url, "icons": [ICONS[1]]}
            for name, url in (("calendar", "./lich/"), ("results", "./ket-qua/"))
        ],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    yield File(address="/ung-dung.webmanifest", content=f"{text}\n".encode())
