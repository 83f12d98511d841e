"""What a commune proposes for the committee's campaign, put into the campaign's file: its undecided proposals, nothing else."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from generator import schema
from generator.checks.known import Known
from generator.checks.references import every_id_is_known
from generator.checks.table import ONE_FILE
from generator.checks.wording import problem
from generator.intake.paper import Paper
from generator.intake.standing import Standing
from generator.intake.wording import read
from generator.loading.files import limits_of
from generator.model.dataset import Dataset
from generator.problems import InvalidData, Problem, Severity
from generator.reading.decode import decoded
from generator.reading.source import Source
from generator.validation.validate import validate
from generator.validation.yaml_writer import yaml_text

KIND, LIST = "proposals", "proposals"
NEW = "new"


def proposed(source: Source, standing: Standing) -> tuple[PurePosixPath, Paper]:
    """Return the campaign's path below data/ and its file with the proposals that ``source`` hands in.

    They take the place of those that the same commune handed in and nobody decided; every other line stays. Raises InvalidData
    where something is wrong with them, or the campaign is not open.
    """
    document, problems = _checked(source, standing.dataset)
    path = PurePosixPath(f"campaigns/{document['campaign']}.yml")
    stands = standing.bytes_at(path)
    campaign = standing.dataset.campaigns.get(document["campaign"]) if standing.dataset else None
    before = read(path, stands) if stands is not None else None
    if campaign is None or stands is None or before is None or campaign.date < standing.today:
        raise InvalidData([_problem(source, "proposal_not_open", campaign=document["campaign"])], source.text)
    written = _written(stands, path, {**before, LIST: _merged(before.get(LIST, []), document)})
    return path, Paper(raw=written, problems=tuple(problems))


def _checked(source: Source, data: Dataset | None) -> tuple[dict[str, Any], list[Problem]]:
    """Return the document handed in and what deserves a second look; raises InvalidData for an error."""
    known = _known(data) if data else None
    validated = validate(source, KIND, known.meant if known else None)
    found = list(validated.problems)
    if all(each.severity is not Severity.ERROR for each in found):
        faults = [fault for rule in ONE_FILE[KIND] for fault in rule(validated.document)]
        faults += every_id_is_known(KIND, validated.document, known) if known else ()
        found += (problem(fault, source, KIND) for fault in faults)
    if any(each.severity is Severity.ERROR for each in found):
        raise InvalidData(found, source.text)
    return validated.document, found


def _known(data: Dataset) -> Known:
    communes = data.places.communes
    ids = {
        "commune": {each.id: each.name for each in communes.values()},
        "indicator": {each.id: each.name for each in data.activities.indicators.values()},
        "campaign": dict.fromkeys(data.campaigns, ""),
    }
    hamlets = {each.id: {hamlet.id: hamlet.name for hamlet in each.hamlets.values()} for each in communes.values()}
    return Known(ids=ids, hamlets=hamlets)


def _problem(source: Source, code: str, campaign: str) -> Problem:
    line, column = source.at(("campaign",))
    return Problem.of(code, source.path, line=line, column=column, field=schema.labels(KIND, ("campaign",)), campaign=campaign)


def _merged(standing: Sequence[Any], document: dict[str, Any]) -> list[Any]:
    """Return the proposals of a campaign with those of the document at the place of what its commune last handed in."""
    own = [{"commune": document["commune"], **each, "state": NEW} for each in document[LIST]]
    at = [number for number, each in enumerate(standing) if (each["commune"], each["state"]) == (document["commune"], NEW)]
    kept = [each for number, each in enumerate(standing) if number not in at]
    start = at[0] if at else len(kept)
    return [*kept[:start], *own, *kept[start:]]


def _written(stands: bytes, path: PurePosixPath, document: dict[str, Any]) -> bytes:
    """Return the file with the list anew and each other line as it is; all of it anew where its lines do not allow that."""
    text, _ = decoded(stands, path, limits_of("campaign").bytes)
    block = yaml_text("campaign", {LIST: document[LIST]})
    written = "".join(_spliced(text.splitlines(keepends=True), block)).encode()
    return written if read(path, written) == document else yaml_text("campaign", document).encode()


def _spliced(lines: Sequence[str], block: str) -> Iterator[str]:
    """Return the lines with ``block`` where the list stands, else before the first key that comes after it."""
    names = list(schema.fields("campaign"))
    after = {f"{name}:" for name in names[names.index(LIST) + 1 :]}
    is_inside = is_done = False
    for line in lines:
        key = line.split(" ")[0].rstrip()
        if key == f"{LIST}:":
            is_inside = is_done = True
            yield block
        elif is_inside and line[0] in " -\n":
            continue
        else:
            is_inside = False
            if key in after and not is_done:
                is_done = True
                yield block
            yield line
    if not is_done:
        yield block
