"""The whole site from data/ through MkDocs, for a given day, in the place of the old one."""

import datetime as dt
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from generator.output import Site
from generator.sinks.publish import publish
from generator.site import site

CONFIGURATION = Path(__file__).parents[2] / "mkdocs.yml"
TEMPLATES = CONFIGURATION.parent / "site_src" / "templates"


def build(data: Path, out: Path, today: dt.date) -> Site:
    """Publish the site of ``data`` at ``out`` as of ``today`` and return it; its ``problems`` tell what could not be shown.

    Raises InvalidData, PublishError, or MkDocsException where the frame of the site is at fault; the old site then stays.
    """
    published = site(data.resolve(), today, TEMPLATES)
    publish(lambda folder: render(published, folder, CONFIGURATION), out)
    return published


def render(published: Site, folder: Path, configuration: Path) -> None:
    """Write the whole site into ``folder`` in the frame that the file ``configuration`` names; a warning stops it."""
    config = load_config(str(configuration), site_dir=str(folder), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    config.plugins["thubay"].config.given = published
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
