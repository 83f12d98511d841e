"""The whole stream of a tiny repository: its links, its words, and every byte of its pages."""

import datetime as dt
import json
import shutil
from html.parser import HTMLParser
from posixpath import normpath

import pytest

from generator.loading.load import load
from generator.problems import InvalidData
from generator.site import made, site
from tests.conftest import ROOT, TINY, TODAY, body_at, shipped_stream

EXPECTED = ROOT / "tests" / "site" / "expected"
TEMPLATES = ROOT / "site_src" / "templates"
ASSETS = ("assets/", "gioi-thieu/")
NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} &lt;b&gt; \"'"


class Reader(HTMLParser):
    """Notes the elements, the links, the ids and the text of a body."""

    def __init__(self, body):
        super().__init__()
        self.tags, self.links, self.ids, self.words = [], [], [], []
        self.feed(body)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.tags.append(tag)
        self.links += [named["href"]] if "href" in named else []
        self.ids += [named["id"]] if "id" in named else []
        if tag == "script" and named.get("type") == "application/ld+json":
            self.tags[-1] = "data"
        assert not [name for name in named if name.startswith("on") or name == "style"]

    def handle_data(self, text):
        self.words.append(text)

    @property
    def text(self):
        return "".join(self.words)


def test_every_link_leads_to_something_the_site_publishes(tiny_site):
    there = {page.address for page in tiny_site.pages} | {file.address for file in tiny_site.files}

    links = [(page.address, link) for page in tiny_site.pages for link in Reader(page.body()).links if "://" not in link]

    targets = [(page, link, normpath(page + link.split("#")[0])) for page, link in links]
    lost = [(page, link) for page, link, target in targets if {target, f"{target}/", "/"} & there == {"/"} and target != "/"]
    assert [each for each in lost if not each[1].lstrip("./").startswith(ASSETS)] == []
    assert len(links) > 100


def test_every_place_in_a_page_that_a_link_names_is_there(tiny_site):
    ids = {page.address: set(Reader(page.body()).ids) for page in tiny_site.pages}

    links = [(page.address, link) for page in tiny_site.pages for link in Reader(page.body()).links if "#" in link]

    for page, link in links:
        way, place = link.split("#")
        target = normpath(page + way)
        assert place in ids[target if target == "/" else f"{target}/"], (page, link)


def test_every_page_has_one_heading_and_no_id_twice(tiny_site):
    bodies = {page.address: Reader(page.body()) for page in tiny_site.pages}

    assert {address for address, body in bodies.items() if body.tags.count("h1") != 1} == set()
    assert {address for address, body in bodies.items() if len(body.ids) != len(set(body.ids))} == set()


def test_no_page_but_the_form_needs_a_script_of_its_own(tiny_site):
    tags = {page.address: {*Reader(page.body()).tags} for page in tiny_site.pages}

    assert all(found.isdisjoint({"iframe", "object", "style", "base"}) for found in tags.values())
    assert [address for address, found in tags.items() if found & {"form", "script"}] == ["/nop/", "/tin/"]


def test_what_a_contributor_writes_is_shown_as_written_and_never_as_markup(tmp_path):
    data = shutil.copytree(TINY, tmp_path / "data")
    report = data / "reports" / "2024" / "da-tong" / "2024-04.yml"
    text = json.dumps(NASTY)
    lines = report.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("difficulties:", "proposals:"))]
    report.write_text("\n".join([*kept, f"difficulties: {text}", f"proposals: {text}"]) + "\n", encoding="utf-8")

    nasty_site = site(data, TODAY, TEMPLATES)

    bodies = {page.address: Reader(page.body()) for page in nasty_site.pages}
    photos = {
        page.address: page.body().count('<figure class="tb-photo">')
        + page.body().count('<img src="../assets/')
        + page.body().count('<p class="tb-shot"><img ')
        for page in nasty_site.pages
    }
    assert NASTY in bodies["/bao-cao/2024/da-tong/04/"].text
    assert NASTY in bodies["/ket-qua/2024-04/"].text
    assert {address for address, body in bodies.items() if "script" in body.tags} == {"/nop/", "/tin/"}
    assert {address: body.tags.count("img") for address, body in bodies.items()} == photos


