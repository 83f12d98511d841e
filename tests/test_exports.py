"""The open data: the tables fit what is told of them, and their CSV adds up to the numbers of the site."""

import csv
import dataclasses
import io
import json
import re
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from posixpath import normpath

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exports.formats import CsvWriter, csv_file, neutral
from generator.exports.package import Package
from generator.exports.rows import ROWS, rows
from generator.exports.table import BESIDE, tables
from generator.figures.clauses import Keeping
from generator.figures.reporting import Status
from generator.figures.schedule import State
from generator.figures.totals import Totals
from generator.language.months import Month
from generator.loading.load import load
from generator.model.places import Hamlet
from generator.schema import part
from tests import factories
from tests.conftest import ROOT, SHIPPED_DAY, TINY, TODAY, shipped_loaded

SIGNS = "=+-@\t\r＝＋－＠"


@pytest.fixture(scope="module")
def data():
    return load(TINY, TODAY).dataset


@pytest.fixture(scope="module")
def package(data):
    return Package(Totals(data), TODAY)


@pytest.fixture(scope="module")
def files(package):
    return {file.address: file.read() for file in package.files()}


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_json(content):
    """The rows of a JSON file with each value written as a CSV file writes it."""
    rows = json.loads(content, parse_float=Decimal)["rows"]
    return [
        {
            name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in row.items()
        }
        for row in rows
    ]


READERS = {"csv": read, "json": read_json}


def test_every_table_that_is_told_has_rows_and_every_link_leads_to_a_table():
    assert set(ROWS) == set(tables())
    for table in tables().values():
        assert {*table.key, *(column for link in table.links for column in link.columns)} <= set(table.names)
        assert {link.table for link in table.links} <= set(tables())
        assert table.names[-1] == "sample"
        assert (ROOT / "generator" / f"{table.figure.replace('.', '/')}.py").exists()


@pytest.mark.parametrize(
    ("table", "column", "values"),
    [("campaigns", "state", State), ("reports", "status", Status), ("clauses", "state", Keeping)],
)
def test_the_dictionary_names_every_value_that_a_figure_may_have(table, column, values):
    found = next(each for each in tables()[table].columns if each.name == column)

    assert list(found.choices) == [str(value) for value in values]


@pytest.mark.parametrize("name", list(tables()))
def test_every_row_fits_what_its_table_tells(package, name):
    table = tables()[name]

    found = list(rows(table, package.whole))

    for column in table.columns:
        values = [row[column.name] for row in found]
        assert not (column.required and None in values), column.name
        known = [value for value in values if value is not None]
        assert not column.choices or set(known) <= set(column.choices), column.name
        assert not column.pattern or all(re.fullmatch(column.pattern, value) for value in known), column.name
    keys = [tuple(row[column] for column in table.key) for row in found]
    assert not table.key or len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", [name for name, table in tables().items() if table.links])
def test_every_link_leads_to_a_row(package, name):
    for link in tables()[name].links:
        there = {tuple(row[column] for column in link.columns) for row in rows(tables()[link.table], package.whole)}
        keys = [tuple(row[column] for column in link.columns) for row in rows(tables()[name], package.whole)]
        assert {key for key in keys if None not in key} <= there


def test_a_file_begins_with_a_mark_and_its_lines_end_as_rfc_4180_has_it(files):
    content = files["/du-lieu/results.csv"]

    assert content.startswith(b"\xef\xbb\xbfcommune,month,")
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")


@pytest.mark.parametrize("sign", SIGNS)
def test_text_that_a_spreadsheet_takes_for_a_formula_is_kept_from_it(sign):
    assert neutral(f"{sign}1+1") == f"'{sign}1+1"
    assert neutral(f"  {sign}cmd|' /C calc'!A0").startswith("'")
    assert neutral(f"a;{sign}1").startswith("a;'")
    assert neutral("Thôn 1: 5 - 3 = 2; a@b") == "Thôn 1: 5 - 3 = 2; a@b"


