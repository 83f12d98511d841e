"""The workflows: what they may not hold, and each job's commands run in order against real repositories and hostile names."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from generator.cli import main
from generator.github.issues import BOT
from generator.github.proposing import CHECK
from tests import workflows
from tests.conftest import ROOT, TINY
from tests.handed import DAY, JUNE_DAY
from tests.repositories import Repository
from tests.test_smoke import server
from tests.test_submit import form

__all__ = ["server"]
OFFICIAL, STRANGER = 101, 999
TOOLS = {"make", "git", "gh", "sleep", ".venv/bin/thubay"}
EVENTS = {"pull_request", "push", "schedule", "workflow_dispatch", "issues"}
# What each job may do beyond reading.
WRITES = {
    ("publish", "deploy"): {"pages", "id-token"},
    ("publish", "alert"): {"issues"},
    ("remind", "remind"): {"issues"},
    ("nightly", "links"): {"issues"},
    ("nightly", "alert"): {"issues"},
    ("submit", "submit"): {"contents", "issues", "pull-requests", "statuses"},
}
# Everything that is not a stranger's to choose; texts reach a command through a file of JSON alone.
EXPRESSIONS = {
    "!cancelled() && needs.review.outputs.tests == 'true'",
    "!cancelled() && steps.review.outputs.preview == 'true'",
    "always()",
    "github.event.issue.number",
    "github.event.pull_request.base.sha",
    "github.event.pull_request.number",
    "github.event.repository.default_branch",
    "github.repository",
    "github.run_id",
    "github.server_url",
    "github.token",
    "needs.deploy.outputs.url",
    "steps.first.outcome == 'failure'",
    "steps.review.outputs.tests",
    "steps.second.outcome == 'failure'",
    "steps.submit.outcome",
    "steps.third.outputs.page_url || steps.second.outputs.page_url || steps.first.outputs.page_url",
    "toJSON(needs)",
}
HOSTILE = 'x";touch${IFS}PWNED;$(touch${IFS}PWNED)`touch${IFS}PWNED`'
APRIL = "data/reports/2024/da-tong/2024-04.yml"
ACCOUNTS = "accounts:\n  - {id: 101, login: xa-da-tong, communes: [da-tong]}\n"


@pytest.mark.parametrize("name", workflows.names())
def test_nothing_is_allowed_that_a_job_does_not_state(name):
    found = workflows.workflow(name)

    assert found["permissions"] == {}
    assert set(found["on"]) <= EVENTS
    for job, content in found["jobs"].items():
        granted = {scope for scope, right in content["permissions"].items() if right != "read"}
        assert granted == WRITES.get((name, job), set()), job
        assert content["timeout-minutes"] <= 180
        assert content["runs-on"] == "ubuntu-24.04"


def test_a_pull_request_gets_no_right_to_write_and_no_secret():
    text = (workflows.FOLDER / "check.yml").read_text("utf-8")

    assert "write" not in text.replace("token that can only read", "")
    assert "secrets" not in text
    assert "github.token" not in text


def test_every_action_is_an_official_one_pinned_to_a_commit_with_its_version():
    for path in workflows.FOLDER.glob("*.yml"):
        for line in path.read_text("utf-8").splitlines():
            if re.match(r"\s+(- )?uses:", line):
                assert re.fullmatch(r"\s+(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), (path.name, line)


def test_one_action_has_one_version_everywhere():
    uses = {step["uses"] for _, _, step in workflows.steps() if "uses" in step}

    assert len(uses) == len({each.split("@")[0] for each in uses})


def test_no_checkout_leaves_its_token_behind_and_no_cache_is_shared():
    for name, job, step in workflows.steps():
        stated = step.get("with", {})
        if step.get("uses", "").startswith("actions/checkout@"):
            assert stated["persist-credentials"] is False, (name, job)
        assert not step.get("uses", "").startswith("actions/cache@")
        assert "cache" not in stated


def test_whatever_publishes_reads_the_whole_history():
    for name, job, step in workflows.steps():
        if step.get("uses", "").startswith("actions/checkout@") and job not in ("conclusion", "smoke"):
            assert step["with"]["fetch-depth"] == 0, (name, job)


def test_the_schedules_are_off_the_hour_in_the_programmes_own_time():
    for name in workflows.names():
        for entry in workflows.workflow(name)["on"].get("schedule", ()):
            assert entry["timezone"] == "Asia/Ho_Chi_Minh"
            assert 0 < int(entry["cron"].split()[0]) < 60


@pytest.mark.parametrize(
    ("place", "command"), [(f"{name}-{job}", step["run"]) for name, job, step in workflows.steps() if "run" in step]
)
def test_a_step_is_one_call_of_one_tool_without_logic(place, command):
    words = shlex.split(command)

    assert words[0] in TOOLS
    assert "${{" not in command
    outside = re.sub(r'"[^"]*"', "", command)
    assert not re.search(r"[;|&<>`$(){}\n!*?]", outside.strip()), command
    assert not re.search(r"[`\\]|\$\(|\$\{", command)


def test_every_expression_is_known_to_hold_nothing_that_a_stranger_chose():
    texts = [path.read_text("utf-8") for path in workflows.FOLDER.glob("*.yml")]

    assert {found for text in texts for found in workflows.EXPRESSION.findall(text)} == EXPRESSIONS


def test_every_job_of_every_workflow_is_run_here():
    run = re.findall(r'\.job\("([a-z]+)", "([a-z]+)"', Path(__file__).read_text("utf-8"))

    assert set(run) == {(name, job) for name, job, _ in workflows.steps()}


def test_a_change_of_code_is_tried_as_the_repositorys_own_checks_are():
    steps = workflows.workflow("check")["jobs"]["tests"]["steps"]
    own = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()

    assert steps[-1]["run"] == own[-1]


def test_what_a_target_installs_it_installs_on_a_host_where_nobody_is_root():
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert "sudo" in makefile
    assert makefile.count("apt-get ") == makefile.count("$(ROOT) apt-get ")


def test_every_target_of_make_exists():
    targets = {shlex.split(step["run"])[1] for _, _, step in workflows.steps() if step.get("run", "").startswith("make ")}
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("$(VENV)", ".venv")

    assert all(f"\n{target}:" in makefile for target in targets)


def test_the_check_that_the_ruleset_asks_for_is_the_one_that_is_given():
    ruleset = json.loads((ROOT / "docs" / "ruleset.json").read_text("utf-8"))
    (asked,) = [rule["parameters"]["required_status_checks"] for rule in ruleset["rules"] if "status" in rule["type"]]

    assert [each["context"] for each in asked] == [CHECK] == [workflows.workflow("check")["jobs"]["conclusion"]["name"]]


def test_what_the_administrators_handbook_names_exists():
    handbook = (ROOT / "docs" / "administrator.md").read_text("utf-8")
    jobs = {job["name"] for name in workflows.names() for job in workflows.workflow(name)["jobs"].values()}
    labels = {step["run"].split("--label ")[1].split()[0] for _, _, step in workflows.steps() if "--label" in step.get("run", "")}

    assert set(re.findall(r"\| \*\*(.+?)\*\* đỏ", handbook)) <= jobs
    assert labels == set(re.findall(r"`((?:su-co|nhac|lien-ket)[a-z-]+)`", handbook))
    assert set(re.findall(r"`([a-z]+)\.yml` \|", handbook)) == set(workflows.names())


def test_new_versions_of_everything_that_is_locked_wait_before_they_are_taken():
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text("utf-8"))["updates"]
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    npm = {("npm", f"/{path.rpartition('/')[0]}") for path in tracked if path.rpartition("/")[2] == "package-lock.json"}

    assert all(each["cooldown"] == {"default-days": 7} for each in updates)
    assert {(each["package-ecosystem"], each["directory"]) for each in updates} == {
        ("github-actions", "/"),
        ("pip", "/requirements"),
        *npm,
    }


# The jobs, run.


@pytest.fixture
def origin(tmp_path):
    """A repository as the host keeps it, bare, with the programme's data on its main line."""
    work = Repository(tmp_path / "seed")
    shutil.copytree(TINY, work.folder / "data")
    with (work.folder / "data" / "bodies.yml").open("a") as file:
        file.write(ACCOUNTS)
    (work.folder / "README.md").write_text("# Thứ Bảy\n")
    shutil.copytree(workflows.FOLDER, work.folder / ".github" / "workflows")
    work.commit("2024-05-02T03:00:00Z")
    work.git("clone", "--quiet", "--bare", ".", str(tmp_path / "origin.git"))
    return tmp_path / "origin.git"


