"""The door to MkDocs: puts the stream of pages into the theme, for `mkdocs build` and `mkdocs serve`.

MkDocs renders one sentinel page for each kind of surroundings; the plugin keeps what comes out as a shell and writes the real
pages itself once MkDocs is done.
"""

import datetime as dt
import re
import sys
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as ThemePage
from mkdocs.utils.templates import TemplateContext

from generator.cache.bytecode import Bytecode
from generator.checks.wording import listed
from generator.output import Site
from generator.problems import InvalidData, messages
from generator.sinks.policy import with_policy
from generator.sinks.press import Press
from generator.sinks.shell import MARKS, Shell, Surroundings
from generator.site import now, site

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # a whole web server, which a build can do without

WATCHED = tuple(Path(__file__).with_name(name) for name in ("schema", "messages"))
ANCHOR = "noi-dung"
SWITCHES = re.compile(
    r'\s*(?:<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>'
    r'|<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner md-typeset"></div>\s*</div>)'
)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
log = get_plugin_logger(__name__)


class ThuBayConfig(Config):  # type: ignore[no-untyped-call]
    """Where the data lies, and the day for which the site is built (the day in the programme's time zone by default).

    A program may hand over a site that is ``given``; then data/ is not read.
    """

    folder = config_options.Dir(exists=True, default="data")
    templates = config_options.Dir(exists=True, default="site_src/templates")
    today = config_options.Optional(config_options.Type(dt.date))
    given = config_options.Optional(config_options.Type(Site))


class ThuBayPlugin(BasePlugin[ThuBayConfig]):  # type: ignore[no-untyped-call]
    """Hands the pages made from data/ to MkDocs."""

    site: Site | None = None
    serving = False
    sentinels: dict[str, Surroundings]
    shells: dict[Surroundings, Shell]
    press: Press | None = None
    handwritten: list[str]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Begin anew; MkDocs keeps the plugin from one build of a preview to the next because it has this method."""
        self.site = None
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the data; raises PluginError with every error where it cannot be published.

        A preview that once showed a site keeps showing it, and the errors stand in the terminal.
        """
        self.site = published = self.config.given or self._read()
        self.shells, self.handwritten = {}, []
        config.site_name = Markup.escape(published.name)  # the theme itself escapes neither name nor title
        if not self.serving:
            config.site_url = published.url
        config.extra["notice"] = published.notice
        config.copyright = published.footer
        config.theme.static_templates.discard("sitemap.xml")
        return config

    def _read(self) -> Site:
        if self.site:
            _forget()
        try:
            published = site(Path(self.config.folder), self.config.today or now().date(), Path(self.config.templates))
        except InvalidData as invalid:
            if self.site is None:
                raise PluginError("\n" + listed(invalid.problems)) from invalid
            log.error("\n%s", listed(invalid.problems))
            return self.site
        if published.problems:
            log.warning("\n%s\n%s", listed(published.problems), messages()["build_left_out"].text)
        return published

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add one sentinel for each kind of surroundings; what needs no theme is written from now on."""
        self.sentinels = _sentinels(self._site)
        for source, place in self.sentinels.items():
            files.append(File.generated(config, source, content=_front_matter(place)))
        self.press = press = Press(self._site, Path(config.site_dir))
        press.begin()
        return files

    @property
    def _site(self) -> Site:
        if self.site is None:
            raise PluginError("the event `config` comes first")
        return self.site

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Drop the links from one page of the navigation to the next: the sections are no sequence."""
        for page in nav.pages:
            page.previous_page = page.next_page = None
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Keep the theme's templates compiled from one build to the next."""
        env.bytecode_cache = Bytecode(repr(sorted(env.extensions)))
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: ThemePage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a sentinel its marks, and show in the navigation the section that the page belongs to."""
        place = self.sentinels.get(page.file.src_uri)
        section = page.url
        if place:
            section = place.section[1:]
            page.content = f'<span id="{ANCHOR}"></span>{MARKS["body"]}'
            page.canonical_url = MARKS["canonical"] if self._site.url else None
            page.edit_url = MARKS["edit"] if place.editable else None
        else:
            page.meta["image"] = self._site.picture("../" * page.url.count("/"))
        for entry in nav.pages:
            entry.active = entry.url == section
        return context

    def on_post_page(self, output: str, *, page: ThemePage, config: MkDocsConfig) -> str:
        """Keep a sentinel's HTML as a shell and let MkDocs write nothing; other pages pass, each with its policy."""
        place = self.sentinels.get(page.file.src_uri)
        output = self._guarded(output)
        if place is None:
            if "robots" not in page.meta:
                self.handwritten.append(f"/{page.url}")
            return output
        self.shells[place] = Shell.of(output)
        return ""

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Give the page that is shown for unknown addresses its policy too."""
        return self._guarded(output_content) if template_name.endswith(".html") else output_content

    def _guarded(self, html: str) -> str:
        """Return the page without what only the theme's script needs, and with its policy.

        A preview goes without a policy, for MkDocs puts a script of its own into each page.
        """
        html = SWITCHES.sub("", html)
        return html if self.serving else with_policy(html)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write every page and file of the stream, and the map of the site."""
        folder, published = Path(config.site_dir), self._site
        if self.press is None:
            raise PluginError("the event `files` comes first")
        self.press.finish(self.shells)
        sitemap = folder / "sitemap.xml"
        if published.url:
            sitemap.write_text(_sitemap(published, self.handwritten, published.url), encoding="utf-8")
        else:
            sitemap.unlink()

    def on_build_error(self, *, error: Exception) -> None:
        """End what was begun."""
        if self.press:
            self.press.stop()

    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Any) -> "LiveReloadServer":
        """Build again when data, templates, schemas or messages change."""
        for folder in (self.config.folder, self.config.templates, *WATCHED):
            server.watch(str(folder))
        return server


def _sentinels(published: Site) -> dict[str, Surroundings]:
    """Return what MkDocs renders for each kind of surroundings, by source; a section's own page stands in the navigation."""
    own = {Surroundings.of(page, published): page.address for page in published.pages if page.address == page.section}
    places = sorted({Surroundings.of(page, published) for page in published.pages})
    others = {place: f"/{'shell/' * (place.depth - 1)}{number}/" for number, place in enumerate(places)}
    return {f"{(others | own)[place][1:]}index.md": place for place in places}


def _front_matter(place: Surroundings) -> str:
    """Return the source of a sentinel; the first page is named by the site alone."""
    title = f"title: {MARKS['title']}\n" if place.depth else ""
    description = f"description: {MARKS['description']}\n"
    image = f"image: {MARKS['image']}\n"
    robots = "" if place.listed else "robots: noindex\n"
    return f"---\n{title}{description}{image}{robots}---\n# {ANCHOR}\n"


def _sitemap(published: Site, handwritten: list[str], url: str) -> str:
    """Return the map of the site (sitemaps.org, 0.9), without dates: when a page last changed is not known here."""
    addresses = sorted([*handwritten, *(page.address for page in published.pages if page.listed)])
    lines = "".join(f"<url><loc>{escape(url + address[1:])}</loc></url>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{SITEMAP}">\n{lines}</urlset>\n'


def _forget() -> None:
    """Forget what was read from schemas and messages, so that a preview shows them as they are now."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("generator."):
            for found in vars(module).values():
                if hasattr(found, "cache_clear"):
                    found.cache_clear()
