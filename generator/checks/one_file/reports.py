"""A report on its own: each hamlet and campaign once, figures or the reason why there are none."""

from collections.abc import Iterator

from generator.checks.fault import Document, Fault, fault
from generator.checks.one_file.entries import entries, repeated, stands_twice

FIGURES = ("held_on", "participants", "households", "heads_present", "bodies", "labour_days", "works", "money")
LEAST_MONEY = 1000


def every_campaign_stands_once(document: Document) -> Iterator[Fault]:
    """Refuse a campaign that the report gives twice."""
    campaigns = (((*keys, "campaign"), day["campaign"]) for keys, day in entries(document, "days"))
    for keys, value, first in repeated(campaigns):
        yield fault(keys, "campaign_twice", value=value, first=first)


def every_hamlet_stands_once_a_day(document: Document) -> Iterator[Fault]:
    """Refuse a hamlet that one day gives twice."""
    if not any(stands_twice(day["results"], "hamlet") for day in document["days"]):
        return
    hamlets = (((*keys, "hamlet"), result["hamlet"]) for keys, result in entries(document, "days", "results"))
    for keys, value, first in repeated(hamlets):
        yield fault(keys, "hamlet_twice", value=value, first=first)


def no_figures_where_nothing_was_held(document: Document) -> Iterator[Fault]:
    """Refuse figures beside the reason why the hamlet did nothing."""
    for keys, result in entries(document, "days", "results"):
        if result.get("not_held") and (given := [name for name in FIGURES if result.get(name) is not None]):
            yield fault((*keys, given[0]), "figures_of_nothing", reason=result["not_held"])


def every_result_holds_a_figure(document: Document) -> Iterator[Fault]:
    """Warn of a hamlet with neither a figure nor the reason why there is none."""
    for keys, result in entries(document, "days", "results"):
        if not result.get("not_held") and not any(result.get(name) not in (None, {}, []) for name in FIGURES[1:]):
            yield fault(keys, "result_empty", hamlet=result["hamlet"])


def every_household_sends_somebody(document: Document) -> Iterator[Fault]:
    """Warn of fewer residents than households taking part (plan, III.2d: each sends at least one person)."""
    for keys, result in entries(document, "days", "results"):
        residents = result.get("participants", {}).get("residents")
        households = result.get("households")
        if residents is not None and households is not None and residents < households:
            yield fault((*keys, "households"), "residents_below_households", residents=residents, households=households)


def every_work_and_body_stands_once(document: Document) -> Iterator[Fault]:
    """Warn of an indicator that one hamlet gives twice; refuse a body that it gives twice."""
    results = [result for day in document["days"] for result in day["results"]]
    if not any(
        stands_twice(result.get("works", ()), "indicator") or stands_twice(result.get("bodies", ()), "body") for result in results
    ):
        return
    works = (((*keys, "indicator"), work["indicator"]) for keys, work in entries(document, "days", "results", "works"))
    for keys, value, first in repeated(works):
        yield fault(keys, "work_twice", value=value, first=first)
    bodies = (((*keys, "body"), entry["body"]) for keys, entry in entries(document, "days", "results", "bodies"))
    for keys, value, first in repeated(bodies):
        yield fault(keys, "entry_twice", value=value, first=first)


def every_amount_is_written_in_full(document: Document) -> Iterator[Fault]:
    """Warn of less than 1.000 đồng: 3.500 thousand written as 3.500 or 3500 thousand as 3500 ends short."""
    for keys, result in entries(document, "days", "results"):
        for name, amount in result.get("money", {}).items():
            if 0 < amount < LEAST_MONEY:
                yield fault((*keys, "money", name), "money_short", amount=amount)


def every_photo_stands_once(document: Document) -> Iterator[Fault]:
    """Warn of a photo that the report shows twice."""
    first: dict[str, str] = {}
    for keys, photo in entries(document, "days", "results", "photos"):
        hamlet = document["days"][keys[1]]["results"][keys[3]]["hamlet"]
        if photo["file"] in first:
            yield fault((*keys, "file"), "photo_twice", file=photo["file"], hamlet=first[photo["file"]])
        first.setdefault(photo["file"], hamlet)


def only_sample_data_states_its_publication(document: Document) -> Iterator[Fault]:
    """Refuse a publication date or changes written by hand: those of real reports come from Git."""
    if document.get("sample"):
        return
    if "published_on" in document:
        yield fault(("published_on",), "sample_only")
    for keys, correction in entries(document, "corrections"):
        if correction.get("changes"):
            yield fault((*keys, "changes"), "sample_only")


def every_correction_follows_the_one_before(document: Document) -> Iterator[Fault]:
    """Refuse a correction dated before the report, before its publication, or before the correction above it."""
    before = max(document["reported_on"], document.get("published_on", ""))
    for keys, correction in entries(document, "corrections"):
        if correction["date"] < before:
            yield fault((*keys, "date"), "correction_too_early", date=correction["date"], before=before)
        before = max(before, correction["date"])
