"""A whole month on a host played here: a day is sent by issue, a report by pull request, reminders come and go."""

import itertools
import json
import subprocess

import pytest

from generator.github.issues import BOT
from generator.github.proposing import CHECK
from tests import workflows
from tests.handed import DAY, REPORT
from tests.repositories import Repository
from tests.test_submit import form
from tests.test_workflows import OFFICIAL, SOUND, origin, proposed, revision

__all__ = ["origin"]
JULY = "data/reports/2024/da-tong/2024-07.yml"
JULY_DAY = DAY.replace("2024-06-15", "2024-07-27").replace("2024-06", "2024-07").replace('"held"', '"announced"')
JULY_REPORT = REPORT.replace("2024-06-26", "2024-07-30").replace("2024-06", "2024-07").replace("06-da-tong", "07-da-tong")


class Host:
    """What the host keeps besides the repository: issues with their comments, pull requests and statuses."""

    def __init__(self, folder, origin):
        self.folder, self.origin = folder, origin
        self.issues, self.comments, self.pulls, self.statuses = {}, {}, [], {}
        self.numbers, self.runs = itertools.count(20), itertools.count(1)

    def run(self, day, name, job, event=None, needs=None):
        """Run one job on a day, and do what it asks the host for."""
        place = self.folder / f"run-{next(self.runs)}"
        place.mkdir()
        standing = [issue for issue in self.issues.values() if issue["state"] == "open"]
        runner = workflows.Runner(
            place, self.origin, event or {}, revision(self.origin, "main"), GH_PAGES=json.dumps({"issues": standing})
        )
        runner.day = day
        ended = runner.job(name, job, needs)
        for arguments, content in ended.asked:
            if arguments[:2] == ["api", "--method"]:
                self._do(arguments[2], arguments[3].removeprefix("repos/huyen/thubay/").split("/"), content)
        return ended

    def _do(self, method, path, content):
        match method, path:
            case "POST", ["issues"]:
                number = next(self.numbers)
                self.issues[number] = {"number": number, "state": "open", "user": {"id": BOT}, **content}
            case "PATCH", ["issues", number]:
                self.issues[int(number)].update(content)
            case "POST", ["issues", number, "comments"]:
                self.comments.setdefault(int(number), []).append(content["body"])
            case "POST", ["pulls"]:
                self.pulls.append(content)
            case "POST", ["statuses", sha]:
                self.statuses[sha] = (content["state"], content["context"])
            case _:
                raise ValueError(method, path)

    def open_issues(self, label):
        """Return the open issues with a label, by their titles."""
        return {
            each["title"]: each["body"] for each in self.issues.values() if each["state"] == "open" and label in each["labels"]
        }

    def sent(self, day, number, text, action):
        """Send the issue form, or the edited one, and return the answer."""
        issue = {"number": number, "title": "x", "body": form(text), "user": {"id": OFFICIAL, "login": "xa-da-tong"}}
        event = {"action": action, "issue": issue, "sender": {"id": OFFICIAL}, "repository": {"default_branch": "main"}}
        assert self.run(day, "submit", "submit", event).result == "success"
        return self.comments[number][-1]

    def merged(self, name, when):
        """Squash a branch into the main line, as whoever approves it does."""
        place = self.folder / f"merge-{next(self.runs)}"
        subprocess.run(["git", "clone", "--quiet", str(self.origin), str(place)], check=True)
        work = Repository(place)
        work.git("fetch", "--quiet", "origin", name)
        work.git("merge", "--quiet", "--squash", "FETCH_HEAD")
        work.commit(when)
        work.git("push", "--quiet", "origin", "HEAD:main")

    def published(self, day):
        """Build, look over and hand on the site; open or close what is to be looked at; return the site's folder."""
        built = self.run(day, "publish", "build")
        assert built.result == "success", built.printed
        assert self.run(day, "publish", "alert", needs=SOUND).result == "success"
        assert self.open_issues("su-co-cong-bo") == {}
        return built.artifacts["github-pages"]

    def checked(self, day, **files):
        """Propose files from a fork's branch and return the check of the data and the conclusion."""
        place = self.folder / f"proposal-{next(self.runs)}"
        place.mkdir()
        event = proposed(place, self.origin, force=True, **files)
        review = self.run(day, "check", "review", event)
        needs = {"review": {"result": review.result, "outputs": review.outputs}, "tests": {"result": "skipped", "outputs": {}}}
        return review, self.run(day, "check", "conclusion", event, needs)


