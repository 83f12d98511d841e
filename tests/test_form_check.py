"""The checks of the page and those of the validator find the same: each sentence, each field, each letter of YAML."""

import json
import random
from pathlib import PurePosixPath

import pytest

from generator.form.known import KINDS, known
from generator.loading.files import Checker
from generator.loading.tree import Entry
from generator.problems import Severity
from generator.validation.yaml_writer import yaml_text
from tests.conftest import ROOT, TINY
from tests.typed import typed

SCRIPTS = ROOT / "site_src" / "form"
SEED, DOCUMENTS, BATCH = 502, 18_000, 500
ADDRESS = "http://form.test/"
ANSWER = """async (documents) => {
  const { check } = await import("/check.js");
  const { yaml } = await import("/yaml.js");
  const known = await (await fetch("/form.json")).json();
  return documents.map(({ kind, typed }) => {
    const { problems, text } = check(kind, typed, known);
    const told = problems.map((each) => [each.label, each.code, each.severity, each.message]);
    return { written: yaml(known.kinds[kind], typed).text, told, text };
  });
}"""
PATHS = {"report": "reports/2024/da-tong/2024-04.yml", "saturday": "campaigns/2024/04-da-tong.yml", "proposals": "de-xuat.yml"}


@pytest.fixture(scope="module")
def answers(browser):
    """What the page says of documents."""
    page = browser.new_page()
    page.route(f"{ADDRESS}**", _answer)
    page.goto(ADDRESS)
    yield lambda documents: page.evaluate(ANSWER, documents)
    page.close()


def _answer(route):
    name = route.request.url.removeprefix(ADDRESS)
    if name == "form.json":
        route.fulfill(json=known(SCRIPTS))
    elif name:
        route.fulfill(body=(SCRIPTS / name).read_text(encoding="utf-8"), content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html>", content_type="text/html")


def validator_says(kind, document):
    """What the validator says of the file that the document is written as; not that the path says something else."""
    path = PurePosixPath(PATHS[kind])
    text = yaml_text(kind, document)
    checked = Checker(TINY, None, {path: text.encode()}).check(Entry(path=path, kind=kind, size=len(text.encode())))
    return (
        text,
        [
            [each.field, each.code, each.severity.name.lower(), each.message]
            for each in checked.problems
            if each.code != "path_disagrees"
        ],
        checked,
    )


def differences(answers, count, seed):
    dice = random.Random(seed)
    found, refused, codes = [], 0, set()
    for start in range(0, count, BATCH):
        documents = [{"kind": kind, "typed": typed(dice, kind)} for kind in dice.choices(KINDS, k=min(BATCH, count - start))]
        for document, answer in zip(documents, answers(documents), strict=True):
            text, told, checked = validator_says(document["kind"], document["typed"])
            refused += any(each[2] == "error" for each in told)
            codes.update(each[1] for each in told)
            if text != answer["written"]:
                found.append({**document, "expected": text, "found": answer["written"]})
            if sorted(told) != sorted(answer["told"]):
                expected = [each for each in told if each not in answer["told"]]
                found.append({**document, "expected": expected, "found": [e for e in answer["told"] if e not in told]})
            elif all(problem.severity is not Severity.ERROR for problem in checked.problems):
                expected = yaml_text(document["kind"], checked.document)
                if expected != answer["text"]:
                    found.append({**document, "expected": expected, "found": answer["text"]})
    return found, refused, codes


@pytest.mark.browser
@pytest.mark.slow
def test_page_and_validator_agree(answers):
    found, refused, codes = differences(answers, DOCUMENTS, SEED)
    assert not found, f"{len(found)} differences, the first: {json.dumps(found[0], ensure_ascii=False, indent=1)}"
    assert DOCUMENTS // 5 < refused < DOCUMENTS * 4 // 5
    assert codes == set(known(SCRIPTS)["messages"]), "each sentence was asked for"
