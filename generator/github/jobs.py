"""How the jobs of a workflow ended, as GitHub tells it to a job that needs them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from generator.problems import messages

SUCCESS, SKIPPED, NO = "success", "skipped", "false"


def results(needs: str) -> Mapping[str, str]:
    """Return each job with its result, sorted; raises ValueError for what is not GitHub's ``needs`` as JSON, or names no job.

    A job that was skipped counts as a success only where another job, itself a success, says by an output of the same name that
    it is not needed: ``false``. GitHub itself would count every skipped job as one.
    """
    try:
        jobs: Mapping[str, Any] = json.loads(needs)
        told = {job: str(each["result"]) for job, each in sorted(jobs.items())}
        not_needed = {
            name
            for job, each in jobs.items()
            if told[job] == SUCCESS
            for name, value in (each.get("outputs") or {}).items()
            if value == NO
        }
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not the needs of a job") from error
    if not told:
        raise ValueError("no job")
    return {job: SUCCESS if result == SKIPPED and job in not_needed else result for job, result in told.items()}


def told(needs: str, workflow: Path) -> Mapping[str, str]:
    """Return how each job that is no success ended, in words, under the name that people see, in the order of the workflow.

    ``workflow`` is the file that names the jobs; one that it does not hold, since a proposal may bring another, goes by its key.
    Raises ValueError as ``results`` does, OSError where the file cannot be read.
    """
    ended = results(needs)
    stated = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"]
    names = {key: job["name"] for key, job in stated.items() if key in ended} | {key: key for key in ended if key not in stated}
    return {name: _word(ended[key]) for key, name in names.items() if ended[key] != SUCCESS}


def _word(result: str) -> str:
    return messages()[f"job_{result}"].text
