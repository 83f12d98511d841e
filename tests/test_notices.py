"""The sheets that hang in the hamlets: which there are, what they say, and that each is one page of A4."""

import datetime as dt
import json
import re
import shutil

import pytest
import yaml

from generator.figures.notices import sheets
from generator.loading.load import load
from generator.pages.notices import SCALES, SIZES, SUMMARY
from generator.pictures.typeface import Typeface
from generator.schema import fields, part
from generator.site import site
from tests import factories
from tests.axe import violations
from tests.browsing import opened, site_at
from tests.conftest import ROOT, SHIPPED_DAY, TINY, body_at
from tests.printing import Paper
from tests.test_site import TEMPLATES

STYLE = ROOT / "site_src" / "pages" / "assets" / "notice.css"
ADDRESS = "https://ngay-thu-bay.example.vn/dam-rong"
WORDS = "Nạo vét mương thủy lợi, phát quang đường liên thôn từ hội trường đến đập tràn "
A4 = (210, 297)


def places(names):
    return [factories.hamlet(name, name=f"Thôn {name}") for name in names]


def a_day(*, today="2024-04-10", hamlets=("a", "b", "c"), **fields):
    day = factories.saturday("x", "2024-04", **fields)
    data = factories.dataset([factories.commune("x", places(hamlets))], campaigns=[day])
    return data, tuple(sheets(day, data, factories.day(today)))


def test_a_day_has_a_sheet_for_all_and_one_for_each_hamlet_at_addresses_that_stay():
    _, found = a_day()

    assert [each.address for each in found] == [
        "/dot/2024/04-x/to-thong-bao/",
        *(f"/dot/2024/04-x/to-thong-bao/{hamlet}/" for hamlet in "abc"),
    ]


def test_a_campaign_of_the_committee_has_a_sheet_for_each_commune():
    day = factories.campaign(2, sites=[{"commune": "x", "hamlet": "a"}, {"commune": "y", "hamlet": "a"}])
    data = factories.dataset([factories.commune(name, places("a")) for name in "xy"], campaigns=[day])

    found = [each.address for each in sheets(day, data, factories.day("2024-04-01"))]

    assert found == [f"/dot/2024/q2/to-thong-bao/{below}" for below in ("", "x/", "y/")]


@pytest.mark.parametrize(
    ("today", "status", "found"),
    [
        ("2024-04-20", "announced", True),
        ("2024-04-21", "announced", False),
        ("2024-01-01", "announced", True),
        ("2024-03-20", "expected", True),
        ("2024-03-19", "expected", False),
        ("2024-04-01", "cancelled", False),
        ("2024-04-01", "postponed", False),
    ],
)
def test_there_are_sheets_for_days_to_come_that_are_announced_or_near(today, status, found):
    assert bool(a_day(today=today, status=status)[1]) is found


@pytest.mark.parametrize(
    ("today", "left"),
    [("2024-04-20", ["", "a/", "c/"]), ("2024-04-21", ["c/"]), ("2024-04-27", ["c/"]), ("2024-04-28", [])],
)
def test_a_hamlet_with_a_day_of_its_own_has_a_sheet_until_that_day(today, left):
    own = [
        {"hamlet": "b", "date": "2024-04-19", "deviation": "Lễ"},
        {"hamlet": "c", "date": "2024-04-27", "deviation": "Lễ"},
    ]

    found = a_day(today=today, sites=own)[1]

    assert [each.address.removeprefix("/dot/2024/04-x/to-thong-bao/") for each in found] == left
    assert all(each.ready for each in found)


def test_a_day_that_is_only_expected_is_not_ready_to_hang():
    assert not any(each.ready for each in a_day(status="expected")[1])
    assert all(each.ready for each in a_day(status="postponed", postponed_to="2024-04-27")[1])


