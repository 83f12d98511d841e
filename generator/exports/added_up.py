"""The rows of the figures on the pages of results, each with what it stands on."""

from generator.exports.extent import Extent, Rows
from generator.figures.periods import Period
from generator.figures.reporting import basis
from generator.figures.totals import Basis, Measure
from generator.schema import part

HEADLINES = ("people", "households", "heads_present", "labour_days", "money")


def totals(extent: Extent) -> Rows:
    """Return the figures of every period: all that anybody counted over all communes, and each commune's headlines."""
    every = tuple(extent.data.places.communes)
    for period in extent.periods:
        whole = basis(extent.data, period.months, extent.today)
        yield from _totals(extent, period, None, every, whole, tuple(extent.totals.measures))
        for commune in extent.communes:
            if any((commune.id, month) in extent.data.reports for month in period.months):
                own = basis(extent.data, period.months, extent.today, (commune.id,))
                yield from _totals(extent, period, commune.id, (commune.id,), own, HEADLINES)


def _totals(
    extent: Extent, period: Period, commune: str | None, over: tuple[str, ...], rests: Basis, measures: tuple[str, ...]
) -> Rows:
    found = extent.totals.over(over, period.months)
    for measure in measures:
        total = found[measure]
        if total.counted or measure in HEADLINES:
            table, column = stands_on(extent.totals.measures[measure])
            yield {
                "period": period.address,
                "commune": commune,
                "measure": measure,
                "value": total.value,
                "unit": total.unit,
                "adds": total.adds,
                "counted": total.counted,
                "held": total.held,
                "reports": rests.reports,
                "due": rests.due,
                "from_table": table,
                "from_column": column,
                "page": f"/ket-qua/{period.address}/",
                "sample": extent.data.sample,
            }


def stands_on(measure: Measure) -> tuple[str, str]:
    """Return the table and the column whose values a measure's total adds up; of ``works_done`` only the indicator's rows."""
    if measure.id in HEADLINES:
        return "results", measure.id
    if measure.id in part("participants"):
        return "participation", measure.id
    if measure.id.startswith("money."):
        return "money", measure.id.removeprefix("money.")
    return "works_done", "quantity"