@pytest.mark.slow
def test_a_month(tmp_path, origin):
    host = Host(tmp_path, origin)
    of_group = "Nhắc việc: Tổ 1 (Trưởng Ban Dân vận)"

    # A week before the last Saturday nobody has chosen a day: the group's issue holds what to copy into Zalo.
    host.run("2024-07-19", "remind", "remind")
    assert of_group not in host.open_issues("nhac-viec")
    host.run("2024-07-20", "remind", "remind")
    assert "chọn ngày ra quân của tháng 7 năm 2024 (thứ Bảy cuối tháng là 27/07/2024)" in host.open_issues("nhac-viec")[of_group]

    # The commune sends its day by the form, first as one writes a date by hand, then as the answer says.
    answer = host.sent("2024-07-20", 12, JULY_DAY.replace("2024-07-27", "27/07/2024"), "opened")
    assert answer.startswith("**Chưa nhận được**: có 1 chỗ phải sửa.")
    assert "date: 2024-07-27" in answer
    assert host.pulls == []
    answer = host.sent("2024-07-20", 12, JULY_DAY, "edited")
    assert "**Đã nhận**" in answer
    (pull,) = host.pulls
    assert (pull["title"], pull["head"], pull["base"]) == ("Ngày làm chung 07/2024, Xã Đạ Tông", "nop/phieu-12", "main")
    assert "Closes #12" in pull["body"]
    assert host.statuses[revision(origin, "nop/phieu-12")] == ("success", CHECK)

    # It is approved; the site shows it, the reminder closes by itself.
    host.merged("nop/phieu-12", "2024-07-21T02:00:00Z")
    site = host.published("2024-07-21")
    assert "Hội trường thôn" in (site / "dot" / "2024" / "07-da-tong" / "index.html").read_text("utf-8")
    host.run("2024-07-22", "remind", "remind")
    assert of_group not in host.open_issues("nhac-viec")
    (closed,) = [number for number, each in host.issues.items() if each["title"] == of_group]
    assert host.comments[closed] == ["Đã xong. Phiếu này tự đóng."]

    # The month is over without a report. One comes by pull request: too many households first, then mended.
    host.run("2024-08-01", "remind", "remind")
    assert "- Xã Đạ Tông: báo cáo tháng 7 năm 2024." in host.open_issues("nhac-viec")[of_group]
    review, conclusion = host.checked(
        "2024-08-02", **{JULY: lambda _: JULY_REPORT.replace("households: 60", "households: 9000", 1)}
    )
    assert (review.result, conclusion.result) == ("failure", "failure")
    assert "## ❌ Chưa nhận được" in review.summary
    assert f"{JULY}#L10)" in review.summary
    review, conclusion = host.checked("2024-08-02", **{JULY: lambda _: JULY_REPORT})
    assert (review.result, conclusion.result) == ("success", "success"), review.printed
    assert "- Xã Đạ Tông\\, báo cáo tháng 7 năm 2024 ` /bao-cao/2024/da-tong/07/ `" in review.summary
    assert (review.artifacts["xem-truoc"] / "bao-cao" / "2024" / "da-tong" / "07" / "index.html").is_file()

    # It is merged and published, and the group has nothing left to be reminded of; the other group still has.
    host.merged("refs/pull/7/head", "2024-08-03T02:00:00Z")
    site = host.published("2024-08-03")
    assert (site / "bao-cao" / "2024" / "da-tong" / "07" / "index.html").is_file()
    host.run("2024-08-04", "remind", "remind")
    assert [title for title in host.open_issues("nhac-viec") if "Tổ" in title] == [
        "Nhắc việc: Tổ 2 (Chỉ huy trưởng Ban Chỉ huy Quân sự)"
    ]
