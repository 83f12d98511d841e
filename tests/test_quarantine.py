import datetime as dt
import json
import re
import shutil
from pathlib import PurePosixPath

import pytest

from generator.cli import main
from generator.language.months import Month
from generator.loading.history import history
from generator.loading.load import load
from generator.loading.quarantine import publishable
from generator.problems import InvalidData
from generator.site import site
from tests.conftest import ROOT, TINY, TODAY
from tests.repositories import Repository

TEMPLATES = ROOT / "site_src" / "templates"
REPORT, CAMPAIGN = "data/reports/2024/da-tong/2024-04.yml", "data/campaigns/2024/05-da-tong.yml"
FIRST, SECOND, THIRD = "2024-05-02T03:00:00Z", "2024-05-10T03:00:00Z", "2024-05-20T03:00:00Z"
KEY = ("da-tong", Month(2024, 4))


@pytest.fixture
def repository(tmp_path):
    return Repository.like(tmp_path / "repository", committed)


def committed(repository):
    shutil.copytree(TINY, repository.folder / "data")
    repository.commit(FIRST)


def file(repository, path):
    return repository.folder / path


def edit(repository, path, old, new):
    text = file(repository, path).read_text("utf-8")
    assert old in text
    file(repository, path).write_text(text.replace(old, new), "utf-8")


def published(repository):
    return publishable(repository.folder / "data", TODAY, history(repository.folder, "data"))


def text(body):
    return re.sub(r"<[^>]+>", "", body)


def pages(repository):
    made = site(repository.folder / "data", TODAY, TEMPLATES)
    build = json.loads(next(each.content for each in made.files if each.address == "/build.json"))
    return {page.address: page.body for page in made.pages}, build


def test_sound_data_is_published_as_it_stands(repository):
    loaded = published(repository)

    assert loaded.dataset.quarantine == {}
    assert loaded.dataset.reports.keys() == load(TINY, TODAY).dataset.reports.keys()


def test_a_report_that_cannot_be_read_gives_way_to_its_last_good_version(repository):
    file(repository, REPORT).write_text("commune: [", "utf-8")
    repository.commit(SECOND)

    loaded = published(repository)

    item = loaded.dataset.quarantine[PurePosixPath(REPORT)]
    assert (item.shown_from, item.commune, item.month) == (dt.date(2024, 5, 2), "da-tong", Month(2024, 4))
    assert loaded.dataset.reports[KEY] == load(TINY, TODAY).dataset.reports[KEY]
    assert loaded.dataset.publications[KEY].published_on == dt.date(2024, 5, 2)
    assert loaded.dataset.publications[KEY].corrections == ()
    assert {str(problem.path) for problem in loaded.problems} >= {REPORT}
    bodies, build = pages(repository)
    assert "bản đúng gần nhất, ngày 02/05/2024" in text(bodies["/bao-cao/2024/da-tong/04/"]())
    assert f"{REPORT}, đang hiện bản ngày 02/05/2024." in text(bodies["/tinh-hinh/"]())
    assert build["quarantine"] == [{"path": REPORT, "shown_from": "2024-05-02"}]
    assert build["errors"] > 0


def test_versions_that_are_wrong_too_are_passed_over(repository):
    edit(repository, REPORT, "2024-04", "2024-44")
    repository.commit(SECOND)
    file(repository, REPORT).write_text("", "utf-8")
    repository.commit(THIRD)

    assert published(repository).dataset.quarantine[PurePosixPath(REPORT)].shown_from == dt.date(2024, 5, 2)


def test_a_report_that_was_never_good_is_missing_and_every_page_that_counts_says_so(repository):
    path = "data/reports/2024/da-tong/2024-06.yml"
    file(repository, path).write_text("commune: da-tong\n", "utf-8")
    repository.commit(SECOND)

    loaded = published(repository)
    bodies, build = pages(repository)

    assert loaded.dataset.quarantine[PurePosixPath(path)].shown_from is None
    assert ("da-tong", Month(2024, 6)) not in loaded.dataset.reports
    assert "/bao-cao/2024/da-tong/06/" not in bodies
    assert build["quarantine"] == [{"path": path, "shown_from": None}]
    assert f"<code>{path}</code>, chưa hiện được" in bodies["/tinh-hinh/"]()
    for address in ("/", "/ket-qua/", "/ket-qua/2024-04/", "/xa/da-tong/"):
        assert "tệp dữ liệu đang có lỗi" in bodies[address](), address
    assert "tệp dữ liệu đang có lỗi" not in bodies["/xa/ro-men/"]()


