"""The policy of every page; what a browser makes of hostile words with it and without it: ``test_hostile_text``."""

import re

import pytest

from generator.sinks.build import build
from generator.sinks.policy import policy, with_policy
from tests.conftest import TODAY
from tests.hostile.published import PAYLOADS, hostile_data

PAGE = '<html><head><meta charset="utf-8">{}</head></html>'
SCOPE = "<script>__md_scope=1</script>"


def test_only_the_themes_own_scripts_are_allowed_each_by_its_hash():
    found = policy(PAGE.format(SCOPE + '<script src="a.js"></script><script id="x" type="application/json">{}</script>'))

    assert found.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert found.count("sha256-") == 1
    assert "unsafe" not in found


def test_a_script_that_the_theme_is_not_known_to_write_stops_the_build():
    with pytest.raises(ValueError, match="not known"):
        policy(PAGE.format("<script>fired()</script>"))


def test_the_policy_stands_before_anything_that_loads():
    assert with_policy(PAGE.format(SCOPE)).index("Content-Security-Policy") < with_policy(PAGE.format(SCOPE)).index("__md_scope")
    with pytest.raises(ValueError, match="encoding"):
        with_policy("<html></html>")


@pytest.mark.slow
def test_every_page_of_the_built_site_carries_the_policy_and_no_other_script(tmp_path):
    build(hostile_data(tmp_path, PAYLOADS[2]), tmp_path / "site", TODAY)

    pages = [path.read_text("utf-8") for path in (tmp_path / "site").resolve().rglob("*.html")]
    policies = [re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page) for page in pages]
    assert all(len(found) == 1 for found in policies)
    assert not any("unsafe" in found[0] for found in policies)
    assert all(
        policy(re.sub(r"<article.*</article>", "", page, flags=re.DOTALL)) == found[0]
        for page, found in zip(pages, policies, strict=True)
    )
