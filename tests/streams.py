"""Small streams of outputs, made by hand, for the tests of what turns a stream into a site."""

from html import escape

from generator.output import File, Page, Site

SECTIONS = ("/", "/lich/", "/xa/", "/ket-qua/", "/tinh-hinh/", "/ke-hoach/", "/du-lieu/", "/nop/")
HOSTILE = (
    '--8<-- "mkdocs.yml"',
    "; --8<-- mkdocs.yml",
    "[a](javascript:1) ![b](https://elsewhere.example/x.png)",
    "# heading {: onclick=alert(1) }",
    "**bold** _it_ `code` ~~x~~ ==y== ^^z^^ ++ctrl++",
    ":smile: :material-account: (c) (tm) -->",
    "a\\*b \\ \\\\ C:\\new",
    "\x02klzzwxh:0001\x03 \x02amp\x03",
    "one\n\n    two\n\n- three\n1. four\n\t five",
    "</div></p><script>alert(1)</script> &lt;b&gt; &amp;amp; &#60;",
    "{{ config.site_name }} {% raw %} ${x}",
    "https://elsewhere.example me@elsewhere.example @name #12 [^1] *[HTML]: x [TOC]",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nx\n```\n\n!!! note\n    x\n\n/// tab | x\n///",
    "Đạ Tông, K' Hương, K’ Hương, Đạ Tông nặng: Đa\u0323",
    "thubay-body-mark thubay-title-mark",
)


def page(address, title="Trang", *, section=None, text="Nội dung.", description="Mô tả.", source=None, listed=True):
    body = f"<h1>{escape(title)}</h1>\n\n<p title='{escape(text)}' class=tb-text>{escape(text)}</p>\n"
    return Page(
        address=address,
        title=title,
        description=description,
        section=section or f"/{address.split('/')[1]}/".replace("//", "/"),
        source=source,
        listed=listed,
        body=lambda: body,
    )


def stream(*pages, **changes):
    values = {
        "name": "Ngày thứ 7",
        "url": "https://example.org/thubay/",
        "notice": None,
        "footer": "Chân trang",
        "pages": (*(page(address, f"Mục {address}") for address in SECTIONS), *pages),
        "files": (File(address="/build.json", content=b"{}\n"), File(address="/lich/tat-ca.ics", content=b"BEGIN:VCALENDAR\r\n")),
        "edit": "https://example.org/edit/main/",
    }
    return Site(**{**values, **changes})
