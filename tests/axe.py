"""What axe finds on a page: one way to ask, for every test that opens one."""

import functools
from pathlib import Path

AXE = Path(__file__).parent / "web" / "node_modules" / "axe-core" / "axe.min.js"
# Beyond what runs by itself: the contrast that a page needs in the sun (WCAG 1.4.6), and targets that a thumb hits (2.5.8).
RULES = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}
RUN = """async (rules) => (await axe.run(document, {rules})).violations.flatMap((violation) =>
  violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")}: ${node.failureSummary}`))"""


@functools.cache
def script():
    """The script of axe, which `make tests/web/node_modules` puts there."""
    return AXE.read_text(encoding="utf-8")


def violations(page):
    """Every violation on the page as it stands now, one line each; axe runs beside the policy."""
    page.evaluate(script())
    return page.evaluate(RUN, RULES)
