"""How the jobs of a workflow ended, as GitHub tells it to a job that needs them."""

import json
from collections.abc import Mapping
from typing import Any

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


def failed(needs: str) -> tuple[str, ...]:
    """Return the jobs that are no success, sorted; raises ValueError as ``results`` does."""
    return tuple(job for job, result in results(needs).items() if result != SUCCESS)
