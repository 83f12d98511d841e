"""One page for each commune and each hamlet, and the way from their former addresses."""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any

from generator.figures.outcome import household_share
from generator.figures.reporting import Cell, cell, expected_communes
from generator.figures.schedule import Occasion, State, occasions, state_of
from generator.language.months import Month, months_of
from generator.language.vietnamese import collation_key
from generator.model.dataset import Dataset
from generator.model.places import Commune, Hamlet
from generator.output import Page, SearchEntry
from generator.pages.banners import of_commune
from generator.pages.edition import Edition
from generator.pages.monthly import of_communes, of_hamlet
from generator.pages.tiles import plan

SECTION = "/xa/"
NEXT_CARDS, NEXT_OCCASIONS = 3, 2


def pages(edition: Edition) -> Iterator[Page]:
    """Return the list of communes, every commune, every hamlet, and a page that leads on from each former address."""
    yield edition.page(SECTION, "communes.html", SECTION, edition.words("communes"), lambda: _communes(edition))
    for commune in edition.data.places.communes.values():
        yield _commune_page(edition, commune)
        yield from (_hamlet_page(edition, commune, hamlet) for hamlet in commune.hamlets.values())
        yield from _moved(edition, commune)


def search(edition: Edition) -> Iterator[SearchEntry]:
    """Return one entry for each commune and hamlet, with every spelling."""
    for commune in edition.data.places.communes.values():
        words = edition.words("commune", commune=commune)
        yield SearchEntry(
            address=f"/xa/{commune.id}/", title=words["title"], text=words["description"], spellings=commune.spellings
        )
        for hamlet in commune.hamlets.values():
            words = edition.words("hamlet", commune=commune, hamlet=hamlet)
            yield SearchEntry(
                address=f"/xa/{hamlet.key}/", title=words["title"], text=words["description"], spellings=commune.spellings
            )


def _commune_page(edition: Edition, commune: Commune) -> Page:
    words = edition.words("commune", commune=commune)
    return edition.page(
        f"/xa/{commune.id}/",
        "commune.html",
        SECTION,
        words,
        lambda: _commune(edition, commune),
        image=of_commune(edition, commune.id),
    )


def _hamlet_page(edition: Edition, commune: Commune, hamlet: Hamlet) -> Page:
    words = edition.words("hamlet", commune=commune, hamlet=hamlet)
    return edition.page(
        f"/xa/{hamlet.key}/",
        "hamlet.html",
        SECTION,
        words,
        lambda: _hamlet(edition, commune, hamlet),
        image=of_commune(edition, commune.id),
    )


def _moved(edition: Edition, commune: Commune) -> Iterator[Page]:
    former = [(f"/xa/{old}/", f"xa/{commune.id}/", commune.name) for old in commune.former_ids]
    for hamlet in commune.hamlets.values():
        former += [(f"/xa/{commune.id}/{old}/", f"xa/{hamlet.key}/", hamlet.name) for old in hamlet.former_ids]
    for address, target, name in former:
        words = edition.words("moved", name=name)
        yield edition.page(address, "moved.html", SECTION, words, partial(dict, target=target, name=name))


def _communes(edition: Edition) -> Mapping[str, Any]:
    present = edition.present_communes
    former = [commune for commune in edition.data.places.communes.values() if commune not in present]
    return {"present": present, "former": former, "plan": plan(present, edition.boundaries, edition.fonts)}


def _commune(edition: Edition, commune: Commune) -> Mapping[str, Any]:
    data, today = edition.data, edition.today
    current = commune.validity.holds(today)
    last = min(today, commune.validity.last) if commune.validity.last else today
    cells = _cells(data, commune, edition)
    return {
        "commune": commune,
        "current": current,
        "predecessors": [*data.places.predecessors(commune.id)],
        "cards": edition.cards(edition.upcoming_in[commune.id][:NEXT_CARDS], commune.id),
        "years": [*_years(edition, commune, cells)],
        "months": [_month(edition, each) for each in reversed(cells)],
        "monthly": of_communes(edition, "thang", [commune.id], max((each.month for each in cells if each.report), default=None)),
        "hamlets": [
            _known_hamlet(edition, hamlet)
            for hamlet in sorted(commune.hamlets_on(last), key=lambda each: collation_key(each.name))
        ],
        "lead": data.bodies.lead_of(commune.id, last),
        "group": data.bodies.group_of(commune.id, last),
    }


