"""The map: rings as big as what is not known, areas for provinces and countries, and where on Earth it lies."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

from dragoman.records import Place
from dragoman.tell import wording
from dragoman.tell.brief.episode import Episode
from dragoman.tell.brief.markup import Html, esc, joined, name, tag
from dragoman.tell.brief.placing import LETTER, Paper
from dragoman.tell.brief.plural import count
from dragoman.tell.brief.projection import Frame, clipped, fitting, path, round_length
from dragoman.tell.brief.rows import table
from dragoman.tell.brief.spots import Spot, near, spots
from dragoman.world.gazetteer import country_names
from dragoman.world.outlines import CREDIT, countries, outline

SIZES = ((960, 540, "wide"), (360, 400, "narrow"))
LEAST_KM = 80.0  # a map is at least so wide: outlines are too coarse for less; guessed
LOCATOR_DEGREES = 26.0  # of latitude that the small map shows; guessed
TYPE = 13.0
_PRECISION = {
    "exact": "point",
    "district": "quarter or district",
    "town": "town",
    "province": "province or region",
    "country": "country",
}


def map_section(episode: Episode) -> Html:
    """The map in two sizes, what it leaves out, and the same as a table."""
    found = spots(episode)
    unplaced = sum(t.event.place is None for t in episode.told)
    if not found:
        return tag("p", f"No place is known: {count(len(episode.told), 'event')}.")
    drawn = [_drawing(found, *size) for size in SIZES]
    beyond = [s for s in found if any(s in d[1] for d in drawn)]
    return joined(
        tag(
            "figure",
            *(d[0] for d in drawn),
            tag("figcaption", _caption(found, beyond, unplaced)),
        ),
        _table(found),
    )


def _is_inside(frame: Frame, spot: Spot) -> bool:
    """Is there something of it on the sheet: its point, or of an area any part?"""
    at = frame.xy(*spot.at[::-1])
    if not spot.is_area:
        return frame.holds(at, -6)
    apart = [max(-v, 0, v - size) for v, size in zip(at, (frame.width, frame.height), strict=True)]
    return spot.place.precision == "country" or math.hypot(*apart) < frame.px(spot.place.radius_m)


def _caption(found: Sequence[Spot], beyond: Sequence[Spot], unplaced: int) -> Html:
    words = "A ring is as big as what is not known of the place: the event lies somewhere within. "
    words += "Broken rings are provinces and regions; no point in them is meant. "
    if unplaced:
        words += f"{count(unplaced, 'event')} of no known place not drawn. "
    if wide := [s.place.name for s in found if s.is_area and s not in beyond]:
        words += f"Areas: {', '.join(dict.fromkeys(wide))}. "
    if beyond:
        words += "Beyond the map's edge: " + ", ".join(dict.fromkeys(s.place.name for s in beyond)) + ". "
    missing = sorted({s.place.country for s in found if s.place.country and s.place.country not in countries()})
    if missing:
        words += f"Without an outline: {', '.join(missing)}; only the borders around are drawn. "
    return joined(tag("span", words, dir="auto"), CREDIT)


def _drawing(found: Sequence[Spot], width: int, height: int, cls: str) -> tuple[Html, list[Spot]]:
    rings = [(*s.at, s.place.radius_m if s.place.precision != "country" else 0) for s in near(found)]
    frame = fitting(rings, width, height, LEAST_KM)
    paper = Paper(width, height)
    inside = [s for s in found if _is_inside(frame, s)]
    beyond = [s for s in found if s not in inside]
    for spot in inside:
        if not spot.is_area:
            (x, y), size = frame.xy(*spot.at[::-1]), _dot(spot) + 1
            paper.take((x - size, y - size, x + size, y + size))
    corner = _locator(frame, paper, inside)
    scale = _scale(frame, paper)
    parts = [
        tag("rect", width=width, height=height, cls="sea"),
        *_land(frame, {s.place.country for s in found if s.place.country}),
        *_rings(frame, inside),
        *_labels(frame, paper, inside),
        scale,
        corner,
    ]
    title = f"Map of {count(len(inside), 'place')} with {count(sum(len(s.events) for s in inside), 'event')}; the table below says the same."
    svg = tag("svg", parts, viewBox=f"0 0 {width} {height}", cls=f"map {cls}", role="img", aria_label=title, xmlns=_SVG)
    return svg, beyond


_SVG = "http://www.w3.org/2000/svg"


def _land(frame: Frame, own: set[str]) -> Iterator[Html]:
    """The countries on the sheet; those that events lie in are marked."""
    for code in sorted(countries(), key=lambda c: (c in own, c)):
        shape = _shape(frame, code)
        if shape:
            yield tag("path", d=shape, cls="land own" if code in own else "land", fill_rule="evenodd")


def _shape(frame: Frame, code: str) -> str:
    told = []
    for ring in outline(code):
        if not _may_meet(frame, ring):
            continue
        points = [frame.xy(lon, lat) for lon, lat in ring[:-1]]
        if any(abs(a[0] - b[0]) > 18_000 / frame.km_per_px for a, b in itertools.pairwise(points)):
            continue  # it goes round the far side of the Earth
        told.append(path(clipped(points, frame)))
    return "".join(told)


def _may_meet(frame: Frame, ring: Sequence[tuple[float, float]]) -> bool:
    """A quick look: does the ring's box of latitudes meet the sheet?"""
    half = frame.height / 2 * frame.km_per_px / 111 + 0.5
    lats = [lat for _, lat in ring]
    return len(ring) > 3 and max(lats) > frame.lat - half and min(lats) < frame.lat + half