def test_the_common_sheet_tells_together_who_meets_elsewhere_and_leaves_quantities_to_the_hamlets():
    works = [{"indicator": "duong", "quantity": 1200}]
    _, (common, *own) = a_day(
        start="07:00",
        meeting_point="Hội trường",
        sites=[
            {"hamlet": "a", "meeting_point": "Ngã ba", "works": works},
            {"hamlet": "b", "meeting_point": "Ngã ba", "works": works},
            {"hamlet": "c", "start": "06:30", "date": "2024-04-21", "deviation": "Lễ"},
        ],
    )

    assert [(each.names, each.place, each.start, each.day) for each in common.others] == [
        (("Thôn a", "Thôn b"), "Ngã ba", None, None),
        (("Thôn c",), None, "06:30", factories.day("2024-04-21")),
    ]
    assert [(task.name, task.quantity) for task in common.tasks] == [("dọn đường", None)]
    assert [task.quantity for task in own[0].tasks] == [1200]
    assert (own[2].start, own[2].day, own[2].place) == ("06:30", factories.day("2024-04-21"), "Hội trường")


def test_the_style_has_a_class_for_each_size_and_the_scales_that_are_measured():
    style = STYLE.read_text("utf-8")
    asked = {"when": SCALES["when"], "where": SCALES["where"], "aside": SCALES["others"], "summary": SUMMARY}

    assert [int(size) for size in re.findall(r"\.tb-sheet--(\d+) \{ font-size: \1pt; \}", style)] == list(SIZES)
    assert {
        name: float(scale) for name, scale in re.findall(r"dd\.tb-sheet__(\w+) \{ font-size: (?:max\()?([\d.]+)em", style)
    } == asked


def test_words_are_broken_where_the_line_ends_even_one_that_is_too_long():
    face = Typeface(ROOT / "site_src" / "fonts" / "BeVietnamPro-ExtraBold.ttf")

    lines = face.lines(f"Thôn N'tôn {'W' * 90} hết", 20, 300)

    assert "".join(lines).replace(" ", "") == f"ThônN'tôn{'W' * 90}hết"
    assert len(lines) > 5
    assert all(face.width(line, 20) <= 300 for line in lines)


def longest(field):
    """Return a text as long as the schema lets that field be."""
    return (WORDS * 9)[: field.rules["maxlength"]].strip().ljust(field.rules["maxlength"], "x")


def longest_data(folder):
    """Return data whose next day says as much as the schemas allow: eighty hamlets, each with places and works of its own."""
    data = shutil.copytree(TINY, folder / "data")
    names = [f"thon-{number}" for number in range(80)]
    site, day = part("hamlet_site"), fields("saturday")
    register = yaml.safe_load((data / "places.yml").read_text("utf-8"))
    commune = register["communes"][0]
    commune["name"] = longest(fields("places")["communes"].item.fields["name"])
    hamlet_name = longest(fields("places")["communes"].item.fields["hamlets"].item.fields["name"])
    commune["hamlets"] += [{"id": name, "name": f"{hamlet_name[:-3]} {number:02}"} for number, name in enumerate(names)]
    (data / "places.yml").write_text(json.dumps(register, ensure_ascii=False, default=str), "utf-8")
    indicators = [each["id"] for each in yaml.safe_load((data / "activities.yml").read_text("utf-8"))["indicators"]]
    document = {
        "commune": "da-tong",
        "month": "2024-06",
        "date": "2024-06-15",
        "start": "07:30",
        "status": "announced",
        "notice": {"number": longest(part("notice")["number"]), "date": "2024-06-03"},
        "meeting_point": longest(day["meeting_point"]),
        "bring": [longest(day["bring"].item) for _ in range(20)],
        "sites": [
            {
                "hamlet": name,
                "meeting_point": f"{longest(site['meeting_point'])[:-3]} {number:02}",
                "works": [{"indicator": indicator, "quantity": 999999999} for indicator in indicators],
            }
            for number, name in enumerate(names)
        ],
    }
    (data / "campaigns" / "2024" / "06-da-tong.yml").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    programme = data / "programme.yml"
    told = yaml.safe_load(programme.read_text("utf-8"))
    told |= {name: longest(fields("programme")[name]) for name in ("name", "contact", "unofficial")}
    told["site_url"] = f"https://{'dai' * 20}.example.vn/{'thu-bay' * 16}/"
    programme.write_text(json.dumps(told, ensure_ascii=False, default=str), "utf-8")
    return data


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """The shipped data with an address, and its sheets."""
    data = shutil.copytree(ROOT / "data", tmp_path_factory.mktemp("shipped") / "data")
    with (data / "programme.yml").open("a", encoding="utf-8") as programme:
        programme.write(f'site_url: "{ADDRESS}/"\n')
    return data


