"""``thubay new``: a template that says what every blank wants, and that is sound once the blanks are filled."""

import re

import pytest
import yaml

from generator.cli import main
from generator.schema import fields, part
from generator.validation.yaml_writer import yaml_text
from tests.handed import repository

JULY = "reports/2024/da-tong/2024-07.yml"


@pytest.fixture
def data(tmp_path):
    (tmp_path / "repository").mkdir()
    return repository(tmp_path / "repository")


@pytest.fixture
def begin(data, capsys):
    def begin(kind, month, *options):
        given = [kind, "--commune", "da-tong", "--month", month, "--data", str(data), "--today", "2024-08-02", *options]
        return main(["new", *given]), capsys.readouterr().out

    return begin


def checked(data, path, capsys):
    code = main(["check", str(data / path), "--today", "2024-08-02"])
    return code, capsys.readouterr().out


def fill(data, path, values):
    """Fill the first blank of each field."""
    file = data / path
    text = file.read_text("utf-8")
    for name, value in values.items():
        text, count = re.subn(rf"(?m)^(\s*(?:- )?{name}:)(  #.*)?$", rf"\1 {value}", text, count=1)
        assert count == 1, name
    file.write_text(text, "utf-8")


def test_a_filled_report_and_its_day_are_sound(begin, data, capsys):
    assert begin("saturday", "2024-07") == (
        0,
        "Đã tạo data/campaigns/2024/07-da-tong.yml. Hãy điền các chỗ trống, rồi chạy thubay check.\n",
    )
    fill(data, "campaigns/2024/07-da-tong.yml", {"date": "2024-07-20"})
    assert begin("report", "2024-07")[0] == 0
    fill(data, JULY, {"reported_on": "2024-08-01", "residents": 60, "households": 50})

    for path in ("campaigns/2024/07-da-tong.yml", JULY):
        code, out = checked(data, path, capsys)
        assert code == 0, out
    assert [each["hamlet"] for each in yaml.safe_load((data / JULY).read_text("utf-8"))["days"][0]["results"]] == [
        "n-ton", "da-nhinh", "liang-hung",
    ]  # fmt: skip


def test_a_blank_template_says_what_is_missing(begin, data, capsys):
    begin("report", "2024-07")

    code, out = checked(data, JULY, capsys)

    assert code == 1
    assert "Ngày báo cáo: Thiếu mục “reported_on”" in out


def test_planned_works_wait_for_their_quantities(begin, data, capsys):
    (data / "reports/2024/da-tong/2024-04.yml").unlink()
    begin("report", "2024-04")
    text = (data / "reports/2024/da-tong/2024-04.yml").read_text("utf-8")

    assert "- indicator: duong-ve-sinh  # Đường phát quang, dọn vệ sinh\n            quantity:  # Dự kiến 1.200 m" in text
    assert "# Thôn N'tôn, 120 hộ (chốt 01/01/2024)" in text
    code, out = checked(data, "reports/2024/da-tong/2024-04.yml", capsys)
    assert code == 1
    assert out.count("Thiếu mục “quantity”") == 2


@pytest.mark.parametrize(("kind", "groups"), [("report", ("result", "participants", "money")), ("saturday", ("hamlet_site",))])
def test_every_field_stands_there_with_its_label_and_hint(begin, kind, groups):
    _, out = begin(kind, "2024-07", "--stdout")

    levels = [fields(kind), *(part(name) for name in groups)]
    for field in (field for level in levels for name, field in level.items()):
        if field.label not in ("Ngày công bố", "Dữ liệu minh họa", "Các lần sửa", "Thôn"):
            assert field.label in out
            assert field.hint in out, field.hint


def test_what_stands_is_never_written_over(begin, data):
    before = (data / "reports/2024/da-tong/2024-05.yml").read_bytes()

    code, out = begin("report", "2024-05")

    assert code == 1
    assert "đã có" in out
    assert (data / "reports/2024/da-tong/2024-05.yml").read_bytes() == before


@pytest.mark.parametrize(("kind", "path"), [("saturday", "campaigns/2024/07-da-tong.yml"), ("report", JULY)])
def test_as_many_hamlets_as_a_commune_may_have_fit_into_its_files(begin, data, capsys, kind, path):
    most = fields("places")["communes"].item.fields["hamlets"].rules["maxlength"]
    places = yaml.load((data / "places.yml").read_text("utf-8"), yaml.BaseLoader)
    hamlets = places["communes"][0]["hamlets"]
    hamlets += [{"id": f"to-{number}", "name": f"Tổ dân phố {number}"} for number in range(most - len(hamlets))]
    (data / "places.yml").write_text(yaml_text("places", places), "utf-8")
    if kind == "report":
        begin("saturday", "2024-07")
    begin(kind, "2024-07")
    fill(data, path, {"date": "2024-07-20"} if kind == "saturday" else {"reported_on": "2024-08-01"})
    text = re.sub(r"(?m)^(\s*residents:)(  #.*)?$", r"\1 60", (data / path).read_text("utf-8"))
    (data / path).write_text(text, "utf-8")

    assert text.count("hamlet: ") == most
    code, out = checked(data, path, capsys)
    assert code == 0, out
