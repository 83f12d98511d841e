"""The small parts that workflows stand on: events, results of jobs, contributors' text in Markdown, calls of ``gh``."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.github.api import ApiError, ask
from generator.github.event import EventError, PullRequest, pull_request
from generator.github.issues import BOT
from generator.github.jobs import results, told
from generator.github.markdown import code, plain
from generator.github.summary import problems_summary
from generator.problems import Problem
from generator.sinks.preview import for_a_folder
from tests import factories
from tests.conftest import ROOT

SHA = "a" * 40
CHECK = ROOT / ".github" / "workflows" / "check.yml"


def event(user, sender=5, repository="huyen/thubay"):
    head = {"sha": SHA, "ref": "sua", "repo": repository and {"full_name": repository}}
    base = {"sha": "b" * 40, "repo": {"full_name": "huyen/thubay"}}
    return {"sender": {"id": sender}, "pull_request": {"user": {"id": user}, "head": head, "base": base}}


@pytest.mark.parametrize(
    ("told", "actor"),
    [
        (event(101), 101),
        (event(BOT), 5),
        (event(BOT, repository="khac/thubay"), BOT),
        (event(101, repository=None), 101),
    ],
    ids=["author", "our own", "another's", "fork gone"],
)
def test_who_answers_for_a_pull_request(told, actor):
    assert PullRequest.of(told).actor == actor


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{}", b"\xff", b"[" * 100_000, json.dumps(event(1)).replace(SHA, "--upload-pack=x").encode()]
)
def test_what_is_no_event_is_refused(tmp_path, raw):
    (tmp_path / "event.json").write_bytes(raw)

    with pytest.raises(EventError):
        pull_request(tmp_path / "event.json")


def needs(**results):
    return json.dumps({job: {"result": result, "outputs": outputs} for job, (result, outputs) in results.items()})


@pytest.mark.parametrize(
    ("ended", "bad"),
    [
        (needs(review=("success", {"tests": "true"}), tests=("success", {})), ()),
        (needs(review=("success", {"tests": "false"}), tests=("skipped", {})), ()),
        (needs(review=("success", {"tests": "true"}), tests=("skipped", {})), ("tests",)),
        (needs(review=("success", {}), tests=("skipped", {})), ("tests",)),
        (needs(review=("failure", {"tests": "false"}), tests=("skipped", {})), ("review", "tests")),
        (needs(review=("success", {"tests": "false"}), tests=("failure", {})), ("tests",)),
        (needs(review=("cancelled", {}), tests=("success", {})), ("review",)),
        (needs(review=("skipped", {"review": "false"}), tests=("success", {})), ("review",)),
    ],
)
def test_a_job_left_out_is_no_success_unless_another_says_it_is_not_needed(ended, bad):
    assert tuple(job for job, result in results(ended).items() if result != "success") == bad
    assert concluded(ended) == int(bool(bad))


def concluded(ended):
    return main(["conclude", "--needs", ended, "--workflow", str(CHECK)])


def test_a_job_goes_by_the_name_that_people_see_in_the_order_of_the_workflow():
    ended = needs(tests=("skipped", {}), review=("failure", {}), another=("cancelled", {}))

    assert [*told(ended, CHECK).items()] == [
        ("Dữ liệu", "hỏng"),
        ("Mã nguồn", "không chạy, vì việc trước nó hỏng"),
        ("another", "bị dừng giữa chừng"),
    ]


@pytest.mark.parametrize("ended", ["", "{}", "[]", "null", '{"a": 1}', '{"a": {}}'])
def test_results_that_tell_nothing_are_no_success(ended):
    assert concluded(ended) == 1


@given(st.text())
def test_plain_text_leaves_no_sign_that_markdown_could_read(text):
    written = plain(text)

    assert "\n" not in written
    bare = written.replace("\\\\", "")
    assert not any(bare[at - 1 : at] != "\\" for at, letter in enumerate(bare) if letter in "<>&[]()*_`#@|~!")


@given(st.text(alphabet="`a b\n", min_size=1))
def test_a_code_span_is_closed_by_its_own_mark_alone(text):
    written = code(text)
    if written:
        mark = written.split(" ")[0]

        assert set(mark) == {"`"}
        assert mark not in written[len(mark) : -len(mark)]


def test_the_summary_leads_to_the_editor_of_the_proposals_own_branch():
    path = "data/reports/2024/a b/x](https:evil).yml"
    problem = Problem.of("file_stray", factories.PurePosixPath(path), line=3)
    text = "\n\n".join(problems_summary(["Xong"], [problem], PullRequest.of(event(101, repository="xa/thubay"))))

    assert "(https://github.com/xa/thubay/edit/sua/data/reports/2024/a%20b/x%5D%28https%3Aevil%29.yml#L3)" in text


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("xa/", "xa/index.html"),
        ("../../xa/#dau", "../../xa/index.html#dau"),
        ("xa/?a=1", "xa/index.html?a=1"),
        (".", "./index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        ("lich/x.ics", "lich/x.ics"),
        ("#dau", "#dau"),
        ("https://a.example/", "https://a.example/"),
        ("//a.example/", "//a.example/"),
        ("", ""),
    ],
)
def test_a_link_to_a_folder_names_its_page(link, named):
    assert for_a_folder(f'<a class="x" href="{link}">xa/</a>') == f'<a class="x" href="{named}">xa/</a>'


@pytest.fixture
def gh(tmp_path, monkeypatch):
    def made(script):
        (tmp_path / "gh").write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / "gh").chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    return made


def test_a_call_is_made_again_while_the_host_is_ill(gh, tmp_path):
    gh(f'echo x >> {tmp_path}/tries; test $(wc -l < {tmp_path}/tries) -gt 2 || {{ echo "HTTP 502" >&2; exit 1; }}; echo "{{}}"')
    waited = []

    assert ask("GET", "repos/a/b", wait=waited.append) == {}
    assert waited == [2, 8]


def test_a_call_that_is_itself_at_fault_is_not_made_again(gh):
    gh('echo "gh: Not Found (HTTP 404)" >&2; exit 1')
    waited = []

    with pytest.raises(ApiError, match="404"):
        ask("GET", "repos/a/b", wait=waited.append)
    assert waited == []
