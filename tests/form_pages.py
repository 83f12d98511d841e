"""What the tests of the form share: the page opened, filled in and checked, and what the validator says of what it made."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from generator.loading.files import Checker
from generator.loading.tree import Entry
from generator.problems import Severity
from tests.conftest import TINY

REPORT = PurePosixPath("reports/2024/da-tong/2024-05.yml")
NEW = "?xa=da-tong&thang=2024-05"


def fault_free(browser, address, size):
    """A page of its own that complains of nothing and asks no other host."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    page = context.new_page()
    page.set_default_timeout(8000)
    faults, hosts = [], set()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda asked: hosts.add(urlsplit(asked.url).hostname))
    yield page
    assert not faults
    assert hosts <= {"127.0.0.1", None, ""}
    context.close()


def opened(page, address, query):
    """Open the form with everything unfolded."""
    page.goto(f"{address}/nop/{query}")
    page.wait_for_selector("form[data-ready]")
    page.evaluate("document.querySelectorAll('#tb-fields details').forEach((each) => { each.open = true; })")


def field(page, label, number=0, exact=False):
    return page.locator("#tb-fields").get_by_label(label, exact=exact).nth(number)


def sent(page):
    """Press the button and return what is said."""
    page.get_by_role("button", name="Kiểm tra").click()
    page.wait_for_selector("#tb-summary:not([hidden])")
    return page.locator("#tb-summary").inner_text()


def filled(page, address):
    """Fill in one hamlet of a month that nobody reported yet."""
    opened(page, address, NEW)
    field(page, "Đơn vị báo cáo").fill("Khối Dân vận xã")
    page.evaluate("document.querySelector('input[type=date]').value = '2024-05-30'")
    field(page, "Nhân dân").fill("96")
    field(page, "Số hộ có người tham gia").fill("84")
    field(page, "Ngày công").fill("75,5")


def problems_of(text, path):
    return _errors(text, path, "report")


def saturday_problems(text, path):
    return _errors(text, path, "saturday")


def _errors(text, path, kind):
    checked = Checker(TINY, None, {path: text.encode()}).check(Entry(path=path, kind=kind, size=len(text)))
    return [problem for problem in checked.problems if problem.severity is Severity.ERROR]