def revision(origin, name):
    return subprocess.run(
        ["git", "-C", str(origin), "rev-parse", name], check=True, capture_output=True, text=True
    ).stdout.strip()


def proposed(tmp_path, origin, *, branch="sua", user=OFFICIAL, force=False, **files):
    """Push a fork's branch as the host's pull request 7 and return the event; ``force``: in place of an older one."""
    subprocess.run(["git", "clone", "--quiet", str(origin), str(tmp_path / "fork")], check=True)
    fork = Repository(tmp_path / "fork")
    for path, change in files.items():
        target = fork.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(change(target.read_text("utf-8") if target.exists() else ""), encoding="utf-8")
    fork.commit("2024-05-20T03:00:00Z", "đề nghị")
    fork.git("push", "--quiet", *(("--force",) if force else ()), "origin", "HEAD:refs/pull/7/head")
    head, base = fork.git("rev-parse", "HEAD").strip(), revision(origin, "main")
    return {
        "sender": {"id": user},
        "pull_request": {
            "number": 7,
            "title": HOSTILE,
            "body": HOSTILE,
            "user": {"id": user},
            "head": {"sha": head, "ref": branch, "repo": {"full_name": "xa/thubay"}},
            "base": {"sha": base, "repo": {"full_name": "huyen/thubay"}},
        },
    }