@given(st.text(alphabet=st.sampled_from([*"=+-@;, \t\r\n\"'aằ1＝"]), max_size=12))
def test_no_part_of_a_cell_is_a_formula_however_a_spreadsheet_parts_it(text):
    written = neutral(text)

    assert not re.search(r"(?:^|[;\n])[ ]*[=+\-@＝]", written)
    assert neutral(written) == written
    assert [letter for letter in written if letter != "'"] == [letter for letter in text if letter != "'"]


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.integers(-5, 5)), max_size=4))
def test_what_is_written_reads_back_and_numbers_stay_numbers(cells):
    table = dataclasses.replace(tables()["household_counts"], columns=tables()["household_counts"].columns[:2])
    first, second = table.names

    found = read(csv_file(table, map(CsvWriter().line, cells)))

    assert [(row[first], row[second]) for row in found] == [(neutral(text), str(number)) for text, number in cells]


RESULT = st.fixed_dictionaries(
    {},
    optional={
        "households": st.integers(0, 500),
        "heads_present": st.integers(0, 9),
        "participants": st.dictionaries(st.sampled_from(list(part("participants"))), st.integers(0, 500), min_size=1),
        "labour_days": st.integers(0, 400).map(lambda days: days / 2),
        "money": st.dictionaries(st.sampled_from(list(part("money"))), st.integers(0, 10**9), min_size=1),
        "works": st.lists(
            st.fixed_dictionaries(
                {"indicator": st.sampled_from(["duong", "mo-hinh"]), "quantity": st.integers(0, 10**6).map(lambda n: n / 100)}
            ),
            max_size=3,
        ),
    },
) | st.just({"not_held": "Mưa"})
MONTHS = ("2024-01", "2024-02", "2024-04")
PLACES = [("xa-a", "thon-1"), ("xa-a", "thon-2"), ("xa-b", "thon-1")]
CHOSEN = st.dictionaries(st.tuples(st.sampled_from(PLACES), st.sampled_from(MONTHS)), RESULT, max_size=9)


def dataset_of(chosen):
    found = defaultdict(list)
    for ((commune, hamlet), month), result in chosen.items():
        found[commune, month].append({"hamlet": hamlet, **result})
    return factories.dataset(
        [factories.commune("xa-a", 2), factories.commune("xa-b", 1)],
        plans=[factories.plan(2024, ["xa-a", "xa-b"])],
        campaigns=[factories.saturday(commune, month) for commune in ("xa-a", "xa-b") for month in MONTHS],
        reports=[
            factories.report(commune, month, {f"2024/{month[5:]}-{commune}": results})
            for (commune, month), results in found.items()
        ],
    )


def months_of(period):
    if "q" in period:
        first = 3 * int(period[-1]) - 2
        return {f"{period[:4]}-{number:02}" for number in range(first, first + 3)}
    return {period} if "-" in period else {f"{period}-{number:02}" for number in range(1, 13)}


def added_up(total, csvs):
    """Return value, counted and held as a stranger works them out from the files and the dictionary alone."""
    key = ("commune", "month", "campaign", "hamlet")
    within = {name: [row for row in csvs[name] if row["month"] in months_of(total["period"])] for name in csvs}
    if total["commune"]:
        within = {name: [row for row in found if row["commune"] == total["commune"]] for name, found in within.items()}
    dates = {tuple(row[name] for name in key): row["date"] for row in within["results"]}
    found = within[total["from_table"]]
    if total["from_table"] == "works_done":
        found = [row for row in found if row["indicator"] == total["measure"]]
    found = [row for row in found if row[total["from_column"]]]
    by_result = defaultdict(Decimal)
    for row in found:
        by_result[tuple(row[name] for name in key)] += Decimal(row[total["from_column"]])
    values = by_result.values()
    if total["adds"] == "latest":
        newest = {(row[0], row[3]): value for row, value in sorted(by_result.items(), key=lambda each: (dates[each[0]], each[1]))}
        values = newest.values()
    held = sum(row["held"] == "true" for row in within["results"])
    return sum(values) if by_result else None, len(by_result), held


def check_totals(package, suffix):
    files = {file.address: file for file in package.files()}
    names = ("totals", "results", "participation", "money", "works_done")
    csvs = {name: READERS[suffix](files[f"/du-lieu/{name}.{suffix}"].read()) for name in names}
    found = csvs.pop("totals")
    for total in found:
        value = Decimal(total["value"]) if total["value"] else None
        assert (value, int(total["counted"]), int(total["held"])) == added_up(total, csvs), total
    return found


