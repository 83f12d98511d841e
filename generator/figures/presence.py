"""Who was there: bodies that the committee assigned, and members of its leading bodies (plan, V.1, V.3 and V.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from generator.figures.outcome import Outcome
from generator.figures.schedule import district_campaigns
from generator.model.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class BodiesPresent:
    """How many bodies were assigned and how many of them came, at any number of sites.

    ``assigned`` counts every site, ``awaited`` the assignments at sites that have not reported. Of the others ``present`` came,
    ``absent`` sent nobody, and ``untold`` are not mentioned, which is not the same. ``unassigned`` came on their own.
    ``people`` is None where no body was counted.
    """

    assigned: int
    awaited: int
    present: int
    absent: int
    unassigned: int
    people: int | None

    @property
    def untold(self) -> int:
        """Bodies assigned to a site that reported, of which the report says nothing."""
        return self.assigned - self.awaited - self.present - self.absent

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> Self:
        """Return the count over the sites of ``outcomes``: one site, one commune's, or a whole campaign."""
        found = [(outcome.result, body) for outcome in outcomes for body in outcome.bodies]
        told = [body.people for _, body in found if body.people is not None]
        assigned = [(result, body.people) for result, body in found if body.assigned]
        return cls(
            assigned=len(assigned),
            awaited=sum(result is None for result, _ in assigned),
            present=sum(bool(people) for _, people in assigned),
            absent=sum(people == 0 for _, people in assigned),
            unassigned=sum(bool(body.people) and not body.assigned for _, body in found),
            people=sum(told) if told else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteePresent:
    """How many members of one leading body came, of how many, in how many campaigns that recorded it (plan, V.1)."""

    body: str
    present: int
    members: int
    campaigns: int


def committee_present(data: Dataset, year: int) -> tuple[CommitteePresent, ...]:
    """Return the leading bodies' attendance over the committee's campaigns of ``year``, in the order of the register."""
    entries = [entry for campaign in district_campaigns(data, year) for entry in campaign.attendance]
    by_body = {body: [entry for entry in entries if entry.body == body] for body in data.bodies.bodies}
    return tuple(
        CommitteePresent(
            body=body,
            present=sum(entry.present for entry in found),
            members=sum(entry.members for entry in found),
            campaigns=len(found),
        )
        for body, found in by_body.items()
        if found
    )