def checked(tmp_path, origin, event):
    """Run the three jobs of the check and return how each ended."""
    runner = workflows.Runner(tmp_path, origin, event)
    review = runner.job("check", "review")
    needs = {"review": {"result": review.result, "outputs": review.outputs}}
    tests = "skipped"
    if review.outputs["tests"] == "true":
        tests = runner.job("check", "tests", needs).result
    needs["tests"] = {"result": tests, "outputs": {}}
    return review, tests, runner.job("check", "conclusion", needs)


@pytest.mark.slow
def test_a_sound_report_gets_a_preview_and_is_taken(tmp_path, origin):
    def with_reason(text):
        return text.replace("households: 84", "households: 86") + "corrections:\n  - {date: 2024-05-19, reason: Thôn đếm lại}\n"

    review, tests, conclusion = checked(tmp_path, origin, proposed(tmp_path, origin, **{APRIL: with_reason}))

    assert (review.result, tests, conclusion.result) == ("success", "skipped", "success")
    assert "✅ Nhận được" in review.summary
    assert "Thôn N" in review.summary.split("trang đổi")[1]
    preview = review.artifacts["xem-truoc"]
    assert 'href="xa/da-tong/index.html"' in (preview / "index.html").read_text("utf-8")
    assert "86" in (preview / "xa" / "da-tong" / "n-ton" / "index.html").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("branch", [HOSTILE, "--upload-pack=x", "::error::x", "a'b"])
def test_an_error_stands_on_its_line_whatever_the_branch_is_called(tmp_path, origin, branch):
    def slip(text):
        return text.replace("households: 84", "households: 8400")

    event = proposed(tmp_path, origin, branch=branch, **{APRIL: slip})
    review, _, conclusion = checked(tmp_path, origin, event)

    assert (review.result, conclusion.result) == ("failure", "failure")
    line = 1 + slip((TINY.parent / APRIL).read_text("utf-8")).splitlines().index("        households: 8400")
    assert f"::error file={APRIL},line={line},col=" in review.printed
    assert f"/{APRIL}#L{line})" in review.summary
    assert branch not in review.summary
    assert "❌ Chưa nhận được" in review.summary
    assert (review.artifacts["xem-truoc"] / "index.html").is_file()
    assert not list(tmp_path.rglob("PWNED"))


@pytest.mark.slow
def test_a_stranger_and_a_file_with_a_hostile_name_are_refused(tmp_path, origin):
    name = "data/reports/2024/da-tong/$(touch PWNED)::error::x.yml"
    event = proposed(tmp_path, origin, user=STRANGER, **{name: lambda _: "x"})

    review, _, conclusion = checked(tmp_path, origin, event)

    assert (review.result, conclusion.result) == ("failure", "failure")
    assert "\n::error::" not in review.printed
    assert "Tài khoản số 999" in review.printed
    assert not list(tmp_path.rglob("PWNED"))


@pytest.mark.slow
def test_a_change_of_code_runs_the_tests_and_no_preview(tmp_path, origin):
    event = proposed(tmp_path, origin, user=STRANGER, **{"README.md": lambda text: text + "x"})

    review, tests, conclusion = checked(tmp_path, origin, event)

    assert (review.result, tests, conclusion.result) == ("success", "success", "success")
    assert review.outputs == {"tests": "true"}
    assert review.artifacts == {}