@pytest.mark.slow
@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=40)
@given(chosen=CHOSEN)
def test_every_file_adds_up_to_the_numbers_of_the_site(suffix, chosen):
    data = dataset_of(chosen)
    totals = Totals(data)

    found = check_totals(Package(totals, TODAY), suffix)

    site = {
        (str(month), measure): totals.over(data.places.communes, [month])[measure].value
        for month in sorted({report.month for report in data.reports.values()})
        for measure in totals.measures
    }
    told = {(each["period"], each["measure"]): each["value"] for each in found if not each["commune"]}
    for key, value in site.items():
        assert (Decimal(told[key]) if told.get(key) else None) == value


@pytest.mark.slow
def test_the_csv_of_the_real_data_adds_up():
    assert len(check_totals(Package(Totals(shipped_loaded().dataset), SHIPPED_DAY), "csv")) > 1000


def test_the_tables_of_all_years_and_of_all_communes_hold_every_row_once(package, files):
    for table in tables().values():
        whole = sorted(files[f"/du-lieu/{table.name}.csv"].split(b"\r\n")[1:-1])
        if table.year:
            parts = [files[f"/du-lieu/nam/{year}/{table.name}.csv"] for year in package.whole.years]
            assert sorted(line for part in parts for line in part.split(b"\r\n")[1:-1]) == whole
        if table.has_commune:
            parts = [read(files[f"/du-lieu/xa/{commune.id}/{table.name}.csv"]) for commune in package.whole.communes]
            of_communes = [row for row in read(files[f"/du-lieu/{table.name}.csv"]) if row["commune"]]
            assert sorted(map(str, (row for part in parts for row in part))) == sorted(map(str, of_communes))


def test_the_archive_holds_every_table_and_is_the_same_twice(data, package, files):
    archive = zipfile.ZipFile(io.BytesIO(files["/du-lieu/du-lieu.zip"]))

    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert set(archive.namelist()) == {*(f"{name}.csv" for name in tables()), "datapackage.json", "csv-metadata.json"}
    assert all(archive.read(name) == files[f"/du-lieu/{name}"] for name in archive.namelist())
    assert Package(Totals(data), TODAY).archive == package.archive


def test_every_json_file_is_what_the_interface_tells(files):
    interface = json.loads(files["/du-lieu/openapi.json"])

    def valid(name, content):
        schema = {"$ref": f"#/components/schemas/{name}", "components": interface["components"]}
        return jsonschema_rs.validator_for(schema).is_valid(content)

    told = [(address, json.loads(content)) for address, content in files.items() if address.endswith(".json")]
    for name in tables():
        assert valid(name, json.loads(files[f"/du-lieu/{name}.json"])), name
        assert not valid(name, {})
    kinds = {
        "report": r"/bao-cao/\d{4}/[^/]+/\d\d",
        "period": r"/ket-qua/[^/]+",
        "campaign": r"/dot/\d{4}/[^/]+",
        "commune": "/xa/[^/]+",
        "hamlet": "/xa/[^/]+/[^/]+",
        "plan": r"/ke-hoach/\d{4}",
    }
    for kind, way in kinds.items():
        found = [content for address, content in told if re.fullmatch(rf"{way}\.json", address)]
        assert found, kind
        assert all(valid(kind, content) for content in found), kind


def test_the_file_beside_a_report_holds_that_report_and_no_other(files):
    found = json.loads(files["/bao-cao/2024/da-tong/04.json"])

    assert [(row["commune"], row["month"]) for row in found["reports"]] == [("da-tong", "2024-04")]
    assert {(row["commune"], row["month"]) for row in found["results"]} == {("da-tong", "2024-04")}
    assert [row["hamlet"] for row in found["results"]] == ["n-ton", "n-ton", "da-nhinh", "liang-hung"]
    assert {row["commune"] for row in found["bodies_present"]} == {"da-tong"}


def test_beside_every_page_of_a_place_a_day_and_a_plan_stand_its_rows_alone(data, files):
    every = {name: json.loads(files[f"/du-lieu/{name}.json"])["rows"] for name in tables()}
    chosen = {
        **{f"/dot/{each}": ("campaign", {"campaign": each}) for each in data.campaigns},
        **{f"/xa/{each}": ("commune", {"commune": each}) for each in data.places.communes},
        **{f"/xa/{each.key}": ("hamlet", {"commune": each.commune, "hamlet": each.id}) for each in data.places.hamlets.values()},
    }

    for address, (kind, named) in chosen.items():
        found = json.loads(files[f"{address}.json"])
        assert found["page"] == f"{address}/"
        for name in BESIDE[kind]:
            own = [row for row in every[name] if all(row[column] == value for column, value in named.items())]
            assert sorted(map(str, found[name])) == sorted(map(str, own)), (address, name)
    plan = json.loads(files["/ke-hoach/2024.json"])
    assert [row["clause"] for row in plan["clauses"]] == [row["clause"] for row in every["clauses"]]


