"""``openapi.json``: the published files as an interface to read with a program (OpenAPI 3.1)."""

from collections.abc import Iterable, Mapping
from typing import Any

from generator.exports.table import BESIDE, Column, Table
from generator.exports.words import Words, sentences

TYPES: Mapping[str, Mapping[str, Any]] = {
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "degrees": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}
HEAD = ("sample", "licence", "as_of")


def document(tables: Iterable[Table], words: Words) -> dict[str, Any]:
    """Return the description of every address that a program may read, with the shape of every JSON file."""
    every, told = tuple(tables), sentences()
    licence = {"name": words.licence, **({"url": words.licence_url} if words.licence_url else {"identifier": words.licence})}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": words.title,
            "description": f"{words.notice} {words.description}" if words.notice else words.description,
            "version": words.today.isoformat(),
            "license": licence,
        },
        "servers": [{"url": words.url.rstrip("/") or "/"}],
        "paths": {
            **{
                f"/du-lieu/{table.name}.json": _get(f"{table.title}. {told['json']}", table.name, _json(table.name))
                for table in every
            },
            **{
                f"/du-lieu/{table.name}.csv": _get(f"{table.title}. {told['whole']}", f"{table.name}_csv", CSV) for table in every
            },
            "/du-lieu/nam/{year}/{table}.csv": _get(told["yearly"], "year_csv", CSV, year=told["year"], table=_with_year(every)),
            "/du-lieu/xa/{commune}/{table}.csv": _get(
                told["by_commune"], "commune_csv", CSV, commune=told["commune"], table=_with_commune(every)
            ),
            "/bao-cao/{year}/{commune}/{month}.json": _get(
                told["report"], "report", _json("report"), year=told["year"], commune=told["commune"], month=told["month"]
            ),
            "/dot/{year}/{campaign}.json": _get(
                told["campaign_page"], "campaign", _json("campaign"), year=told["year"], campaign=told["campaign"]
            ),
            "/xa/{commune}.json": _get(told["commune_page"], "commune", _json("commune"), commune=told["commune"]),
            "/xa/{commune}/{hamlet}.json": _get(
                told["hamlet_page"], "hamlet", _json("hamlet"), commune=told["commune"], hamlet=told["hamlet"]
            ),
            "/ke-hoach/{year}.json": _get(told["plan_page"], "plan", _json("plan"), year=told["year"]),
            "/ket-qua/{period}.json": _get(told["period"], "period", _json("period"), period=_label(every, "totals", "period")),
            "/du-lieu/du-lieu.zip": _get(told["archive"], "archive", {"application/zip": {}}),
            "/du-lieu/datapackage.json": _get(told["package"], "package", {"application/json": {}}),
            "/build.json": _get(told["build"], "build", {"application/json": {"schema": {"type": "object"}}}),
        },
        "components": {"schemas": _schemas(every)},
    }


CSV: Mapping[str, Any] = {"text/csv": {"schema": {"type": "string"}}}


def _json(name: str) -> Mapping[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _with_year(tables: Iterable[Table]) -> tuple[str, ...]:
    return tuple(table.name for table in tables if table.year)


def _with_commune(tables: Iterable[Table]) -> tuple[str, ...]:
    return tuple(table.name for table in tables if table.has_commune)


def _label(tables: Iterable[Table], name: str, column: str) -> str:
    return next(each.hint for table in tables if table.name == name for each in table.columns if each.name == column)


def _get(summary: str, id: str, content: Mapping[str, Any], **parameters: str | tuple[str, ...]) -> dict[str, Any]:
    """Return one address; a parameter is told by its words, or by all the values it may take."""
    asked = [
        {
            "name": name,
            "in": "path",
            "required": True,
            **({"description": told} if isinstance(told, str) else {}),
            "schema": {"type": "string", **({} if isinstance(told, str) else {"enum": list(told)})},
        }
        for name, told in parameters.items()
    ]
    answer = {"description": sentences()["answer"], "content": content}
    return {"get": {"summary": summary, "operationId": id, "parameters": asked, "responses": {"200": answer}}}


def _schemas(tables: tuple[Table, ...]) -> dict[str, Any]:
    text = {"type": "string"}
    months = {"type": "array", "items": text}
    return {
        **{f"{table.name}_row": _row(table) for table in tables},
        **{table.name: _file({"table": {"const": table.name}}, {"rows": table.name}) for table in tables},
        **{kind: _file({"page": text}, {name: name for name in names}) for kind, names in BESIDE.items()},
        "period": _file({"period": text, "page": text, "months": months, "tables": text}, {"totals": "totals"}),
    }


def _file(own: Mapping[str, Any], lists: Mapping[str, str]) -> dict[str, Any]:
    """Return the shape of a JSON file: its own fields, what every file says first, and under each name a table's rows."""
    told = sentences()
    head = {
        "sample": {"type": "boolean", "description": told["is_sample"]},
        "licence": {"type": "string", "description": told["licence"]},
        "as_of": {"type": "string", "format": "date", "description": told["as_of"]},
    }
    rows = {name: {"type": "array", "items": {"$ref": f"#/components/schemas/{table}_row"}} for name, table in lists.items()}
    return {
        "type": "object",
        "properties": {**own, **head, "notice": {"type": "string"}, **rows},
        "required": [*own, *HEAD, *lists],
        "additionalProperties": False,
    }


def _row(table: Table) -> dict[str, Any]:
    return {
        "type": "object",
        "description": table.description,
        "properties": {column.name: _value(column) for column in table.columns},
        "required": list(table.names),
        "additionalProperties": False,
    }


def _value(column: Column) -> dict[str, Any]:
    found = dict(TYPES.get(column.type, {"type": "string"}))
    limits = {"minimum": column.least, "maximum": column.most}
    found |= {name: limit for name, limit in limits.items() if limit is not None}
    if column.pattern:
        found["pattern"] = f"^(?:{column.pattern})$"
    if column.choices:
        found["enum"] = list(column.choices) if column.required else [*column.choices, None]
    if not column.required:
        found["type"] = [found["type"], "null"]
    return {"title": column.label, "description": column.hint, **found}
