"""The rows of every open table, from the same figures as the pages; each function is named as its table is."""

from collections.abc import Callable, Mapping

from generator.exports import added_up, intentions, registers, reported
from generator.exports.extent import Extent, Rows
from generator.exports.table import Table

ROWS: Mapping[str, Callable[[Extent], Rows]] = {
    function.__name__: function
    for function in (
        registers.communes,
        registers.hamlets,
        registers.household_counts,
        registers.bodies,
        registers.groups,
        registers.leads,
        registers.areas,
        registers.indicators,
        intentions.plans,
        intentions.plan_communes,
        intentions.waivers,
        intentions.campaigns,
        intentions.sites,
        intentions.works_planned,
        reported.reports,
        reported.stated,
        reported.results,
        reported.participation,
        reported.money,
        reported.works_done,
        intentions.bodies_present,
        intentions.attendance,
        intentions.proposals,
        intentions.works_proposed,
        reported.corrections,
        intentions.clauses,
        added_up.totals,
    )
}


def rows(table: Table, extent: Extent) -> Rows:
    """Return the rows of ``table`` over ``extent``: each column by its name, in any order, None where there is nothing.

    Dates, months and exact numbers are values of their own types. Raises ValueError where a row does not have the columns
    that the table of tables tells.
    """
    names = frozenset(table.names)
    for row in ROWS[table.name](extent):
        if row.keys() != names:
            raise ValueError(f"{table.name}: {sorted(row.keys() ^ names)}")
        yield row
