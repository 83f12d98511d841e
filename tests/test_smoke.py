"""The live site asked for its commit, and the addresses that it leads to, on a server of our own."""

import http.server
import json
import threading

import pytest

from generator.cli import main
from generator.commands.smoke import smoke, waits

COMMIT = "c" * 40


@pytest.fixture
def server():
    """A server whose answers a test puts into a table: (status, body) by path, or a list of them, one for each call."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            found = self.server.answers.get(self.path.partition("?")[0], (404, b""))
            status, body = found.pop(0) if isinstance(found, list) else found
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    running.answers = {}
    running.url = f"http://127.0.0.1:{running.server_port}/"
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield running
    running.shutdown()
    running.server_close()


def build(commit):
    return 200, json.dumps({"commit": commit}).encode()


def test_the_site_of_the_commit_is_taken_at_once(server, capsys):
    server.answers = {"/build.json": build(COMMIT), "/": (200, b"<html></html>")}

    assert main(["smoke", server.url, "--commit", COMMIT]) == 0
    assert "đã là bản mới" in capsys.readouterr().out


def test_an_older_site_is_asked_again_until_the_new_one_stands(server):
    server.answers = {"/build.json": [(503, b""), build("old"), build(COMMIT)], "/": (200, b"</html>")}
    slept = []

    assert smoke(server.url, COMMIT, waits(5, 2.0), slept.append) is None
    assert slept == [2.0, 4.0]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"/build.json": build("old")}, "trang ghi commit old"),
        ({"/build.json": (200, b"<html>")}, "Expecting value"),
        ({"/build.json": (200, b"[]")}, "list indices"),
        ({"/build.json": build(COMMIT), "/": (200, b"<html>")}, "không trọn vẹn"),
        ({}, "404"),
    ],
)
def test_a_site_that_is_not_it_is_told_why_after_all_tries(server, capsys, answers, reason):
    server.answers = answers

    assert main(["smoke", server.url, "--commit", COMMIT, "--tries", "2", "--wait", "0"]) == 1
    assert reason in capsys.readouterr().out


@pytest.mark.parametrize("url", ["file:///etc/", "", "http://127.0.0.1:1/"])
def test_no_answer_or_no_web_address_is_told(url, capsys):
    assert main(["smoke", url, "--commit", COMMIT, "--tries", "1"]) == 1
    assert "chưa phải bản mới" in capsys.readouterr().out


def test_the_waits_double_up_to_a_minute():
    assert list(waits(8, 2.0)) == [2, 4, 8, 16, 32, 60, 60, None]


def test_outside_addresses_that_are_gone_make_one_issue(server, tmp_path):
    server.answers = {"/a": (200, b""), "/gone": (410, b""), "/shy": (403, b""), "/ill": (500, b"")}
    links = "".join(f'<a href="{server.url}{name}">x</a>' for name in ("a", "gone", "shy", "ill"))
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(f"{links}<a href='http://127.0.0.1:1/dead'>x</a>")

    assert main(["links", str(tmp_path / "site"), "--out", str(tmp_path / "wanted.json")]) == 0
    (issue,) = json.loads((tmp_path / "wanted.json").read_text("utf-8"))
    assert issue["title"].startswith("2 liên kết")
    assert "/gone\n    HTTP 410; index.html" in issue["body"]
    assert "127.0.0.1:1/dead" in issue["body"]


def test_no_dead_address_no_issue(server, tmp_path):
    (tmp_path / "site").mkdir()

    assert main(["links", str(tmp_path / "site"), "--out", str(tmp_path / "wanted.json")]) == 0
    assert json.loads((tmp_path / "wanted.json").read_text("utf-8")) == []