def test_titles_are_plain_text_and_name_the_place(tiny_site):
    titles = {page.address: page.title for page in tiny_site.pages}

    assert titles["/xa/da-tong/n-ton/"] == "Thôn N'tôn, Xã Đạ Tông"
    assert len(set(titles.values())) == len(titles)
    assert all(page.description and "\n" not in page.title for page in tiny_site.pages)


def test_sample_data_says_so():
    notice = shipped_stream().notice

    assert notice is not None
    assert notice.startswith("Dữ liệu minh họa")


def test_the_same_data_on_the_same_day_is_the_same_site(tiny_site, tmp_path):
    loaded = load(TINY, TODAY)

    again = made(loaded.dataset, loaded, TINY, TODAY, TEMPLATES, tmp_path)

    assert [(page.address, page.body()) for page in again.pages] == [(page.address, page.body()) for page in tiny_site.pages]
    assert [(file.address, file.read()) for file in again.files] == [(file.address, file.read()) for file in tiny_site.files]


def test_data_with_an_error_gives_every_problem_and_no_site(tmp_path):
    data = shutil.copytree(TINY, tmp_path / "data")
    (data / "programme.yml").write_text("name: 5\n", encoding="utf-8")

    with pytest.raises(InvalidData) as refused:
        site(data, TODAY, TEMPLATES)

    assert {str(problem.path) for problem in refused.value.problems} >= {"data/programme.yml"}


def test_every_page_is_what_was_blessed(tiny_site, request):
    names = {page.address: page.address.strip("/").replace("/", ".") or "home" for page in tiny_site.pages}
    made = {f"{names[page.address]}.html": f"{page.title}\n{page.body()}" for page in tiny_site.pages}
    if request.config.getoption("--bless"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        EXPECTED.mkdir()
        for name, text in made.items():
            (EXPECTED / name).write_text(text, encoding="utf-8")

    expected = {path.name: path.read_text(encoding="utf-8") for path in sorted(EXPECTED.iterdir())}

    assert sorted(made) == sorted(expected)
    assert [name for name in made if made[name] != expected[name]] == []


@pytest.mark.parametrize(
    "gone",
    [("plans",), ("reports",), ("plans", "reports"), ("reports", "campaigns"), ("plans", "campaigns", "reports")],
    ids="-".join,
)
def test_a_site_of_little_data_is_whole(tmp_path, gone):
    data = shutil.copytree(TINY, tmp_path / "data")
    for name in gone:
        shutil.rmtree(data / name)

    small = site(data, TODAY, TEMPLATES)

    assert {"/", "/lich/", "/xa/", "/ket-qua/", "/tinh-hinh/", "/ke-hoach/", "/du-lieu/"} <= {
        page.address for page in small.pages
    }
    assert all(page.body() for page in small.pages)


def test_a_day_to_come_is_announced_in_words_and_one_gone_by_is_not(tmp_path):
    data = shutil.copytree(TINY, tmp_path / "data")
    path = data / "campaigns" / "2024" / "04-ro-men.yml"
    text = path.read_text("utf-8").replace("status: held", "status: announced").replace('"Hội trường thôn"', json.dumps(NASTY))
    path.write_text(text, "utf-8")

    before = body_at(site(data, dt.date(2024, 4, 20), TEMPLATES), "/dot/2024/04-ro-men/")
    after = body_at(site(data, TODAY, TEMPLATES), "/dot/2024/04-ro-men/")

    read = Reader(before)
    assert "Thứ Bảy, ngày hai mươi bảy tháng tư, lúc bảy giờ" in read.text
    assert "script" not in read.tags
    assert NASTY.lower()[:20] in read.text.lower()
    assert "bao-tin" not in after
