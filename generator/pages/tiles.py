"""A plan of the communes: one tile each, about where it lies, from the points in their middle. It ranks and colours nothing."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.loading.boundaries import Projection, Ring, path
from generator.model.places import Commune
from generator.pictures.typeface import Typeface

FONT = "BeVietnamPro-Medium.ttf"
WIDE, HIGH, GAP, LETTERS, LEADING = 110, 76, 6, 14, 18
DRAWN = 336  # how wide boundaries are drawn: on a narrow phone, without sideways scroll
MOST = 400  # more communes than that are found faster in the list
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One commune on the plan: where its tile begins, in the units of the picture, and its name in lines that fit."""

    commune: Commune
    x: int
    y: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """The whole plan and its size."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    tile: Place = (WIDE, HIGH)
    leading: int = LEADING
    letters: int = LETTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One commune on a plan of boundaries: its path, and where its name stands in lines that fit."""

    commune: Commune
    path: str
    x: float
    y: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The plan of boundaries and its size."""

    shapes: tuple[Shape, ...]
    width: int
    height: int
    leading: int = LEADING
    letters: int = LETTERS


def plan(communes: Iterable[Commune], boundaries: Mapping[str, Sequence[Ring]], fonts: Path) -> Shapes | Tiles | None:
    """Return the plan of ``communes``: of their boundaries where every one has some, else of tiles."""
    found = tuple(communes)
    if found and all(boundaries.get(commune.id) for commune in found):
        return _shapes(found, boundaries, Typeface(fonts / FONT))
    return tiles(found, fonts)


def _shapes(communes: tuple[Commune, ...], boundaries: Mapping[str, Sequence[Ring]], face: Typeface) -> Shapes:
    points = (point for commune in communes for ring in boundaries[commune.id] for point in ring)
    projection = Projection(points, DRAWN)
    made = []
    for commune in communes:
        rings = boundaries[commune.id]
        x, y = projection.of(commune.centre or _middle(rings[0]))
        lines = tuple(face.lines(commune.name, LETTERS, 80))
        made.append(Shape(commune=commune, path=path(rings, projection), x=round(x, 1), y=round(y, 1), lines=lines))
    return Shapes(shapes=tuple(made), width=DRAWN, height=math.ceil(projection.height))


def _middle(ring: Ring) -> tuple[float, float]:
    """Return the middle of the ring's points."""
    return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)


def tiles(communes: Iterable[Commune], fonts: Path) -> Tiles | None:
    """Return the plan of ``communes`` that have a point in their middle; None for fewer than two, or too many."""
    known = [commune for commune in communes if commune.centre]
    if not 2 <= len(known) <= MOST:
        return None
    places = placed([commune.centre for commune in known if commune.centre])
    face = Typeface(fonts / FONT)
    found = [
        Tile(
            commune=commune,
            x=column * WIDE + GAP // 2,
            y=row * HIGH + GAP // 2,
            lines=tuple(face.lines(commune.name, LETTERS, WIDE - GAP - 12)[:3]),
        )
        for commune, (column, row) in zip(known, places, strict=True)
    ]
    columns, rows = (max(place[side] for place in places) + 1 for side in (0, 1))
    return Tiles(tiles=tuple(found), width=columns * WIDE, height=rows * HIGH, tile=(WIDE - GAP, HIGH - GAP))


def placed(points: Sequence[tuple[float, float]]) -> list[Place]:
    """Return a column and a row for each point (longitude, latitude): north is up, no two share one, no row or column is empty.

    The point that lies nearest to a free place takes it first, so that neighbours mostly stay neighbours.
    """
    side = math.ceil(math.sqrt(len(points))) + (len(points) > 1)
    east, north = _spread([x for x, _ in points], side), _spread([-y for _, y in points], side)
    cells = [(column, row) for row in range(side) for column in range(side)]
    pairs = sorted(
        ((east[number] - column) ** 2 + (north[number] - row) ** 2, number, (column, row))
        for number in range(len(points))
        for column, row in cells
    )
    taken: dict[int, Place] = {}
    free = set(cells)
    for _, number, cell in pairs:
        if number not in taken and cell in free:
            taken[number] = cell
            free.remove(cell)
    columns, rows = (_closed({place[side] for place in taken.values()}) for side in (0, 1))
    return [(columns[taken[number][0]], rows[taken[number][1]]) for number in range(len(points))]


def _spread(values: Sequence[float], side: int) -> list[float]:
    """Return the values moved and scaled to lie from 0 to ``side`` - 1."""
    least, most = min(values), max(values)
    return [(value - least) / (most - least) * (side - 1) if most > least else 0.0 for value in values]


def _closed(used: Iterable[int]) -> Mapping[int, int]:
    """Return the new number of each used row or column, without the empty ones between."""
    return {old: new for new, old in enumerate(sorted(used))}
