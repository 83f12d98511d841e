"""The peer: the very same pages as Hugo's input, finished bodies in the theme's shells, so that both write the same site.

``python -m bench.peer DATA TODAY FOLDER`` writes it. What the plugin writes beside the pages lies ready in ``static/``.
"""

import datetime as dt
import json
import re
import sys
import tempfile
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.build import CONFIGURATION
from generator.output import Page, Site
from generator.shell import Shell, Surroundings
from generator.site import site

FILLED = {
    "title": "{{ .Title }}",
    "description": "{{ .Description }}",
    "canonical": "{{ .Params.canonical }}",
    "edit": "{{ .Params.edit }}",
    "body": "{{ .Content }}",
}
SETTINGS = {
    "baseURL": "/",
    "security": {"allowContent": [".*"]},
    "disableKinds": ["404", "rss", "section", "taxonomy", "term"],
}
BRACES = re.compile(r"\{\{")


def write(data: Path, today: dt.date, folder: Path) -> None:
    """Write the site of ``data`` as Hugo's input into the new ``folder``."""
    (folder / "content").mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        built = Path(place)
        config = load_config(str(CONFIGURATION), site_dir=str(built))
        published = site(data, today, Path(config.plugins["thubay"].config.templates))
        config.plugins["thubay"].config.given = published
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        _move_rest(built, published, folder / "static")
        shells: dict[Surroundings, Shell] = config.plugins["thubay"].shells
    names = {place: f"shell{number}" for number, place in enumerate(shells)}
    for place, shell in shells.items():
        _write(folder / "layouts" / "_default" / f"{names[place]}.html", _layout(shell))
    for page in published.pages:
        _write(_source(folder / "content", page), _content(page, published, names[Surroundings.of(page, published)]))
    _write(folder / "hugo.json", json.dumps(SETTINGS))


def _move_rest(built: Path, published: Site, folder: Path) -> None:
    """Move what is no page of the stream; Hugo makes a map of the site of its own."""
    made = {built / "sitemap.xml", *(built / page.address[1:] / "index.html" for page in published.pages)}
    for path in sorted(path for path in built.rglob("*") if path.is_file() and path not in made):
        target = folder / path.relative_to(built)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)


def _layout(shell: Shell) -> str:
    literal = [BRACES.sub('{{ "{{" }}', part) for part in shell.parts]
    return literal[0] + "".join(FILLED[name] + part for name, part in zip(shell.names, literal[1:], strict=True))


def _source(content: Path, page: Page) -> Path:
    return content / "_index.html" if page.address == "/" else content / f"{page.address.strip('/')}.html"


def _content(page: Page, published: Site, layout: str) -> str:
    front = {
        "title": page.title,
        "description": page.description,
        "layout": layout,
        "canonical": (published.url or "/") + page.address[1:],
        "edit": f"{published.edit}{page.source}",
    }
    return f"{json.dumps(front, ensure_ascii=False)}\n{page.body()}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]).resolve(), dt.date.fromisoformat(sys.argv[2]), Path(sys.argv[3]))
