"""``dcat.jsonld``: the catalogue of the open data for harvesters (DCAT-AP 3.0, as JSON-LD)."""

from collections.abc import Iterable
from typing import Any

from generator.exports.table import Written
from generator.exports.words import Words

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MONTHLY = "http://publications.europa.eu/resource/authority/frequency/MONTHLY"
VIETNAMESE = "http://publications.europa.eu/resource/authority/language/VIE"
MEDIA = "https://www.iana.org/assignments/media-types/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def document(tables: Iterable[Written], words: Words) -> dict[str, Any]:
    """Return the catalogue with one dataset for each table, each as CSV and as JSON; addresses are relative to the site's."""
    folder = f"{words.url}du-lieu/"
    return {
        "@context": CONTEXT,
        "@id": folder,
        "@type": "dcat:Catalog",
        **_told(words.title, words.description, words),
        "foaf:homepage": {"@id": folder},
        "dct:issued": _date(words),
        "dcat:dataset": [_dataset(each, folder, words) for each in tables],
    }


def _dataset(written: Written, folder: str, words: Words) -> dict[str, Any]:
    name = written.table.name
    checksum = {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": SHA256}, "spdx:checksumValue": written.digest}
    csv = {**_distribution(f"{folder}{name}.csv", "text/csv", words), "dcat:byteSize": written.bytes, "spdx:checksum": checksum}
    return {
        "@id": f"{folder}#{name}",
        "@type": "dcat:Dataset",
        **_told(written.table.title, written.table.description, words),
        "dct:identifier": name,
        "dct:spatial": {"@type": "dct:Location", "dct:title": _vi(words.area)},
        "dct:accrualPeriodicity": {"@id": MONTHLY},
        "dct:modified": _date(words),
        "dcat:keyword": [_vi(word) for word in words.keywords],
        "dcat:landingPage": {"@id": folder},
        "dcat:distribution": [csv, _distribution(f"{folder}{name}.json", "application/json", words)],
    }


def _told(title: str, description: str, words: Words) -> dict[str, Any]:
    said = f"{words.notice} {description}" if words.notice else description
    return {
        "dct:title": _vi(title),
        "dct:description": _vi(said),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _vi(words.publisher)},
        "dct:language": {"@id": VIETNAMESE},
        **_licence(words),
    }


def _distribution(address: str, media: str, words: Words) -> dict[str, Any]:
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{MEDIA}{media}"},
        **_licence(words),
    }


def _licence(words: Words) -> dict[str, Any]:
    return {"dct:license": {"@id": words.licence_url}} if words.licence_url else {"dct:rights": _vi(words.licence)}


def _date(words: Words) -> dict[str, str]:
    return {"@value": words.today.isoformat(), "@type": "xsd:date"}


def _vi(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "vi"}
