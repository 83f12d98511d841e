"""Issues that workflows keep: which calls make what stands be what is wanted."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.github.issues import BOT, Issue, calls, dumped, read
from generator.github.markdown import fenced

LABEL, DONE = "nhac-viec", "Đã đủ."


def issue(key, body="Còn thiếu"):
    return Issue(key=key, title=f"Nhắc việc: {key}", body=body)


def standing(number, opened, user=BOT):
    return {"number": number, "title": opened.content["title"], "body": opened.content["body"], "user": {"id": user}}


def opened(wanted):
    (call,) = calls([wanted], [], LABEL, DONE)
    return call


def made(wanted, found):
    return [(call.method, call.path) for call in calls(wanted, found, LABEL, DONE)]


def test_what_is_new_is_opened_with_the_label():
    call = opened(issue("to-a"))

    assert (call.method, call.path, call.content["labels"]) == ("POST", "issues", [LABEL])


def test_what_stands_unchanged_is_left_alone():
    assert made([issue("to-a")], [standing(7, opened(issue("to-a")))]) == []


def test_the_line_ends_of_the_host_are_no_change():
    found = standing(7, opened(issue("to-a", "một\nhai")))
    found["body"] = found["body"].replace("\n", "\r\n")

    assert made([issue("to-a", "một\nhai")], [found]) == []


def test_what_changed_is_brought_up_to_date():
    assert made([issue("to-a", "khác")], [standing(7, opened(issue("to-a")))]) == [("PATCH", "issues/7")]


def test_what_is_no_longer_wanted_is_closed_with_a_word():
    assert made([], [standing(7, opened(issue("to-a")))]) == [("POST", "issues/7/comments"), ("PATCH", "issues/7")]


def test_an_issue_of_somebody_else_that_bears_our_mark_is_not_touched():
    assert made([issue("to-a")], [standing(7, opened(issue("to-a")), user=1)]) == [("POST", "issues")]


def test_a_pull_request_or_an_issue_without_a_body_is_not_touched():
    empty = {"number": 8, "title": "x", "body": None, "user": {"id": BOT}}
    proposal = {**standing(9, opened(issue("to-a"))), "pull_request": {}}

    assert made([], [empty, proposal]) == []


def test_a_mark_inside_the_text_does_not_count():
    sly = issue("to-a", "<!-- thubay nhac-viec to-b -->")

    assert made([sly], [standing(7, opened(sly))]) == []


def test_of_two_that_stand_for_the_same_only_one_is_kept():
    twice = [standing(number, opened(issue("to-a"))) for number in (7, 8)]

    assert made([issue("to-a", "khác")], twice) == [
        ("PATCH", "issues/7"),
        ("POST", "issues/8/comments"),
        ("PATCH", "issues/8"),
    ]


def test_issues_survive_a_file():
    wanted = (issue("to-a", "Dòng một\nDòng hai"), issue("to-b"))

    assert read(dumped(wanted)) == wanted


@given(st.text(alphabet="`x @\n~"))
def test_nothing_in_a_block_ends_it_early(text):
    first, *lines, last = fenced(text).split("\n")

    assert re.fullmatch("`{3,}text", first)
    assert not any(line.strip().startswith(last) for line in lines)
    assert "\n".join(lines) == text
