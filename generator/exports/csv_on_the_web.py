"""``csv-metadata.json``: the same tables as CSV on the Web (W3C Recommendation, 2015)."""

import re
from collections.abc import Iterable
from typing import Any

from generator.exports.table import Column, Table
from generator.exports.words import Words

TYPES = {
    "integer": "integer",
    "decimal": "number",
    "degrees": "number",
    "boolean": "boolean",
    "date": "date",
    "month": "gYearMonth",
}


def document(tables: Iterable[Table], words: Words) -> dict[str, Any]:
    """Return the group of tables with their columns, keys and links."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "dc:title": words.title,
        "dc:description": words.description,
        "dc:publisher": words.publisher,
        "dc:license": words.licence_url or words.licence,
        "dc:date": words.today.isoformat(),
        **({"rdfs:comment": words.notice} if words.notice else {}),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"], "delimiter": ",", "quoteChar": '"'},
        "tables": [_table(table) for table in tables],
    }


def _table(table: Table) -> dict[str, Any]:
    links = [
        {
            "columnReference": list(link.columns),
            "reference": {"resource": f"{link.table}.csv", "columnReference": list(link.columns)},
        }
        for link in table.links
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:title": table.title,
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            **({"foreignKeys": links} if links else {}),
        },
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.label,
        "dc:description": column.hint,
        "datatype": _datatype(column),
        "null": [""],
        **({"required": True} if column.required else {}),
    }


def _datatype(column: Column) -> dict[str, Any]:
    pattern = column.pattern or ("|".join(map(re.escape, column.choices)) if column.choices else None)
    limits = {"minimum": column.least, "maximum": column.most, "format": pattern}
    return {"base": TYPES.get(column.type, "string"), **{name: limit for name, limit in limits.items() if limit is not None}}
