"""What communes proposed for the committee's campaign, what was planned of it and what was done (plan, V.5a)."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.figures.outcome import Outcome, outcomes
from generator.model.campaign import Campaign, Proposal, Quantity, Work
from generator.model.dataset import Dataset

TAKEN = "taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedWork:
    """One indicator from proposal to result; None where it was not proposed, not planned or not reported."""

    indicator: str
    proposed: Quantity | None
    planned: Quantity | None
    done: Quantity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalTrail:
    """A proposal, the site that took it up (None: none did) and its works; of a proposal not taken only what was proposed."""

    proposal: Proposal
    outcome: Outcome | None
    works: tuple[ProposedWork, ...]


def proposal_trails(campaign: Campaign, data: Dataset) -> tuple[ProposalTrail, ...]:
    """Return each proposal of the campaign with what became of it, in the order of the file."""
    found = [outcome for outcome in outcomes(campaign, data) if outcome.occasion.site]
    return tuple(_trail(proposal, found) for proposal in campaign.proposals)


def _trail(proposal: Proposal, found: Iterable[Outcome]) -> ProposalTrail:
    sites = (outcome for outcome in found if _answers(outcome, proposal))
    outcome = next(sites, None) if proposal.state == TAKEN else None
    proposed = _sums(proposal.works)
    told = {work.indicator: work for work in outcome.works} if outcome else {}
    return ProposalTrail(
        proposal=proposal,
        outcome=outcome,
        works=tuple(
            ProposedWork(
                indicator=indicator,
                proposed=proposed.get(indicator),
                planned=told[indicator].planned if indicator in told else None,
                done=told[indicator].done if indicator in told else None,
            )
            for indicator in dict.fromkeys((*proposed, *told))
        ),
    )


def _answers(outcome: Outcome, proposal: Proposal) -> bool:
    hamlet = outcome.occasion.hamlet
    return hamlet.commune == proposal.commune and proposal.hamlet in (None, hamlet.id)


def _sums(works: Iterable[Work]) -> dict[str, Quantity]:
    found: dict[str, Quantity] = {}
    for work in works:
        found[work.indicator] = found.get(work.indicator, 0) + work.quantity
    return found
