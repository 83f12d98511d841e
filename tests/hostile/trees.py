"""Faults of the folder: names, links and kinds of file that no checkout of this repository could hold everywhere."""

import os
import shutil

from tests.images import saved

REPORT = "reports/2024/da-tong/2024-05.yml"
PHOTO = "reports/2024/da-tong/photos/n-ton-1.jpg"


def _copied(source, target):
    def change(data):
        path = data / target
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data / source, path)

    return change


def _linked(way, target):
    def change(data):
        path = data / way
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target if target.startswith("/") else data / target)

    return change


def _written(way, text, mode=0o644):
    def change(data):
        path = data / way
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)

    return change


def _replaced(way, old, new):
    def change(data):
        text = (data / way).read_text(encoding="utf-8")
        assert old in text
        (data / way).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _pipe(data):
    os.mkfifo(data / "plans" / "2026.yml")


def _locked(data):
    (data / REPORT).write_bytes(b"\xff\xfe\xff")


def _another_commune(data):
    way = "reports/2024/khong-co/2024-04.yml"
    _copied("reports/2024/da-tong/2024-04.yml", way)(data)
    _replaced(way, "commune: da-tong", "commune: khong-co")(data)


def _another_photo(data):
    (data / "reports/2024/da-tong/photos/them.jpg").write_bytes(saved())


TREES = {
    "report that is a link": _linked(REPORT, "/etc/passwd"),
    "report that is a link to a sound one": _linked(REPORT, "reports/2024/da-tong/2024-04.yml"),
    "folder that is a link": _linked("reports/2024/ro-men", "reports/2024/da-tong"),
    "folder that is a link to its own parent": _linked("reports/2024/vong", "reports"),
    "photo that is a link": _linked(PHOTO, "/etc/passwd"),
    "pipe": _pipe,
    "folder called like a report": _written("reports/2024/da-tong/2024-06.yml/x", "x"),
    "case collision of folders": _copied("reports/2024/da-tong/2024-04.yml", "reports/2024/Da-Tong/2024-04.yml"),
    "case collision of files": _copied("plans/2024.yml", "Plans/2024.yml"),
    "composed and decomposed name": lambda data: [
        _copied("plans/2024.yml", name)(data) for name in ("b\u00e1o.yml", "ba\u0301o.yml")
    ],
    "yml and yaml": _copied("reports/2024/da-tong/2024-04.yml", "reports/2024/da-tong/2024-04.yaml"),
    "yaml alone": _copied("reports/2024/da-tong/2024-04.yml", "reports/2024/da-tong/2024-03.yaml"),
    "newline in a name": _copied("plans/2024.yml", "reports/2024/da-tong/a\nb.yml"),
    "carriage return in a name": _copied("plans/2024.yml", "reports/2024/da-tong/a\rb.yml"),
    "terminal escape in a name": _copied("plans/2024.yml", "plans/\x1b[2J.yml"),
    "override in a name": _copied("plans/2024.yml", "plans/\u202e4202.yml"),
    "workflow command as a name": _copied("plans/2024.yml", "reports/2024/da-tong/::error::x.yml"),
    "command as a name": _copied("plans/2024.yml", "plans/$(id).yml"),
    "option as a name": _copied("plans/2024.yml", "-rf.yml"),
    "blank in a name": _copied("plans/2024.yml", "plans/2024 (1).yml"),
    "code": _written("evil.py", "import os\n"),
    "workflow": _written(".github/workflows/x.yml", "on: push\n"),
    "rest of an editor": _written("places.yml~", "communes: []\n"),
    "rest of a system": _written("reports/.DS_Store", "x"),
    "page": _written("reports/2024/da-tong/index.md", "# x\n", 0o755),
    "executable report": lambda data: (data / REPORT).chmod(0o755),
    "sheet": _written("reports/2024/da-tong/2024-04.xlsx", "x"),
    "photo beside the folder": _copied(PHOTO, "reports/2024/da-tong/n-ton-1.jpg"),
    "photo of another kind": _written("reports/2024/da-tong/photos/a.svg", "<svg/>"),
    "photo that is missing": lambda data: (data / PHOTO).unlink(),
    "photo that nobody names": _another_photo,
    "commune of nobody": _another_commune,
    "report in another's folder": _copied("reports/2024/da-tong/2024-04.yml", "reports/2024/ro-men/2024-05.yml"),
    "report of another month": _copied("reports/2024/da-tong/2024-04.yml", "reports/2024/da-tong/2024-03.yml"),
    "month that is none": _copied("reports/2024/da-tong/2024-04.yml", "reports/2024/da-tong/2024-13.yml"),
    "year of another": _copied("reports/2024/da-tong/2024-04.yml", "reports/2024/da-tong/2023-04.yml"),
    "register that is missing": lambda data: (data / "calendar.yml").unlink(),
    "register that is empty": _written("calendar.yml", ""),
    "one bad of two": _locked,
    "day before the programme": _replaced("campaigns/2024/05-da-tong.yml", "date: 2024-05-18", "date: 2019-05-18"),
    "day in another month": _replaced("campaigns/2024/05-da-tong.yml", "date: 2024-05-18", "date: 2024-06-15"),
}
