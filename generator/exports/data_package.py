"""``datapackage.json``: every table with its fields, types, limits, keys and weight (Data Package 2.0)."""

from collections.abc import Iterable
from typing import Any

from generator.exports.table import Column, Table, Written
from generator.exports.words import Words

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES = {
    "integer": "integer",
    "decimal": "number",
    "degrees": "number",
    "boolean": "boolean",
    "date": "date",
    "month": "yearmonth",
}


def document(tables: Iterable[Written], words: Words) -> dict[str, Any]:
    """Return the description of the package of these tables."""
    licence = {"name": words.licence, **({"path": words.licence_url} if words.licence_url else {})}
    return {
        "$schema": PROFILE,
        "name": "thubay",
        "title": words.title,
        "description": words.description,
        "version": f"{words.today.year}.{words.today.month}.{words.today.day}",
        "created": f"{words.today}T00:00:00Z",
        "sample": words.sample,
        **({"notice": words.notice} if words.notice else {}),
        "keywords": list(words.keywords),
        "licenses": [licence],
        "contributors": [{"title": words.publisher, "roles": ["publisher"]}],
        "sources": [{"title": words.title, **({"path": words.repository} if words.repository else {})}],
        **({"homepage": f"{words.url}du-lieu/"} if "://" in words.url else {}),
        "resources": [_resource(each, words) for each in tables],
    }


def _resource(written: Written, words: Words) -> dict[str, Any]:
    table = written.table
    return {
        "name": table.name.replace("_", "-"),
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": f"sha256:{written.digest}",
        "sample": words.sample,
        "sources": [{"title": f"generator/{table.figure.replace('.', '/')}.py"}],
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    links = [
        {
            "fields": list(link.columns),
            "reference": {"resource": link.table.replace("_", "-"), "fields": list(link.columns)},
        }
        for link in table.links
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": list(table.key)} if table.key else {}),
        **({"foreignKeys": links} if links else {}),
    }


def _field(column: Column) -> dict[str, Any]:
    limits = {
        "required": column.required or None,
        "minimum": column.least,
        "maximum": column.most,
        "pattern": column.pattern,
        "enum": list(column.choices) or None,
    }
    constraints = {name: limit for name, limit in limits.items() if limit is not None}
    return {
        "name": column.name,
        "type": TYPES.get(column.type, "string"),
        "title": column.label,
        "description": column.hint,
        **({"unit": column.unit} if column.unit else {}),
        **(
            {"categories": [{"value": value, "label": label} for value, label in column.choices.items()]}
            if column.choices
            else {}
        ),
        **({"constraints": constraints} if constraints else {}),
    }
