"""The boundaries of communes, where an operator has them: GeoJSON (RFC 7946) polygons, read strictly and drawn small."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from generator.problems import Problem

MOST_BYTES = 4 * 1024 * 1024
MEGABYTE = 1024 * 1024
MOST_POINTS = 300_000
WEST, EAST, SOUTH, NORTH = 102.0, 118.0, 6.0, 24.0  # Vietnam with its islands, as `places.yml` has it for points
Point = tuple[float, float]
Ring = tuple[Point, ...]


class BoundariesError(Exception):
    """The bytes are no outlines; the first argument is the code of the sentence that says why."""


def boundaries(raw: bytes) -> Mapping[str, tuple[Ring, ...]]:
    """Return the rings (longitude, latitude) of each commune's id; raises BoundariesError, and nothing else, for other bytes.

    Each feature names its commune in the property ``id``; its other properties are not looked at.
    """
    if len(raw) > MOST_BYTES:
        raise BoundariesError("boundaries_too_large")
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BoundariesError("boundaries_json") from error
    try:
        found: dict[str, tuple[Ring, ...]] = {}
        if told["type"] != "FeatureCollection":
            raise BoundariesError("boundaries_shape")
        for feature in told["features"]:
            name = feature["properties"]["id"]
            if not isinstance(name, str):
                raise BoundariesError("boundaries_shape")
            found[name] = found.get(name, ()) + tuple(_rings(feature["geometry"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BoundariesError("boundaries_shape") from error
    if sum(len(ring) for rings in found.values() for ring in rings) > MOST_POINTS:
        raise BoundariesError("boundaries_too_large")
    return found


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    match geometry["type"]:
        case "Polygon":
            polygons = [geometry["coordinates"]]
        case "MultiPolygon":
            polygons = geometry["coordinates"]
        case _:
            raise BoundariesError("boundaries_shape")
    for polygon in polygons:
        for ring in polygon:
            points = tuple(_point(*position[:2]) for position in ring)
            if len(points) < 4 or points[0] != points[-1]:
                raise BoundariesError("boundaries_shape")
            yield points


def _point(east: float, north: float) -> Point:
    if isinstance(east, bool) or isinstance(north, bool) or not (WEST <= east <= EAST and SOUTH <= north <= NORTH):
        raise BoundariesError("boundaries_place")
    return float(east), float(north)


def boundary_problems(raw: bytes, shown: PurePosixPath) -> list[Problem]:
    """Return what is wrong with the file of outlines ``shown``, whose bytes are ``raw``."""
    try:
        boundaries(raw)
    except BoundariesError as error:
        return [Problem.of(error.args[0], shown, most=MOST_BYTES // MEGABYTE)]
    return []


def missing_boundaries(raw: bytes, shown: PurePosixPath, communes: Mapping[str, str]) -> list[Problem]:
    """Return a warning for the communes, names by ids, that sound bytes have no outline of: all are drawn or none."""
    drawn = boundaries(raw)
    names = [name for key, name in communes.items() if key not in drawn]
    return [Problem.of("boundaries_missing", shown, communes=", ".join(names))] if names else []


class Projection:
    """From degrees to the units of a picture that is ``width`` wide and holds every point; north is up."""

    def __init__(self, points: Iterable[Point], width: float) -> None:
        found = tuple(points)
        easts, norths = [east for east, _ in found], [north for _, north in found]
        self.west, self.north = min(easts), max(norths)
        self.across = math.cos(math.radians((min(norths) + max(norths)) / 2))
        self.scale = width / max((max(easts) - self.west) * self.across, 1e-6)
        self.height = max((self.north - min(norths)) * self.scale, 1.0)

    def of(self, point: Point) -> Point:
        """Return where a point lies in the picture."""
        east, north = point
        return (east - self.west) * self.across * self.scale, (self.north - north) * self.scale


def simplified(ring: Sequence[Point], tolerance: float) -> list[Point]:
    """Return a ring without points that lie within ``tolerance`` of the line without them (Douglas and Peucker, 1973)."""
    keep, waiting = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = tolerance, None
        for number in range(first + 1, last):
            away = _distance(ring[number], ring[first], ring[last])
            if away > far:
                far, at = away, number
        if at is not None:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [ring[number] for number in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = math.hypot(x2 - x1, y2 - y1)
    if length == 0:
        return math.hypot(x - x1, y - y1)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length


def path(rings: Iterable[Sequence[Point]], projection: Projection, tolerance: float = 0.6) -> str:
    """Return the rings as the path of an SVG, projected and simplified; rings that shrink to a line are left out."""
    parts = []
    for ring in rings:
        points = simplified([projection.of(point) for point in ring], tolerance)
        if len(points) > 3:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points[:-1]) + "Z")
    return "".join(parts)
