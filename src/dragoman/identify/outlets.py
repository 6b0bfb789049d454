"""Who publishes: the outlet of a report, by its given name, the host of its address, or how the page names itself."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from dragoman.records import Outlet, Report
from dragoman.text import name_key
from dragoman.world import BUILT_IN, KnownOutlet, World, read_yaml
from dragoman.world.gazetteer import country_words, division_names

HEAD = 600  # characters in which a page names itself before its story starts (guessed)
MASTHEAD_LINES = 4
_PARTS = re.compile(r"[\s*_#]*(?:[|>/·,:]|\s[-–—]\s)[\s*_]*|\*+")
# "(Reuters) -", "/TASS/.", "Aleppo, SANA –", "By Reuters staff"
_CREDIT = re.compile(
    r"\(([^()\n]{2,40})\)\s*\.?\s*[-–—]|/([^/\n]{2,40})/|,\s*([A-Z][\w ]{1,30}?)\s+[-–—]\s|\bBy ([A-Z][\w .]{1,40}?)(?: staff| reporters?)?\s*\n"
)


_TITLE_END = re.compile(r"\s(?:[-–—]|\|)\s(?P<name>[^|–—]{3,50})$")
_BRACKETS = re.compile(r"\((?P<name>[^()\d,;:]{2,40})\)\W*$|/(?P<slashed>[^/\d,;:]{2,40})/\W*$")
_SMALL = frozenset("of the de la el al le les del do da for and y et und".split())
_NO_OUTLET = frozenset("update updated exclusive file photo video live north south east west".split())
_MOST_WORDS = 5  # "Zarqand Civilian Harm Monitor" has four (guessed)


@lru_cache(maxsize=1)
def _outlet_words() -> frozenset[str]:
    """Words of which the names of outlets are made: news, agency, mirror, diario …"""
    return frozenset(name_key(word) for word in read_yaml(BUILT_IN / "residue.yaml")["front"]["outlet"].split())


def _unlisted(report: Report) -> str | None:
    """The name of an outlet that no list has: "… - Gulf Mirror" ends a title, "(Nile Wire) -" a dateline."""
    ends = _TITLE_END.search(report.title or "")
    if ends and _is_built_so(ends["name"]) and set(name_key(ends["name"]).split()) & _outlet_words():
        return ends["name"].strip()
    credit = _BRACKETS.search(report.dateline.of(report.text)) if report.dateline else None
    name = (credit["name"] or credit["slashed"]).strip() if credit else ""
    return name if name and _is_built_so(name) and not _is_place(name) else None


def _is_built_so(name: str) -> bool:
    """A few words with capitals (or of a script without any), as outlets are called."""
    parts = name.split()
    capital = all(p[:1] != p[:1].lower() or p.lower() in _SMALL or p.lower() == p.upper() for p in parts)
    return 0 < len(parts) <= _MOST_WORDS and capital and not _NO_OUTLET & {p.lower() for p in parts}


def _is_place(name: str) -> bool:
    key = name_key(name)
    return key in country_words() or key in {name_key(division) for division in division_names().values()}


class OutletIndex:
    """All outlets of a world by name and by domain."""

    def __init__(self, world: World) -> None:
        self._by_name = {name_key(n): o for o in world.outlets.values() for n in (o.name, *o.aliases)}
        self._by_domain = {d.lower(): o for o in world.outlets.values() for d in o.domains}

    def is_name(self, words: str) -> bool:
        """Do the words name an outlet of the lists, an article before it aside?"""
        return name_key(words).removeprefix("the ") in self._by_name

    def find(self, name: str | None, url: str | None) -> Outlet | None:
        """The outlet, a bare one for a name that no list has, or None when nothing names it."""
        known = self._by_name.get(name_key(name)) if name else None
        known = known or self._of_host(url)
        if known:
            return self._outlet(known)
        return Outlet(f"outlet-{name_key(name).replace(' ', '-')}", name) if name else None

    def of(self, report: Report) -> Outlet | None:
        """The outlet of a report: as given or by its address, else as the page names itself.

        A masthead (a line or crumb of its own before the story) comes first, then the credit of a dateline or
        byline, which is the writer of the text even where another outlet printed it. A name of no list is believed
        at the end of a title, where it is built like an outlet's, and in the brackets of a dateline.
        """
        if found := self.find(report.outlet, report.url):
            return found
        head = report.text[:HEAD]
        lines = [line.strip(" #*\t") for line in head.split("\n")[:MASTHEAD_LINES]]
        outside = [r.words for r in report.residue]
        for line in [report.title or "", *lines, *outside]:
            for part in _PARTS.split(line):
                if known := self._by_name.get(name_key(part)):
                    return self._outlet(known)
        for credit in _CREDIT.findall(head):
            if known := self._by_name.get(name_key(next(c for c in credit if c))):
                return self._outlet(known)
        return self.find(_unlisted(report), None)

    def place_of(self, outlet: Outlet | None, world: World) -> tuple[str | None, str | None]:
        """The outlet's home country and town, where known."""
        known = world.outlets.get(outlet.id) if outlet else None
        return (known.country, known.place) if known else (None, None)

    @staticmethod
    def _outlet(known: KnownOutlet) -> Outlet:
        return Outlet(known.id, known.name, known.kind, known.country, known.state_link, known.wire_family)

    def _of_host(self, url: str | None) -> KnownOutlet | None:
        """By the address, from the whole host to its last two parts."""
        host = (urlsplit(url).hostname or "").lower() if url else ""
        parts = host.split(".")
        for start in range(len(parts) - 1):
            if found := self._by_domain.get(".".join(parts[start:])):
                return found
        return None