@pytest.mark.slow
def test_the_code_of_a_proposal_is_never_run_by_the_check(tmp_path, origin):
    event = proposed(
        tmp_path, origin, **{"generator/__init__.py": lambda _: "open('PWNED', 'w')", APRIL: lambda text: text + "#\n"}
    )

    review, _, _ = checked(tmp_path, origin, event)

    assert "::error file=generator/__init__.py" in review.printed
    assert not list(tmp_path.rglob("PWNED"))


@pytest.mark.slow
def test_an_event_that_tells_nothing_fails(tmp_path, origin):
    runner = workflows.Runner(tmp_path, origin, {"pull_request": {"number": 7, "base": {"sha": revision(origin, "main")}}})
    subprocess.run(["git", "-C", str(origin), "update-ref", "refs/pull/7/head", "main"], check=True)

    review = runner.job("check", "review")

    assert review.result == "failure"
    assert "Chưa xem được" in review.summary


@pytest.mark.slow
def test_the_main_line_is_built_looked_over_and_handed_on(tmp_path, origin):
    built = workflows.Runner(tmp_path, origin, {}, sha=revision(origin, "main")).job("publish", "build")

    assert built.result == "success", built.printed
    told = json.loads((built.artifacts["github-pages"] / "build.json").read_text("utf-8"))
    assert told["commit"] == revision(origin, "main")
    assert told["quarantine"] == []


def broken_main(tmp_path, origin):
    """Put a report with an error on the main line, past all checks."""
    subprocess.run(["git", "clone", "--quiet", str(origin), str(tmp_path / "direct")], check=True)
    direct = Repository(tmp_path / "direct")
    (direct.folder / APRIL).write_text("x @everyone ```\n")
    direct.commit("2024-05-21T03:00:00Z")
    direct.git("push", "--quiet", "origin", "HEAD:main")


SOUND = {name: {"result": "success", "outputs": {}} for name in ("build", "deploy", "smoke")}


@pytest.mark.slow
def test_a_broken_file_on_the_main_line_opens_one_issue_and_the_rest_goes_out(tmp_path, origin):
    broken_main(tmp_path, origin)
    runner = workflows.Runner(tmp_path, origin, {})

    built, alert = runner.job("publish", "build"), runner.job("publish", "alert", SOUND)

    assert (built.result, alert.result) == ("success", "success")
    (_, _), (arguments, content) = alert.asked
    assert arguments == ["api", "--method", "POST", "repos/huyen/thubay/issues", "--input", "-"]
    assert content["labels"] == ["su-co-cong-bo"]
    assert f"{APRIL}:1:" in content["body"]


@pytest.mark.slow
def test_a_failed_job_opens_an_issue_and_a_sound_run_closes_it(tmp_path, origin):
    runner = workflows.Runner(tmp_path, origin, {})
    needs = {**SOUND, "deploy": {"result": "failure", "outputs": {}}, "smoke": {"result": "skipped", "outputs": {}}}

    failed = runner.job("publish", "alert", needs)

    _, (_, content) = failed.asked
    assert content["title"] == "Sự cố: việc “Công bố” bị hỏng"
    assert "- **Công bố**: hỏng\n- **Xem trang đang công bố**: không chạy" in content["body"]
    assert "https://github.com/huyen/thubay/actions/runs/1" in content["body"]
    standing = {"number": 5, "title": content["title"], "body": content["body"], "user": {"id": BOT}}
    runner.environment = {"GH_PAGES": json.dumps({"issues": [standing]})}
    assert len(runner.job("publish", "alert", needs).asked) == 1
    mended = runner.job("publish", "alert", SOUND)
    assert [arguments[3] for arguments, _ in mended.asked[1:]] == [
        f"repos/huyen/thubay/issues/5{end}" for end in ("/comments", "")
    ]


@pytest.mark.slow
def test_a_call_that_the_host_refuses_fails_the_job(tmp_path, origin):
    broken_main(tmp_path, origin)
    alert = workflows.Runner(tmp_path, origin, {}, GH_FAILS="1").job("publish", "alert", SOUND)

    assert alert.result == "failure"
    assert "GitHub không nhận: gh: Bad credentials (HTTP 401)" in alert.printed