def test_a_month_whose_report_cannot_be_shown_is_not_called_missing(repository):
    file(repository, REPORT).write_text("commune: [", "utf-8")
    shutil.rmtree(repository.folder / ".git")

    bodies, _ = pages(repository)

    assert "có lỗi, chờ sửa" in bodies["/tinh-hinh/"]()
    assert "1/2 xã đã báo cáo Đã gửi nhưng có lỗi, chờ sửa, chưa tính: Xã Đạ Tông." in text(bodies["/ket-qua/2024-04/"]())
    synthesis = text(bodies["/ket-qua/2024-04/tong-hop/"]())
    assert "Báo cáo của xã Đạ Tông đã gửi nhưng có lỗi, chờ sửa, chưa tính vào số liệu: tháng 4 năm 2024." in synthesis
    assert "Chưa có báo cáo của xã Đạ Tông" not in synthesis
    day = text(bodies["/dot/2024/q2/"]())
    assert "; báo cáo có lỗi, chờ sửa: Thôn N&#39;tôn." in day
    assert "chưa báo cáo" not in text(bodies["/dot/2024/04-da-tong/"]())
    assert bodies["/dot/2024/04-da-tong/"]().count('data-label="Đã làm">có lỗi, chờ sửa</td>') == 1
    assert "Xã Đạ Tôngcó lỗi, chờ sửacó lỗi, chờ sửacó lỗi, chờ sửacó lỗi, chờ sửa" in synthesis


def test_a_file_refused_only_because_of_another_gives_way_as_well(repository):
    edit(repository, REPORT, "campaign: 2024/04-da-tong", "campaign: 2024/04-ro-men")
    repository.commit(SECOND)
    assert load(repository.folder / "data", TODAY).dataset is None

    loaded = published(repository)

    assert list(loaded.dataset.quarantine) == [PurePosixPath(REPORT)]
    assert loaded.dataset.reports[KEY] == load(TINY, TODAY).dataset.reports[KEY]


def test_a_day_that_cannot_be_read_takes_no_report_with_it(repository):
    edit(repository, "data/campaigns/2024/04-da-tong.yml", "month: 2024-04", "month: April")
    repository.commit(SECOND)

    loaded = published(repository)

    assert [str(path) for path in loaded.dataset.quarantine] == ["data/campaigns/2024/04-da-tong.yml"]
    assert loaded.dataset.reports.keys() == load(TINY, TODAY).dataset.reports.keys()


def test_a_register_gives_way_to_its_last_good_version_even_when_it_is_gone(repository):
    edit(repository, "data/places.yml", "communes:", "comunes:")
    file(repository, "data/bodies.yml").unlink()
    repository.commit(SECOND)

    loaded = published(repository)

    assert [str(path) for path in loaded.dataset.quarantine] == ["data/bodies.yml", "data/places.yml"]
    assert loaded.dataset.places == load(TINY, TODAY).dataset.places


def test_no_site_stands_on_a_register_that_was_never_sound(tmp_path):
    shutil.copytree(TINY, tmp_path / "data")
    (tmp_path / "data" / "places.yml").write_text("communes: [", "utf-8")

    with pytest.raises(InvalidData):
        site(tmp_path / "data", TODAY, TEMPLATES)


def test_a_stray_file_keeps_nothing_back(repository):
    file(repository, "data/notes.txt").write_text("x", "utf-8")

    loaded = published(repository)

    assert loaded.dataset.quarantine == {}
    assert loaded.errors == 1
    assert pages(repository)[1]["errors"] == 1


def test_a_change_not_committed_yet_gives_way_to_what_is(repository):
    file(repository, REPORT).write_text("commune: [", "utf-8")

    assert published(repository).dataset.quarantine[PurePosixPath(REPORT)].shown_from == dt.date(2024, 5, 2)


@pytest.mark.parametrize(("strict", "code"), [((), 0), pytest.param(("--strict",), 3, marks=pytest.mark.slow)])
def test_the_command_publishes_the_rest_and_says_so(repository, tmp_path, capsys, strict, code):
    file(repository, REPORT).write_text("commune: [", "utf-8")
    out = tmp_path / "site"

    found = main(["build", "--data", str(repository.folder / "data"), "--out", str(out), "--today", str(TODAY), *strict])

    assert found == code
    assert (out / "index.html").is_file()
    assert REPORT in capsys.readouterr().err
