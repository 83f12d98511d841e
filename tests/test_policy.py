"""The policy of every page, and what a browser makes of hostile texts with it and without it."""

import functools
import http.server
import re
import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright

from generator.build import build
from generator.policy import policy, with_policy
from tests.conftest import TODAY
from tests.test_browser import FLAGS, Quiet
from tests.test_hostile_text import hostile_data

PAGE = '<html><head><meta charset="utf-8">{}</head></html>'
SCOPE = "<script>__md_scope=1</script>"
# Each meant for another place: element, attribute, title, script data, link, template, style.
PAYLOADS = (
    "<img src=x onerror=fired()>",
    "<svg onload=fired()>",
    "<script>fired()</script>",
    '" onmouseover=fired() autofocus onfocus=fired() x="',
    "' onfocus=fired() autofocus x='",
    "</title></script></style></textarea><img src=x onerror=fired()>",
    "javascript:fired()",
    "{{ fired() }}{% raw %}${fired()}",
    "<iframe srcdoc='<script>parent.fired()</script>'>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=javascript:fired()>",
    "-->]]><script>fired()</script><!--",
    "&lt;img src=x onerror=fired()&gt;&#60;svg onload=fired()&#62;",
)


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


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for number, payload in enumerate(PAYLOADS):
        data = hostile_data(folder / str(number), payload)
        build(data, folder / "sites" / f"s{number}", TODAY)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder / "sites")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder / "sites", f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def kinds(site):
    """Return one address for each kind of page: those with the most to show, the last of their folder."""
    pages = sorted(path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    by_kind = {re.sub(r"[0-9]+|(?<=^xa/).*", lambda found: "/" * found[0].count("/") or "0", page): page for page in pages}
    return sorted(by_kind.values())


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("bypass", [False, True], ids=["with-policy", "without"])
def test_no_payload_runs_in_any_free_text_of_any_kind_of_page(hostile_site, bypass):
    sites, address = hostile_site
    fired, complaints = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        context = browser.new_context(bypass_csp=bypass, locale="vi-VN")
        context.expose_function("fired", lambda: fired.append(page.url))
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        for number, payload in enumerate(PAYLOADS):
            site = (sites / f"s{number}").resolve()
            for way in kinds(site):
                page.goto(f"{address}/s{number}/{'' if way == '.' else way + '/'}")
                page.keyboard.press("Tab")
                assert page.url.startswith(address), payload
        browser.close()

    assert fired == []
    assert complaints == []


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