@pytest.mark.slow
def test_reminders_become_one_issue_for_each_group(tmp_path, origin):
    ended = workflows.Runner(tmp_path, origin, {}).job("remind", "remind")

    assert ended.result == "success"
    _, *made = ended.asked
    assert made
    assert all(content["labels"] == ["nhac-viec"] and "```text\n" in content["body"] for _, content in made)


@pytest.mark.parametrize(
    ("works", "result", "calls"),
    [
        ([True], "success", ["deploy"]),
        ([False, True], "success", ["deploy", "sleep 60", "deploy"]),
        ([False, False, True], "success", ["deploy", "sleep 60", "deploy", "sleep 300", "deploy"]),
        ([False, False, False], "failure", ["deploy", "sleep 60", "deploy", "sleep 300", "deploy"]),
    ],
)
def test_a_deployment_that_fails_is_tried_again_after_longer_and_longer(tmp_path, origin, works, result, calls):
    runner = workflows.Runner(tmp_path, origin, {})
    runner.deploys = list(works)

    ended = runner.job("publish", "deploy")

    assert (ended.result, ended.calls) == (result, calls)
    assert ended.outputs == {"url": runner.address if works[-1] else ""}


@pytest.mark.slow
def test_the_site_that_readers_get_is_asked_for_its_commit(tmp_path, origin, server):
    sha = revision(origin, "main")
    server.answers = {"/build.json": (200, json.dumps({"commit": sha}).encode()), "/": (200, b"</html>")}
    needs = {"deploy": {"result": "success", "outputs": {"url": server.url}}}

    ended = workflows.Runner(tmp_path, origin, {}, sha=sha).job("publish", "smoke", needs)

    assert ended.result == "success", ended.printed
    assert f"Trang {server.url} đã là bản mới." in ended.printed


@pytest.mark.slow
def test_what_the_night_found_opens_an_issue_that_names_the_job(tmp_path, origin):
    runner = workflows.Runner(tmp_path, origin, {}, MAKE_FAILS="audit")
    ended = {
        "fuzz": runner.job("nightly", "fuzz"),
        "coverage": runner.job("nightly", "coverage"),
        "mutation": runner.job("nightly", "mutation"),
        "zensical": runner.job("nightly", "zensical"),
        "audit": runner.job("nightly", "audit"),
    }

    assert {name: (job.result, job.calls) for name, job in ended.items()} == {
        "fuzz": ("success", ["make .venv/test", "make fuzz-nightly"]),
        "coverage": ("success", ["make .venv/test", "make coverage"]),
        "mutation": ("success", ["make .venv/mutation", "make mutation"]),
        "zensical": ("success", ["make .venv/test", "make zensical"]),
        "audit": ("failure", ["make .venv/audit", "make audit"]),
    }
    needs = {name: {"result": job.result, "outputs": {}} for name, job in ended.items()}
    alert = runner.job("nightly", "alert", needs)
    _, (_, content) = alert.asked
    assert content["labels"] == ["su-co-hang-dem"]
    assert content["body"].startswith("- **Lỗ hổng đã biết**: hỏng\n\n")


@pytest.mark.slow
def test_a_written_file_that_no_longer_follows_from_the_data_is_refused_at_night(tmp_path, origin):
    runner = workflows.Runner(tmp_path, origin, {})
    drifted = runner.job("nightly", "drift")

    assert drifted.result == "failure"
    assert ".github/CODEOWNERS không đúng với dữ liệu" in drifted.printed
    subprocess.run(["git", "clone", "--quiet", str(origin), str(tmp_path / "own")], check=True)
    own = Repository(tmp_path / "own")
    main(["github-files", "--data", str(own.folder / "data"), "--into", str(own.folder / ".github"), "--today", "2024-06-01"])
    own.commit("2024-06-01T03:00:00Z")
    own.git("push", "--quiet", "origin", "HEAD:main")
    assert runner.job("nightly", "drift").result == "success"


@pytest.mark.slow
def test_an_address_outside_that_does_not_answer_opens_an_issue_and_fails_nothing(tmp_path, origin):
    nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")  # the port that throws everything away

    ended = workflows.Runner(tmp_path, origin, {}, **nowhere).job("nightly", "links")

    assert ended.result == "success", ended.printed
    _, (_, content) = ended.asked
    assert content["labels"] == ["lien-ket-hong"]
    assert "https://" in content["body"]


