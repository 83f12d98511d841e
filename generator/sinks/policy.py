"""The content security policy of every page (W3C CSP Level 3), as a meta element: hosts of static files set no headers.

Nothing runs but the site's own files and the few inline scripts that the theme is known to write, each by its hash; whatever a
contributor might get into a page stays dead.
"""

import base64
import hashlib
import re

INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
RUNS_NOT = re.compile(r"""\stype="application/(?:ld\+)?json"|\ssrc=""")
# How the theme's own inline scripts begin. Another one means that the theme has changed, and somebody has to look.
KNOWN = ("__md_scope=", "var target=document.getElementById(location.hash", "document.documentElement.classList")
CHARSET = re.compile(r"<meta charset=[^>]*>")
DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'{hashes}",
    "style-src 'self'",
    "img-src 'self' data:",  # the theme's signs are pictures written into its style sheet
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)


def policy(html: str) -> str:
    """Return the policy for a page as the theme rendered it, before any data is in its body.

    Raises ValueError for an inline script that the theme is not known to write.
    """
    hashes = {_hash(found["code"]): None for found in INLINE.finditer(html) if not RUNS_NOT.search(found["attributes"])}
    return "; ".join(DIRECTIVES).format(hashes="".join(f" '{each}'" for each in hashes))


def _hash(code: str) -> str:
    if not code.lstrip().startswith(KNOWN):
        raise ValueError(f"an inline script that the theme is not known to write: {code[:80]}")
    digest = hashlib.sha256(code.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def with_policy(html: str) -> str:
    """Return the page with its policy as the first thing after the encoding; raises ValueError where it states no encoding."""
    found = CHARSET.search(html)
    if found is None:
        raise ValueError("a page that does not state its encoding")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return f"{html[: found.end()]}{meta}{html[found.end() :]}"
