"""Who has reported, and how each plan is kept, clause by clause."""

from collections.abc import Iterator, Mapping
from typing import Any

from generator.figures.clauses import clauses
from generator.figures.corrections import corrections
from generator.figures.coverage import never_chosen
from generator.figures.presence import committee_present
from generator.figures.reporting import matrix, missing
from generator.language.months import months_of
from generator.model.plan import Plan
from generator.output import Page
from generator.pages.edition import Edition

REPORTING, PLANS = "/tinh-hinh/", "/ke-hoach/"
LATEST_CORRECTIONS = 10


def pages(edition: Edition) -> Iterator[Page]:
    """Return the table of reports and the plans."""
    yield edition.page(REPORTING, "reporting.html", REPORTING, edition.words("reporting"), lambda: _reporting(edition))
    yield edition.page(PLANS, "plans.html", PLANS, edition.words("plans"), lambda: {"plans": _newest_first(edition)})
    for plan in edition.data.plans.values():
        yield _plan_page(edition, plan)


def _newest_first(edition: Edition) -> list[Plan]:
    return sorted(edition.data.plans.values(), key=lambda plan: plan.year, reverse=True)


def _plan_page(edition: Edition, plan: Plan) -> Page:
    words = edition.words("plan", plan=plan)
    return edition.page(f"/ke-hoach/{plan.year}/", "plan.html", PLANS, words, lambda: _plan(edition, plan), plan.path)


def _plan(edition: Edition, plan: Plan) -> Mapping[str, Any]:
    this_year = plan.year == edition.today.year
    return {
        "plan": plan,
        "clauses": clauses(edition.data, plan, edition.today),
        "attendance": committee_present(edition.data, plan.year),
        "never_chosen": never_chosen(edition.data, edition.today) if this_year else (),
    }


def _reporting(edition: Edition) -> Mapping[str, Any]:
    data = edition.data
    begun = [plan for plan in _newest_first(edition) if plan.year <= edition.today.year]
    return {
        "years": [
            {
                "plan": plan,
                "months": months_of(plan.year),
                "rows": [
                    {"commune": data.commune(commune), "cells": cells}
                    for commune, cells in matrix(data, plan.year, edition.today)
                ],
                "waivers": plan.waivers,
            }
            for plan in begun
        ],
        "missing": [
            (group, [{"commune": data.commune(commune), "months": months} for commune, months in rows])
            for group, rows in missing(data, edition.today)
        ],
        "corrections": corrections(data)[:LATEST_CORRECTIONS],
    }
