"""``dcat.jsonld``: the catalogue of the open data for harvesters (DCAT-AP 3.0, as JSON-LD)."""

from collections.abc import Iterable
from typing import Any

from generator.exports.table import Written
from generator.exports.words import Words

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
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
        "@id": f"{folder}dcat.jsonld",
        "@type": "dcat:Catalog",
        **_told(words.title, words.description, words),
        "foaf:homepage": _thing(folder, "foaf:Document"),
        "dct:issued": _date(words),
        "dcat:dataset": [_dataset(each, folder, words) for each in tables],
    }


def _dataset(written: Written, folder: str, words: Words) -> dict[str, Any]:
    name = written.table.name
    checksum = {
        "@type": "spdx:Checksum",
        "spdx:algorithm": _thing(SHA256, "spdx:ChecksumAlgorithm"),
        "spdx:checksumValue": {"@value": written.digest, "@type": "xsd:hexBinary"},
    }
    size = {"@value": str(written.bytes), "@type": "xsd:nonNegativeInteger"}
    csv = {**_distribution(f"{folder}{name}.csv", "text/csv", words), "dcat:byteSize": size, "spdx:checksum": checksum}
    return {
        "@id": f"{folder}#{name}",
        "@type": "dcat:Dataset",
        **_told(written.table.title, written.table.description, words),
        "dct:identifier": name,
        "dct:spatial": {"@type": "dct:Location", "skos:prefLabel": _vi(words.area)},
        "dct:accrualPeriodicity": _thing(MONTHLY, "dct:Frequency"),
        "dct:modified": _date(words),
        "dcat:keyword": [_vi(word) for word in words.keywords],
        "dcat:landingPage": _thing(folder, "foaf:Document"),
        "dcat:distribution": [csv, _distribution(f"{folder}{name}.json", "application/json", words)],
    }


def _told(title: str, description: str, words: Words) -> dict[str, Any]:
    said = f"{words.notice} {description}" if words.notice else description
    return {
        "dct:title": _vi(title),
        "dct:description": _vi(said),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _vi(words.publisher)},
        "dct:language": _thing(VIETNAMESE, "dct:LinguisticSystem"),
        **_licence(words),
    }


def _distribution(address: str, media: str, words: Words) -> dict[str, Any]:
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": _thing(f"{MEDIA}{media}", "dct:MediaType"),
        **_licence(words),
    }


def _licence(words: Words) -> dict[str, Any]:
    """Return the licence; one that is not known here is a statement of rights in words."""
    if words.licence_url:
        return {"dct:license": _thing(words.licence_url, "dct:LicenseDocument")}
    return {"dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": _vi(words.licence)}}


def _thing(address: str, kind: str) -> dict[str, str]:
    """Return something that stands elsewhere, with the class that the profile asks of it."""
    return {"@id": address, "@type": kind}


def _date(words: Words) -> dict[str, str]:
    return {"@value": words.today.isoformat(), "@type": "xsd:date"}


def _vi(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "vi"}
