"""What tests hand in: a copy of the tiny site in Git, reports for it, and archives of every kind."""

import io
import stat
import zipfile

from tests.faults import site
from tests.repositories import Repository

TODAY = "2024-06-28"
JUNE, JUNE_DAY = "reports/2024/da-tong/2024-06.yml", "campaigns/2024/06-da-tong.yml"
APRIL = "reports/2024/da-tong/2024-04.yml"
ACCOUNTS = """\
accounts:
  - id: 101
    login: xa-da-tong
    communes: [da-tong]
  - id: 103
    login: ban-dan-van
    maintainer: true
"""
DAY = """\
commune: da-tong
month: 2024-06
date: 2024-06-15
start: "07:00"
status: "held"
meeting_point: "Hội trường thôn"
"""
REPORT = """\
commune: da-tong
month: 2024-06
reported_by: "Khối Dân vận xã"
reported_on: 2024-06-26
days:
  - campaign: "2024/06-da-tong"
    results:
      - hamlet: n-ton
        participants: {residents: 60}
        households: 60
      - hamlet: da-nhinh
        participants: {residents: 60}
        households: 60
      - hamlet: liang-hung
        participants: {residents: 60}
        households: 60
"""


def repository(folder):
    """Return a repository with the tiny site, its April report published, and who may send what."""
    return Repository.like(folder, _published).folder / "data"


def _published(repository):
    bodies = site(repository.folder) / "bodies.yml"
    bodies.write_text(bodies.read_text("utf-8") + ACCOUNTS, "utf-8")
    repository.commit("2024-05-02T03:00:00Z")


def packed(*files, **options):
    """Return a .zip of (name, content) pairs; a name may stand twice. ``mode`` and ``method`` hold for all."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", options.get("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = options.get("mode", stat.S_IFREG | 0o644) << 16
            entry.compress_type = archive.compression
            archive.writestr(entry, content)
    return written.getvalue()