def _cells(data: Dataset, commune: Commune, edition: Edition) -> list[Cell]:
    """Return the commune's expected months up to the current one, and any other month that it reported."""
    this_month = Month.at(edition.today)
    expected = (month for year in data.plans for month in months_of(year) if commune.id in expected_communes(data, month))
    reported = (report.month for report in data.reports_of[commune.id])
    months = sorted({*(month for month in expected if month <= this_month), *reported})
    return [cell(data, commune.id, month, edition.today) for month in months]


def _years(edition: Edition, commune: Commune, cells: list[Cell]) -> Iterator[Mapping[str, Any]]:
    for year in sorted({each.month.year for each in cells if each.report}, reverse=True):
        own = [each for each in cells if each.month.year == year]
        totals = edition.totals.over([commune.id], months_of(year))
        yield {
            "year": year,
            "reported": sum(each.reported for each in own),
            "due": sum(each.due for each in own),
            "figures": edition.headlines(totals),
        }


def _month(edition: Edition, each: Cell) -> Mapping[str, Any]:
    totals = edition.totals.over([each.commune], [each.month])
    held = {result.place for result in each.report.results if result.held} if each.report else ()
    return {
        "month": each.month,
        "status": each.status,
        "report": each.report,
        "waiver": each.waiver,
        "people": totals["people"],
        "hamlets_held": len(held),
    }


def _known_hamlet(edition: Edition, hamlet: Hamlet) -> Mapping[str, Any]:
    lead = edition.data.bodies.lead_of(hamlet.key, edition.today)
    return {"hamlet": hamlet, "lead": lead, "never_chosen": not edition.times_chosen[hamlet.key]}


def _hamlet(edition: Edition, commune: Commune, hamlet: Hamlet) -> Mapping[str, Any]:
    data = edition.data
    last = min(edition.today, hamlet.validity.last) if hamlet.validity.last else edition.today
    return {
        "commune": commune,
        "hamlet": hamlet,
        "predecessors": [other for other in data.places.hamlets.values() if other.successor == hamlet.key],
        "lead": data.bodies.lead_of(hamlet.key, last),
        "upcoming": [*islice(_upcoming(edition, hamlet), NEXT_OCCASIONS)],
        "results": [*_results(data, commune, hamlet)],
        "monthly": of_hamlet(edition, "thang", hamlet.key),
        "figures": edition.headlines(edition.totals.of_hamlet(hamlet.key)),
    }


def _upcoming(edition: Edition, hamlet: Hamlet) -> Iterator[Mapping[str, Any]]:
    for campaign in edition.upcoming_in[hamlet.commune]:
        for occasion in occasions(campaign, edition.data):
            if occasion.hamlet is hamlet and occasion.day and occasion.day >= edition.today:
                yield _occasion(occasion, state_of(occasion, edition.data, edition.today))


def _occasion(occasion: Occasion, state: State) -> Mapping[str, Any]:
    return {
        "campaign": occasion.campaign,
        "day": occasion.day,
        "start": occasion.start,
        "meeting_point": occasion.meeting_point,
        "works": occasion.works,
        "state": state,
        "calendar": occasion.hamlet.commune + (f"-{occasion.hamlet.id}" if occasion.day != occasion.campaign.day else ""),
    }


def _results(data: Dataset, commune: Commune, hamlet: Hamlet) -> Iterator[Mapping[str, Any]]:
    for report in reversed(data.reports_of[commune.id]):
        for day in report.days:
            for result in day.results:
                if result.hamlet == hamlet.id:
                    campaign = data.campaigns[day.campaign]
                    on = result.held_on or campaign.day or campaign.date
                    households = hamlet.households_on(on)
                    share = household_share(result, households)
                    yield {"campaign": campaign, "result": result, "day": on, "households": households, "share": share}
