"""``python -m tests.pictures [--bless]``: every kind of page at three widths and on paper, held against small pictures of before.

The whole pictures go to ``.pictures/`` for somebody to look at. Fonts, day and data are fixed, so that every machine draws the
same; a page that has changed on purpose is blessed with ``--bless``, and somebody looks at the new pictures before the commit.
"""

import argparse
import datetime as dt
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import sync_playwright

from bench.kinds import last
from bench.served import served
from generator.sinks.build import build

ROOT = Path(__file__).parent.parent
KEPT = Path(__file__).with_name("pictures")
DAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 5, tzinfo=dt.UTC)
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none", "--disable-lcd-text"]
# Name, width, height of the window, and how much of the page is kept, in CSS pixels.
SIZES = (("360", 360, 740, 1800), ("768", 768, 1024, 1300), ("1366", 1366, 768, 1200), ("print", 794, 1123, 1123))
SCALE = 0.5
BLOCK = 8  # pixels of a kept picture that are compared as one
UNLIKE, MOST_UNLIKE = 40, 0.005  # grey levels of 255; share of a picture's blocks
QUALITY = 35
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>/usr/share/fonts/truetype/noto</dir><cachedir>{cache}</cachedir>
<alias binding="strong"><family>system-ui</family><prefer><family>Noto Sans</family></prefer></alias>
<alias binding="strong"><family>sans-serif</family><prefer><family>Noto Sans</family></prefer></alias>
<alias binding="strong"><family>monospace</family><prefer><family>Noto Sans Mono</family></prefer></alias>
</fontconfig>"""


def main() -> None:
    """Draw, keep and compare; exit 1 where a page is not what it was."""
    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=main.__doc__)
    parser.add_argument("--bless", action="store_true", help="keep what is drawn now as what is right")
    parser.add_argument("--out", type=Path, default=ROOT / ".pictures")
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    options.out.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        drawn = _drawn(Path(folder), options.out)
    if options.bless:
        shutil.rmtree(KEPT, ignore_errors=True)
        KEPT.mkdir()
        for name, picture in drawn.items():
            picture.save(KEPT / f"{name}.webp", quality=QUALITY, method=6)
    kept = {path.stem: Image.open(path).convert("L") for path in sorted(KEPT.glob("*.webp"))}
    told = [
        f"{name}: {words}" for name in sorted(kept.keys() | drawn.keys()) if (words := _unlike(kept.get(name), drawn.get(name)))
    ]
    print("\n".join(told or [f"{len(drawn)} pictures as they were"]))
    sys.exit(bool(told))


def _drawn(folder: Path, out: Path) -> dict[str, Image.Image]:
    """Return the small picture of every kind of page at every size, and write the whole ones into ``out``."""
    data = shutil.copytree(ROOT / "data", folder / "data")  # outside Git, so that no day of a commit is shown
    build(data, folder / "site", DAY)
    (folder / "fonts.conf").write_text(FONTS.format(cache=folder / "fonts"), encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    found = {}
    with served(folder / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, env=environment)
        for name, width, height, most in SIZES:
            context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN", service_workers="block")
            page = context.new_page()
            page.emulate_media(media="print" if name == "print" else "screen")
            page.clock.set_fixed_time(NOON)
            for kind, place in last(folder / "site").items():
                page.goto(address + place, wait_until="networkidle")
                whole = Image.open(io.BytesIO(page.screenshot(full_page=True)))
                title = f"{kind.replace(' ', '-')}.{name}"
                whole.save(out / f"{title}.png")
                found[title] = _small(whole, most)
            context.close()
        browser.close()
    return found


def _small(whole: Image.Image, most: int) -> Image.Image:
    top = whole.convert("L").crop((0, 0, whole.width, min(whole.height, most)))
    return top.resize((round(top.width * SCALE), round(top.height * SCALE)), Image.Resampling.LANCZOS)


def _unlike(before: Image.Image | None, now: Image.Image | None) -> str | None:
    """Return how much a picture differs from the one before; None where nobody would see it."""
    if before is None or now is None:
        return "there is no such picture any more" if now is None else "a picture that nobody has blessed"
    if abs(before.height - now.height) > BLOCK:
        return f"{now.height} pixels high, not {before.height}"
    height = min(before.height, now.height)
    pair = [picture.crop((0, 0, now.width, height)).reduce(BLOCK) for picture in (before, now)]
    levels = ImageChops.difference(*pair).histogram()
    share = sum(levels[UNLIKE:]) / sum(levels)
    return f"{share:.1%} of it is not as it was" if share > MOST_UNLIKE else None


if __name__ == "__main__":
    main()
