"""The peer: Hugo builds the same pages, twice over. ``python -m bench.peer DATA TODAY FOLDER`` writes both its inputs.

``yaml``: it reads the very files of data/ and makes reports, days, communes, hamlets and periods with its own templates, which
lie in ``bench/hugo``; the few other pages are finished bodies. ``bodies``: every page is a finished body, and Hugo only puts it
into the theme. In both the theme's shells are its layouts, and what is no page lies ready in ``static/``.
"""

import datetime as dt
import json
import re
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.mkdocs_plugin import ThuBayPlugin
from generator.output import STANDARD_IMAGE, Page, Site
from generator.sinks.build import CONFIGURATION
from generator.sinks.shell import Shell, Surroundings
from generator.site import site

OWN = Path(__file__).with_name("hugo")
FILLED = {
    "title": "{{ .Title }}",
    "description": "{{ .Description }}",
    "canonical": "{{ .Params.canonical | default .RelPermalink }}",
    "edit": "{{ .Params.edit | default .Params.source }}",
    "image": "{{ .Params.image | default .Site.Params.image }}",
    "body": "{{ .Content }}",
}
SETTINGS = {
    "baseURL": "/",
    "params": {"image": STANDARD_IMAGE},
    "security": {"allowContent": [".*"]},
    "disableKinds": ["404", "rss", "section", "taxonomy", "term"],
}
# The kinds of pages that Hugo makes from YAML, by their addresses.
KINDS = {
    "report": re.compile(r"/bao-cao/[0-9]+/[^/]+/[0-9]+/"),
    "campaign": re.compile(r"/dot/[0-9]+/[^/]+/"),
    "commune": re.compile(r"/xa/[^/]+/"),
    "hamlet": re.compile(r"/xa/[^/]+/[^/]+/"),
    "period": re.compile(r"/ket-qua/[^/]+/"),
}
BRACES = re.compile(r"\{\{")


def write(data: Path, today: dt.date, folder: Path) -> None:
    """Write the site of ``data`` as Hugo's inputs ``yaml`` and ``bodies`` into the new ``folder``."""
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        built = Path(place)
        config = load_config(str(CONFIGURATION), site_dir=str(built))
        published = site(data, today, Path(config.plugins["thubay"].config.templates))
        plugin = cast(ThuBayPlugin, config.plugins["thubay"])
        plugin.config.given = published
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        _move_rest(built, published, folder / "static")
        shells = plugin.shells
    _write_input(folder / "bodies", published, shells, {}, [])
    kinds = {page.address: kind for page in published.pages for kind, form in KINDS.items() if form.fullmatch(page.address)}
    mounts = [(data, "data"), (OWN / "layouts", "layouts"), (OWN / "content", "content")]
    _write_input(folder / "yaml", published, shells, kinds, mounts)


def _write_input(
    folder: Path,
    published: Site,
    shells: Mapping[Surroundings, Shell],
    kinds: Mapping[str, str],
    mounts: list[tuple[Path, str]],
) -> None:
    names = {place: f"shell{number}" for number, place in enumerate(shells)}
    for place, shell in shells.items():
        _write(folder / "layouts" / "_default" / f"{names[place]}.html", _layout(shell, FILLED["body"]))
    for page in published.pages:
        place = Surroundings.of(page, published)
        if kind := kinds.get(page.address):
            layout = folder / "layouts" / "_default" / f"{kind}.html"
            if not layout.exists():
                _write(layout, _layout(shells[place], f'{{{{ partial "body/{kind}.html" . }}}}'))
        else:
            _write(_source(folder / "content", page), _content(page, published, names[place]))
    every = [*mounts, (folder / "layouts", "layouts"), (folder / "content", "content"), (folder.parent / "static", "static")]
    module = {"mounts": [{"source": str(source), "target": target} for source, target in every]}
    _write(folder / "hugo.json", json.dumps({**SETTINGS, "module": module}))


def _move_rest(built: Path, published: Site, folder: Path) -> None:
    """Move what is no page of the stream; Hugo makes a map of the site of its own."""
    made = {built / "sitemap.xml", *(built / page.address[1:] / "index.html" for page in published.pages)}
    for path in sorted(path for path in built.rglob("*") if path.is_file() and path not in made):
        target = folder / path.relative_to(built)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)


def _layout(shell: Shell, body: str) -> str:
    literal = [BRACES.sub('{{ "{{" }}', part) for part in shell.parts]
    filled = {**FILLED, "body": body}
    return literal[0] + "".join(filled[name] + part for name, part in zip(shell.names, literal[1:], strict=True))


def _source(content: Path, page: Page) -> Path:
    return content / "_index.html" if page.address == "/" else content / f"{page.address.strip('/')}.html"


def _content(page: Page, published: Site, layout: str) -> str:
    front = {
        "title": page.title,
        "description": page.description,
        "layout": layout,
        "canonical": (published.url or "/") + page.address[1:],
        "edit": f"{published.edit}{page.source}",
        "image": published.picture(page.root, page.image),
    }
    return f"{json.dumps(front, ensure_ascii=False)}\n{page.body()}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]).resolve(), dt.date.fromisoformat(sys.argv[2]), Path(sys.argv[3]))