def addresses(data, today):
    loaded = load(data, today).dataset
    return [(each, loaded) for campaign in loaded.campaigns.values() for each in sheets(campaign, loaded, today)]


@pytest.fixture
def page(browser):
    opened = browser.new_page(java_script_enabled=False)
    yield opened
    opened.close()


def printed(page, address):
    page.goto(address)
    return Paper(page.pdf(prefer_css_page_size=True)), " ".join(page.locator(".tb-sheet").inner_text().split())


def same_words(said, paper):
    """Say whether every word is on paper; where the paper breaks a line inside a word, a space may have come or gone."""
    return re.sub(r"[\s\u00ad\ufffe-]", "", said) in re.sub(r"[\s\u00ad\ufffe-]", "", paper)


@pytest.mark.slow
@pytest.mark.browser
def test_every_sheet_of_every_day_to_come_is_one_a4_page_whose_code_leads_to_the_day(page, shipped, tmp_path):
    found = addresses(shipped, SHIPPED_DAY)
    with site_at(shipped, SHIPPED_DAY, tmp_path / "site") as address:
        for sheet, data in found:
            paper, said = printed(page, address + sheet.address)
            assert paper.sizes == [A4], sheet.address
            assert paper.codes == [f"{ADDRESS}/dot/{sheet.campaign.id}/"], sheet.address
            assert same_words(said, paper.words), sheet.address
            assert all(word in said for word in (sheet.commune.name if sheet.commune else data.programme.name, "minh họa"))
    assert len(found) > 40


@pytest.mark.browser
def test_the_longest_texts_shrink_and_stay_on_one_page(page, tmp_path):
    data, today = longest_data(tmp_path), dt.date(2024, 6, 5)

    with site_at(data, today, tmp_path / "site") as address:
        for way in ("/dot/2024/06-da-tong/to-thong-bao/", "/dot/2024/06-da-tong/to-thong-bao/thon-7/"):
            paper, said = printed(page, address + way)
            assert paper.sizes == [A4]
            assert same_words(said, paper.words)
            assert len(paper.codes) == 1


@pytest.mark.browser
def test_axe_finds_nothing_on_a_sheet_nor_on_the_day_that_leads_to_it(browser, shipped_address):
    page = browser.new_page(viewport={"width": 360, "height": 740}, base_url=shipped_address)

    for way in ("/dot/2026/12-dam-rong-1/", "/dot/2026/12-dam-rong-1/to-thong-bao/pul/", "/xa/", "/xa/dam-rong-1/"):
        opened(page, way)
        assert violations(page) == [], way
    page.close()


def test_the_page_of_a_day_leads_to_its_sheets_and_one_gone_by_does_not(tmp_path):
    data = shutil.copytree(TINY, tmp_path / "data")
    path = data / "campaigns" / "2024" / "04-ro-men.yml"
    path.write_text(path.read_text("utf-8").replace("status: held", "status: announced"), "utf-8")

    before = {page.address: page.body() for page in site(data, dt.date(2024, 4, 20), TEMPLATES).pages}
    after = {page.address: page.body() for page in site(data, dt.date(2024, 6, 1), TEMPLATES).pages}

    way = "/dot/2024/04-ro-men/"
    assert f'href="../../../{way[1:]}to-thong-bao/thon-1/"' in before[way]
    assert "<svg" in before[f"{way}to-thong-bao/"]
    assert "to-thong-bao" not in after[way]
    assert not [address for address in after if "to-thong-bao" in address]


def test_without_an_address_the_sheet_says_so_and_has_no_code(tmp_path):
    data = shutil.copytree(ROOT / "data", tmp_path / "data")

    sheet = body_at(site(data, SHIPPED_DAY, TEMPLATES), "/dot/2026/12-dam-rong-1/to-thong-bao/")

    assert "chưa có địa chỉ công khai" in sheet
    assert "<svg" not in sheet
    assert "Dữ liệu minh họa" in sheet
