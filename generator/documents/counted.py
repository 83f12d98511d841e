"""What a set of totals says, with the labels of the schema: forces, sources of money, works by area."""

from typing import Any

from generator.figures.totals import HEADS, HOUSEHOLDS, LABOUR_DAYS, MONEY, PEOPLE, Slice
from generator.model.dataset import Dataset
from generator.schema import part


def counted(data: Dataset, found: Slice) -> dict[str, Any]:
    """Return the headline totals by name, the forces and the sources of money by label, and the works of each area."""
    indicators = data.activities.indicators
    own = {area: [each.id for each in indicators.values() if each.area == area] for area in data.activities.areas}
    return {
        "people": found[PEOPLE],
        "forces": [(field.label, found[name]) for name, field in part("participants").items()],
        "households": found[HOUSEHOLDS],
        "heads": found[HEADS],
        "labour": found[LABOUR_DAYS],
        "money": found[MONEY],
        "sources": [(field.label, found[f"money.{name}"]) for name, field in part("money").items()],
        "areas": [
            (area, [(indicators[name], total) for name, total in found.counted(own[area.id])])
            for area in data.activities.areas.values()
        ],
    }