def _rings(frame: Frame, found: Sequence[Spot]) -> Iterator[Html]:
    """Areas first, great rings before small ones, so that none hides another."""
    for spot in sorted(found, key=lambda s: -s.place.radius_m):
        x, y = frame.xy(*spot.at[::-1])
        title = tag("title", f"{wording.where(spot.place)}: {count(len(spot.events), 'event')}")
        if spot.place.precision == "country" and spot.place.country in countries():
            yield tag("path", title, d=_shape(frame, spot.place.country or ""), cls="area country", fill_rule="evenodd")
            continue
        radius = max(frame.px(spot.place.radius_m), 3.5)
        cls = "area" if spot.is_area else "ring"
        yield tag("circle", title, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}", cls=cls)
        if not spot.is_area:
            yield tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{_dot(spot):.1f}", cls="dot")


def _dot(spot: Spot) -> float:
    """Half-width of a dot: more events, a larger dot."""
    return 2.5 + math.sqrt(len(spot.events)) * 0.7


def _labels(frame: Frame, paper: Paper, found: Sequence[Spot]) -> Iterator[Html]:
    """The names of places with how many events each has; a name once, with its line where it stands away."""
    counts: dict[str, int] = {}
    for spot in found:
        counts[spot.place.name] = counts.get(spot.place.name, 0) + len(spot.events)
    done: set[str] = set()
    for spot in sorted(found, key=lambda s: (s.is_area, -counts[s.place.name])):
        if spot.place.name in done or spot.place.precision == "country":
            continue
        done.add(spot.place.name)
        x, y = frame.xy(*spot.at[::-1])
        words = f"{spot.place.name} {counts[spot.place.name]}"
        put = paper.put(x, y, words, TYPE, 0.5 if spot.is_area else 9)
        if put is None:
            continue
        left, base = put
        wide = len(words) * TYPE * LETTER
        near_x, near_y = min(max(x, left), left + wide), base - TYPE * 0.35
        if not spot.is_area and math.hypot(near_x - x, near_y - y) > 16:
            yield tag("line", x1=f"{x:.1f}", y1=f"{y:.1f}", x2=f"{near_x:.1f}", y2=f"{near_y:.1f}", cls="leader")
        count = tag("tspan", f" {counts[spot.place.name]}", cls="count")
        cls = "label area-label" if spot.is_area else "label"
        yield tag("text", spot.place.name, count, x=f"{left:.1f}", y=f"{base:.1f}", cls=cls)


def _scale(frame: Frame, paper: Paper) -> Html:
    """A bar of a round length, with that length."""
    km = round_length(frame.width * frame.km_per_px / 4)
    long, y = km / frame.km_per_px, frame.height - 18
    words = f"{km:g} km" if km >= 1 else f"{km * 1000:g} m"
    paper.take((8, y - 22, 16 + long + 10, frame.height - 4))
    bar = tag("path", d=f"M16 {y - 5}V{y}H{16 + long:.1f}V{y - 5}", cls="bar")
    return tag("g", bar, tag("text", words, x="20", y=f"{y - 5}", cls="scale-words"), cls="scale")


def _locator(frame: Frame, paper: Paper, found: Sequence[Spot]) -> Html:
    """The small map of where on Earth the sheet lies, in the corner where it hides least."""
    wide, high = (150, 112) if frame.width > 500 else (96, 80)
    lefts, tops = (8, frame.width - wide - 8), (8, frame.height - high - 8)
    corners = [(left, top) for top in tops for left in lefts if (left, top) != (8, tops[1])]

    def hidden(corner: tuple[float, float]) -> int:
        at = (frame.xy(*s.at[::-1]) for s in found if not s.is_area)
        return sum(
            corner[0] - 30 < x < corner[0] + wide + 30 and corner[1] - 20 < y < corner[1] + high + 20 for x, y in at
        )

    left, top = min(corners, key=lambda c: (hidden(c), -c[1], -c[0]))
    paper.take((left - 4, top - 4, left + wide + 4, top + high + 4))
    degrees = max(LOCATOR_DEGREES, frame.height * frame.km_per_px / 111 * 3)
    small = Frame(frame.lat, frame.lon, min(degrees, 150) * 111 / high, int(wide), int(high))
    land = [tag("path", d=d, cls="land", fill_rule="evenodd") for c in countries() if (d := _shape(small, c))]
    half_x, half_y = (side * frame.km_per_px / small.km_per_px / 2 for side in (frame.width, frame.height))
    x, y = wide / 2, high / 2
    here = tag("circle", cx=x, cy=y, r=3, cls="here")
    if half_x > 4:
        here = tag(
            "rect", x=f"{x - half_x:.1f}", y=f"{y - half_y:.1f}", width=f"{2 * half_x:.1f}", height=f"{2 * half_y:.1f}",
            cls="here box",
        )  # fmt: skip
    inner = tag(
        "svg", tag("rect", width=wide, height=high, cls="sea"), land, here, x=left, y=top, width=wide, height=high
    )
    return tag("g", inner, tag("rect", x=left, y=top, width=wide, height=high, cls="frame"), cls="locator")


def _table(found: Sequence[Spot]) -> Html:
    """The map in words."""
    names = country_names()
    rows = [
        [
            name(s.place.name),
            esc(names.get(s.place.country or "", s.place.country or "")),
            esc(_precision(s.place)),
            joined(*(_link(t.number, t.anchor) for t in s.events), by=" "),
        ]
        for s in found
    ]
    told = table(("Place", "Country", "How surely", "Events"), rows, "Places")
    return tag("details", tag("summary", f"The map as a table: {count(len(found), 'place')}"), told, cls="more")


def _precision(place: Place) -> str:
    return _PRECISION.get(place.precision, place.precision) + wording.ring(place)


def _link(number: int, anchor: str) -> Html:
    return tag("a", str(number), href=f"#{anchor}", aria_label=f"event {number}")