def test_every_page_of_figures_leads_to_the_very_rows_that_they_stand_on(tiny_site):
    files = {file.address: file for file in tiny_site.files}
    bodies = {page.address: page.body() for page in tiny_site.pages}
    told = {address: body for address, body in bodies.items() if 'class="tb-figures"' in body and address not in ("/", "/mau/")}
    for overview in ("/tinh-hinh/", "/ke-hoach/2024/", "/ket-qua/2024-04/tong-hop/"):
        told[overview] = bodies[overview]

    assert len(told) > 15
    for address, body in told.items():
        how = body.partition('id="cach-tinh"')[2]
        links = [normpath(address + link) for link in re.findall('href="([^"#]*[.](?:csv|json))"', how)]
        assert links, address
        assert all(files[link].read() for link in links), address
        if named := re.search("các dòng có cột (?:<code>)?(\\w+)(?:</code>)? là ([\\w/-]+)", how):
            column, value = named.groups()
            assert value in {row[column] for link in links if link.endswith(".csv") for row in read(files[link].read())}, address
        if beside := [link for link in links if link.endswith(".json")]:
            assert beside[0] == f"{address.removesuffix('tong-hop/')[:-1]}.json"


def test_invented_counts_and_waivers_say_so_among_true_ones():
    data = shipped_loaded().dataset
    told = {file.address: file for file in Package(Totals(data), SHIPPED_DAY).files()}
    counts, waivers, reports = (read(told[f"/du-lieu/{name}.csv"].read()) for name in ("household_counts", "waivers", "reports"))

    assert {row["sample"] for row in counts if row["source"] == "Số minh họa"} == {"true"}
    assert [row["sample"] for row in waivers if row["month"] == "2024-02"] == ["true"]
    assert {row["sample"] for row in reports if row["status"] == Status.WAIVED and row["month"] == "2024-02"} == {"true"}


def test_the_examples_of_addresses_are_files_that_are_there(tiny_site):
    (page,) = (page for page in tiny_site.pages if page.address == "/du-lieu/")
    examples = re.findall(r"<code>([a-z-]+/[^<]*[.]json)</code>", page.body())
    there = {file.address for file in tiny_site.files}

    assert len(examples) == 4
    assert {f"/{each}" for each in examples} <= there


def test_a_true_count_beside_an_invented_one_stays_true():
    counts = [{"date": f"202{year}-01-01", "count": 90, "source": "Sổ hộ khẩu", "sample": year == 3} for year in (3, 4)]
    hamlet = Hamlet.of("mau", {"id": "thon-1", "name": "Thôn 1", "households": counts})

    assert [count.sample for count in hamlet.households] == [True, False]


def test_every_file_says_whether_it_is_sample_data(data, files):
    sample = dataclasses.replace(data, programme=dataclasses.replace(data.programme, sample=True))
    told = {file.address: file.read() for file in Package(Totals(sample), TODAY).files()}

    assert "notice" not in json.loads(files["/du-lieu/results.json"])
    described = [address for address in told if address.endswith("json") and "/schema/" not in address]
    assert len(described) > 20
    assert all("Dữ liệu minh họa" in told[address].decode() for address in described)
    assert {row["sample"] for row in read(told["/du-lieu/totals.csv"])} == {"true"}


def test_the_example_of_the_docs_gives_the_number_of_the_site(data, files, tmp_path, monkeypatch, capsys):
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    Path(tmp_path, "du-lieu").mkdir()
    Path(tmp_path, "du-lieu", "results.csv").write_bytes(files["/du-lieu/results.csv"])
    monkeypatch.chdir(tmp_path)

    exec(code, {})

    people = Totals(data).over(data.places.communes, [Month(2024, 4)])["people"]
    assert capsys.readouterr().out == f"{people.value} people, counted by {people.counted} of {people.held} results\n"
