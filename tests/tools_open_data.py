"""The open data read with the field's own tools, which `make test-open-data` installs: no other test needs so many.

Each tool must accept what is published, and refuse it once something in it is wrong.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import openapi_spec_validator
import pandas
import pyshacl
import pytest
import rdflib
from csvw import TableGroup
from frictionless import Package as DataPackage
from rdflib.namespace import DCAT, DCTERMS, RDF

from generator.exports.package import Package
from generator.exports.table import tables
from generator.figures.totals import Totals
from generator.language.months import Month
from generator.loading.load import load
from generator.schema import KINDS
from tests.conftest import ROOT, TINY, TODAY

DATA_OF = {
    "plan": "plans/*.yml",
    "campaign": "campaigns/*/q?.yml",
    "saturday": "campaigns/*/[01]*.yml",
    "report": "reports/*/*/*.yml",
}
DUCKDB_TYPES = {
    "integer": {"BIGINT"},
    "decimal": {"BIGINT", "DOUBLE"},
    "degrees": {"DOUBLE"},
    "boolean": {"BOOLEAN"},
    "date": {"DATE"},
}
PANDAS_TYPES = {"integer": "Int64", "decimal": "Float64", "degrees": "Float64", "boolean": "boolean"}


@pytest.fixture(scope="module")
def data():
    return load(TINY, TODAY).dataset


@pytest.fixture
def folder(data, tmp_path, monkeypatch):
    for file in Package(Totals(data), TODAY).files():
        file.write(tmp_path / file.address[1:])
    monkeypatch.chdir(tmp_path)
    return tmp_path / "du-lieu"


def spoil(path, was, now):
    content = path.read_text(encoding="utf-8-sig")
    assert was in content
    path.write_text(content.replace(was, now), encoding="utf-8-sig", newline="")


def test_frictionless_finds_every_table_as_the_package_tells(folder):
    report = DataPackage(str(folder / "datapackage.json")).validate()

    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "type", "message"])
    assert {task.name for task in report.tasks} == {name.replace("_", "-") for name in tables()}


@pytest.mark.parametrize(
    ("name", "was", "now", "fault"),
    [
        ("results", ",true,", ",maybe,", "type-error"),
        ("works_done", "duong-ve-sinh", "khong-co", "foreign-key"),
        ("communes", "ro-men,", "da-tong,", "primary-key"),
        ("reports", ",late,", ",tomorrow,", "constraint-error"),
        ("totals", "results", "resultz", "hash-count"),
    ],
)
def test_frictionless_refuses_a_table_that_is_not_as_told(folder, name, was, now, fault):
    spoil(folder / f"{name}.csv", was if was in (folder / f"{name}.csv").read_text(encoding="utf-8") else ",reported,", now)

    report = DataPackage(str(folder / "datapackage.json")).validate()

    assert fault in {error[0] for error in report.flatten(["type"])}


def test_csvw_reads_every_table_with_its_types_keys_and_links(folder):
    group = TableGroup.from_file(folder / "csv-metadata.json")

    for table in group.tables:
        assert list(table) or (folder / str(table.url)).read_bytes().count(b"\r\n") == 1
        table.check_primary_key()
    group.check_referential_integrity()


@pytest.mark.parametrize(("was", "now"), [("1150", "x"), ("duong-ve-sinh", "khong-co")])
def test_csvw_refuses_a_table_that_is_not_as_told(folder, was, now):
    spoil(folder / "works_done.csv", was, now)
    group = TableGroup.from_file(folder / "csv-metadata.json")

    with pytest.raises(ValueError, match=now):
        group.check_referential_integrity()


def check_jsonschema(*arguments):
    command = (sys.executable, "-m", "check_jsonschema", *map(str, arguments))
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("kind", KINDS)
def test_the_schemas_of_the_input_files_are_schemas_and_accept_the_data(folder, kind):
    schema = folder / "schema" / f"{kind}.json"
    files = sorted(TINY.glob(DATA_OF.get(kind, f"{kind}.yml")))

    assert files
    assert check_jsonschema("--check-metaschema", schema).returncode == 0
    accepted = check_jsonschema("--schemafile", schema, *files)
    assert accepted.returncode == 0, accepted.stdout
    wrong = folder / "wrong.yml"
    wrong.write_text(files[0].read_text(encoding="utf-8") + "\nunknown: 1\n", encoding="utf-8")
    assert check_jsonschema("--schemafile", schema, wrong).returncode == 1


def test_the_interface_is_openapi(folder):
    interface = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))

    openapi_spec_validator.validate(interface)
    del interface["info"]["version"]
    with pytest.raises(openapi_spec_validator.validation.exceptions.OpenAPIValidationError):
        openapi_spec_validator.validate(interface)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own use of what it deprecates
def test_the_catalogue_says_what_dcat_ap_makes_mandatory(data, folder):
    graph = rdflib.Graph().parse(folder / "dcat.jsonld", format="json-ld")

    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    assert all(graph.value(catalogue, name) for name in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher))
    assert datasets == set(graph.subjects(RDF.type, DCAT.Dataset))
    assert len(datasets) == len(tables())
    for dataset in datasets:
        assert graph.value(dataset, DCTERMS.title)
        assert graph.value(dataset, DCTERMS.description)
        for distribution in graph.objects(dataset, DCAT.distribution):
            address = str(graph.value(distribution, DCAT.accessURL)).removeprefix(data.programme.site_url)
            assert (folder.parent / address).is_file()
            assert graph.value(distribution, DCTERMS.license)


SHAPES = ROOT / "tests" / "dcat-ap.ttl"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own use of what it deprecates
@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("", ""),
        ('"dcat:accessURL"', '"dcat:accessUrl"'),
        ('"foaf:name"', '"foaf:nick"'),
        ('"dct:publisher"', '"dct:creator"'),
        ('"@type": "xsd:hexBinary"', '"@type": "xsd:string"'),
        ('"@type": "xsd:nonNegativeInteger"', '"@type": "xsd:integer"'),
        ('"@type": "dct:LicenseDocument"', '"@type": "dct:RightsStatement"'),
        ('"@type": "dct:Frequency"', '"@type": "dct:MediaType"'),
        ("language/VIE", "language/vi"),
        ('"@type": "dcat:Distribution"', '"@type": "dcat:File"'),
    ],
)
def test_shacl_accepts_the_catalogue_and_refuses_one_that_is_not_as_dcat_ap_wants_it(folder, was, now):
    text = (folder / "dcat.jsonld").read_text(encoding="utf-8")
    assert was in text
    graph = rdflib.Graph().parse(data=text.replace(was, now), format="json-ld")

    conforms, _, told = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES), advanced=False)

    assert conforms == (was == now), told


@pytest.mark.parametrize("name", list(tables()))
def test_duckdb_and_pandas_read_every_table_with_its_types(folder, name):
    table = tables()[name]
    path = folder / f"{name}.csv"
    types = {column.name: PANDAS_TYPES.get(column.type, "string") for column in table.columns}

    frame = pandas.read_csv(path, dtype=types)
    found = {row[0]: row[1] for row in duckdb.sql(f"DESCRIBE SELECT * FROM read_csv('{path}')").fetchall()}

    assert list(frame.columns) == list(found) == list(table.names)
    for column in table.columns:
        known = frame[column.name].notna().any()
        assert not known or column.type not in DUCKDB_TYPES or found[column.name] in DUCKDB_TYPES[column.type], column.name


def test_the_query_of_the_docs_gives_the_number_of_the_site(data, folder):
    query, to_parquet = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8"), re.DOTALL)

    people, counted, held = duckdb.sql(query).fetchall()[0]

    site = Totals(data).over(data.places.communes, [Month(2024, 4)])["people"]
    assert (int(people), counted, held) == (site.value, site.counted, site.held)
    assert folder == Path.cwd() / "du-lieu"
    duckdb.sql(to_parquet)
    assert duckdb.sql(query.replace("du-lieu/results.csv", "results.parquet")).fetchall() == duckdb.sql(query).fetchall()