ISSUE = {"issue": {"number": 12, "title": HOSTILE, "body": HOSTILE}, "repository": {"default_branch": "main"}}
SUBMITTED = (
    'mkdir submission && printf %s "nop/12" > submission/branch && printf %s "Báo cáo \\$(touch PWNED)" > submission/title'
    ' && echo "@ai #1" > submission/body.md && echo "Đã nhận." > submission/answer.md && echo "# thêm" >> ' + APRIL
)


@pytest.mark.slow
def test_a_submission_becomes_a_branch_a_pull_request_and_an_answer(tmp_path, origin):
    runner = workflows.Runner(tmp_path, origin, ISSUE)
    runner.thubay = {"submit": SUBMITTED}

    ended = runner.job("submit", "submit")

    assert ended.result == "success", ended.printed
    assert [arguments[3] for arguments, _ in ended.asked if arguments[1] == "--method"] == [
        f"repos/huyen/thubay/statuses/{revision(origin, 'nop/12')}",
        "repos/huyen/thubay/pulls",
        "repos/huyen/thubay/issues/12/comments",
    ]
    assert ended.asked[-2][1]["title"] == "Báo cáo $(touch PWNED)"
    assert ended.asked[-1][1]["body"].startswith("Đã nhận.\n\nĐề nghị đã được lập")
    changed = subprocess.run(["git", "-C", str(origin), "diff", "--name-only", "main", "nop/12"], capture_output=True, text=True)
    assert changed.stdout.split() == [APRIL]
    assert not list(tmp_path.rglob("PWNED"))


@pytest.mark.slow
def test_an_edited_submission_takes_the_place_of_the_older_one(tmp_path, origin):
    runner = workflows.Runner(tmp_path, origin, ISSUE, GH_PAGES=json.dumps({"pulls": [{"number": 9}]}))
    runner.thubay = {"submit": SUBMITTED}
    runner.job("submit", "submit")
    first = revision(origin, "nop/12")
    runner.thubay = {"submit": SUBMITTED.replace("# thêm", "# thêm nữa")}

    ended = runner.job("submit", "submit")

    assert ended.result == "success", ended.printed
    assert revision(origin, "nop/12") != first
    assert ["api", "--method", "PATCH", "repos/huyen/thubay/pulls/9", "--input", "-"] in [each for each, _ in ended.asked]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "result", "asked"),
    [
        ('mkdir submission && echo "Có lỗi." > submission/answer.md && exit 1', "success", ["issues/12/comments"]),
        ("exit 0", "success", []),
        ("exit 1", "failure", []),
        (SUBMITTED.replace('"nop/12"', '"main"'), "failure", []),
        (SUBMITTED.replace('"nop/12"', '"../x"'), "failure", []),
    ],
    ids=["refused", "no submission", "broken", "main line", "path"],
)
def test_what_is_no_sound_submission_changes_no_branch(tmp_path, origin, script, result, asked):
    before = subprocess.run(["git", "-C", str(origin), "for-each-ref"], capture_output=True).stdout
    runner = workflows.Runner(tmp_path, origin, ISSUE)
    runner.thubay = {"submit": script}

    ended = runner.job("submit", "submit")

    assert ended.result == result
    assert [arguments[3].removeprefix("repos/huyen/thubay/") for arguments, _ in ended.asked if arguments[0] == "api"] == asked
    assert subprocess.run(["git", "-C", str(origin), "for-each-ref"], capture_output=True).stdout == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("user", "answer", "branches"),
    [(OFFICIAL, "**Đã nhận**", ["nop/phieu-12"]), (STRANGER, "**Chưa nhận được**", [])],
    ids=["official", "stranger"],
)
def test_a_filled_form_goes_the_whole_way(tmp_path, origin, user, answer, branches):
    issue = {"number": 12, "title": HOSTILE, "body": form(DAY), "user": {"id": user, "login": HOSTILE}}
    event = {"action": "opened", "issue": issue, "sender": {"id": user}, "repository": {"default_branch": "main"}}

    ended = workflows.Runner(tmp_path, origin, event).job("submit", "submit")

    assert ended.result == "success", ended.printed
    assert answer in ended.asked[-1][1]["body"]
    found = subprocess.run(["git", "-C", str(origin), "branch", "--list", "nop/*"], capture_output=True, text=True)
    assert found.stdout.split() == branches
    if branches:
        files = subprocess.run(
            ["git", "-C", str(origin), "diff", "--name-only", "main", *branches], capture_output=True, text=True
        )
        assert files.stdout.split() == [f"data/{JUNE_DAY}"]
