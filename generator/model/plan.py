"""One plan a year: what it asks, clause by clause, and what it leaves open."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Self

from generator.language.months import Month
from generator.model.places import day

STATED = ("year", "title", "issued_by", "quarterly_campaigns", "monthly_saturdays")
USUAL_NOTICE_DAYS = 7
OPTIONAL = ("number", "issued_at", "approved_by", "approver", "signed_by", "basis", "sites_per_campaign", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Questions that the plan leaves open; None says that the plan does not settle it."""

    report_deadline_day: int | None = None
    campaign_counts_as_monthly: bool | None = None
    first_week_rule: str | None = None
    report_form: str | None = None
    notice_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the plan and the measure that follows it."""

    id: str
    text: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A month without the day, for one commune or (None) for all, decided on a date for a reason."""

    commune: str | None
    month: Month
    reason: str
    decided_on: dt.date
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentForm:
    """How one type of document is headed, signed and addressed."""

    type: str
    form: str
    upper_body: str | None
    issuing_body: str | None
    symbol: str | None
    signer: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The plan of one year (43-KH/BCĐ 502 for 2024)."""

    path: PurePosixPath
    year: int
    title: str
    number: str | None
    issued_by: str
    issued_on: dt.date | None
    issued_at: str | None
    approved_by: str | None
    approver: str | None
    signed_by: str | None
    basis: str | None
    communes: tuple[str, ...]
    quarterly_campaigns: bool
    sites_per_campaign: int | None
    monthly_saturdays: bool
    settings: Settings
    clauses: tuple[Clause, ...]
    waivers: tuple[Waiver, ...]
    recipients: tuple[str, ...]
    documents: tuple[DocumentForm, ...]
    source: str | None
    sample: bool

    @classmethod
    def of(cls, path: PurePosixPath, document: Mapping[str, Any]) -> Self:
        """Return the plan of a checked ``plans/<year>.yml``."""
        stated: dict[str, Any] = {name: document[name] for name in STATED} | {name: document.get(name) for name in OPTIONAL}
        return cls(
            path=path,
            **stated,
            issued_on=day(document.get("issued_on")),
            communes=tuple(document["communes"]),
            settings=Settings(**document["settings"]),
            clauses=tuple(Clause(**entry) for entry in document["clauses"]),
            waivers=tuple(_waiver(entry) for entry in document.get("waivers", ())),
            recipients=tuple(document.get("recipients", ())),
            documents=tuple(_document_form(entry) for entry in document.get("documents", ())),
            sample=document.get("sample", False),
        )

    def waiver(self, commune: str, month: Month) -> Waiver | None:
        """Return what frees ``commune`` from its day in ``month``; None where nothing does."""
        return next((waiver for waiver in self.waivers if waiver.month == month and waiver.commune in (None, commune)), None)


def notice_days(plan: Plan | None) -> int:
    """Return how many days before its day a campaign should be announced: as the plan's settings say, else a week."""
    return (plan.settings.notice_days if plan else None) or USUAL_NOTICE_DAYS


def _waiver(entry: Mapping[str, Any]) -> Waiver:
    return Waiver(
        commune=entry.get("commune"),
        month=Month.of(entry["month"]),
        reason=entry["reason"],
        decided_on=dt.date.fromisoformat(entry["decided_on"]),
        sample=entry.get("sample", False),
    )


def _document_form(entry: Mapping[str, Any]) -> DocumentForm:
    return DocumentForm(
        type=entry["type"],
        form=entry["form"],
        upper_body=entry.get("upper_body"),
        issuing_body=entry.get("issuing_body"),
        symbol=entry.get("symbol"),
        signer=entry["signer"],
        recipients=tuple(entry["recipients"]),
    )
