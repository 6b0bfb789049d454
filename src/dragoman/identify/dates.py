"""When a claim happened: the words that date it, or what bounds it, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.identify.chains import solve, waits
from dragoman.identify.edtf import edtf
from dragoman.identify.told import Page, Told
from dragoman.records import Candidate, Choice, Claim, Finding, Report, Span, When, WhenBasis

# Statements are in the news because they were just made (annotation guide of the reports gold, 9.3).
_STATEMENT = re.compile(
    r"accus|blam|demand|request|urge|vow|threat|warn|condemn|den(?:y|ial)|call_for|statement|reject"
)
_NOT_YET = frozenset({"planned", "offered", "demanded", "threatened", "hypothetical"})
_DONE = frozenset({"occurred", "failed", "denied"})
_CARRY_SENTENCES = 5  # how far on a day still dates the acts told after it (measured on the reports gold)
_LEAD_SENTENCES = 3  # how far after an undated lead the day of it may first be told (measured there too)
_FOLLOWS = 18  # characters after "three days after" within which the dated clause begins (guessed: room for "the")
_OPENING = re.compile(r"(?:(?:and|but|yet|however|meanwhile|ever),? )*(?:since (?:the )?)?")
_PAST_FRAMES = frozenset({"for", "over", "in", "during", "within", "throughout"})


def date_claims(report: Report, claims: Sequence[Claim]) -> dict[str, Choice[When]]:
    """The day or days of each claim, by claim id.

    Without a publication day, what counts from it waits as an order of days in ``When.order``.
    """
    page = Page(report)
    published = date.fromisoformat(report.published[:10]) if report.published else None
    return {claim.id: _date_one(page, claim, published) for claim in claims}


def _date_one(page: Page, claim: Claim, published: date | None) -> Choice[When]:
    found = [(t, *_framed(t, claim), False) for t in _own(page, claim)]
    if not any(order for _, order, _, _ in found):
        found = [(t, *_framed(t, claim), True) for t in _carried(page, claim)]
    choices: list[tuple[When, str, Told, bool]] = []
    for told, order, precision, far in found[:4]:
        if order and _was_over(page, claim, told):
            order, precision = f"../{order.split('/')[-1]}", "bounds"
        if order:
            basis: WhenBasis = "chained" if told.chained or far else "relative" if waits(told.order) else "stated"
            choices.append((when_of(order, precision, basis, published), _why(told, far), told, far))
    if not choices:
        return _undated(claim, published)
    when, why, told, far = choices[0]
    rivals = tuple(Candidate(w, round(0.9 / (n + 1), 2), r) for n, (w, r, _, _) in enumerate(choices))
    return Choice(when, why + _pending(when), rivals, _with_frame(page, told), inferred=far)


# ---------------------------------------------------------------- which words date a claim


def _own(page: Page, claim: Claim) -> list[Told]:
    """Expressions in the claim's own words or elsewhere in its sentence, the strongest first."""
    sentence = page.sentences[page.sentence_of(claim.evidence)]
    near = [t for t in page.told if sentence.meets(t.span) or claim.evidence.meets(t.span)]
    usable = [t for t in near if (t.order or t.follows) and (_within(t, claim) or _reaches(t, claim))]
    return sorted(usable, key=lambda t: (_weakness(t), not _within(t, claim), _distance(t.span, claim.trigger)))


def _within(told: Told, claim: Claim) -> bool:
    return claim.evidence.meets(told.span)


def _reaches(told: Told, claim: Claim) -> bool:
    """May it date a claim whose words lack it? Days and weeks do; years only from the sentence's head."""
    if told.timex.sense.grain in ("duration", "ref"):
        return False
    return told.precision in ("day", "interval") or told.span.start < claim.evidence.start


def _weakness(told: Told) -> int:
    """0 for words that name days, 2 for a mere length of time."""
    grain = told.timex.sense.grain
    if grain == "duration" and _spans(told) and told.timex.frame != "for":
        return 0
    return 2 if grain in ("duration", "ref") else 1 if grain == "time" and told.chained else 0


def _distance(left: Span, right: Span) -> int:
    return max(left.start - right.end, right.start - left.end, 0)


def _is_period(page: Page, told: Told, claim: Claim) -> bool:
    """A year or month told as history, or a 'since' that opens its sentence, which the next sentence goes on with."""
    if told.timex.frame == "since":
        start = page.sentences[page.sentence_of(told.span)].start
        return bool(_OPENING.fullmatch(page.low, start, told.span.start))
    return claim.stance.background and told.precision in ("month", "year") and not waits(told.order)


def _carried(page: Page, claim: Claim) -> list[Told]:
    """The day told last, on which the story goes on; for a lead without one, the day told next."""
    if claim.stance.status in _NOT_YET:
        return []
    here = page.sentence_of(claim.evidence)
    if claim.stance.background:  # history goes on in the time it was set in: "In 2018 … Under that deal …"
        set_in = [t for t in page.told if 0 < here - page.sentence_of(t.span) <= 2 and t.order]
        return set_in[-1:]
    before = [t for t in page.told if page.sentence_of(t.span) == here - 1 and t.order]
    if before and all(_is_period(page, t, claim) for t in before):
        return before[-1:]
    if _lasts(page, claim):
        return []
    reach = 1 if _is_perfect(page, claim) else _CARRY_SENTENCES
    for told in reversed(page.told):
        back = here - page.sentence_of(told.span)
        if told.span.start < claim.evidence.start and 0 < back <= reach and told.is_day:
            return [told] if not told.timex.ahead else []
    if any(told.is_day and told.span.start < claim.evidence.start for told in page.told):
        return []
    after = [t for t in page.told if t.is_day and 0 < page.sentence_of(t.span) - here <= _LEAD_SENTENCES]
    return after[:1] if after and not after[0].timex.ahead else []


# -------------------------------------------------------------------- what the words mean


def _framed(told: Told, claim: Claim) -> tuple[str, str]:
    """The order of days that an expression gives a claim, and its precision; ('', '') for none."""
    order, frame, grain = told.order, told.timex.frame, told.timex.sense.grain
    if told.follows and 0 <= claim.evidence.start - told.span.end + 2 <= _FOLLOWS:
        return told.follows, "day"
    ahead = told.timex.ahead
    if grain == "ref":
        return "", ""
    if grain in ("duration", "window"):
        return _length_of(told, claim)
    first, last = order.split("/")[0], order.split("/")[-1]
    if frame == "since":
        return (f"{first}/P", "interval")
    if frame in ("until", "till", "by", "before"):
        if grain == "time":
            return order, "day"
        if claim.stance.status in _DONE and frame != "before":
            return "", ""  # 'agreed to stop until 14 May': the end of what was agreed
        return (f"../{last}", "bounds")
    if frame == "after" and told.precision != "day":
        return (f"{first}/P", "bounds")
    if told.precision not in ("day", "bounds") and not ahead and "/" not in order:
        return f"{order}<P", told.precision
    return order, told.precision


def _length_of(told: Told, claim: Claim) -> tuple[str, str]:
    """'For two weeks' runs back from the report, unless the act is still to come."""
    window = told.timex.sense.grain == "window"
    if claim.stance.status in _NOT_YET and not window:
        return "", ""
    if not window and not _spans(told) and not _opens(told, claim):
        return "", ""
    return told.order, "bounds" if ".." in told.order else "interval"


def _spans(told: Told) -> bool:
    """'Within 36 hours', 'in three days': the length of time that the act took."""
    return told.timex.frame in _PAST_FRAMES or told.timex.words.lower().startswith("within")


def _opens(told: Told, claim: Claim) -> bool:
    """'Two weeks of fighting': the length stands at the head of the claim's words."""
    return told.span.start - claim.evidence.start < 4


_PERFECT = re.compile(r"\b(?:has|have)(?:n't)?\s+(?:\w+ly\s+|also\s+|now\s+|not\s+|already\s+|been\s+)*$")


_AFTER_LONG = re.compile(
    r"after\s+(?:(?:a|an|the|nearly|almost|about)\s+)*(?:[\w-]+\s+)?(?:[\w-]+-(?:day|week|month|year)\b|(?:days|weeks|months|years)\s+of\b)"
)


def _was_over(page: Page, claim: Claim, told: Told) -> bool:
    """ "Took the town on Saturday after | a two-week siege": the day is of what came after it."""
    lead = page.low.rfind("after", max(0, claim.evidence.start - 8), claim.evidence.start)
    return lead >= 0 and told.span.end <= lead and bool(_AFTER_LONG.match(page.low, lead))


_STATE = re.compile(r"control|siege|presence|enclave|share_of|occupation|lull|zone|stock")
_HABIT = re.compile(
    r"\b(?:often|regularly|routinely|frequently|usually|always|repeatedly|daily|every (?:day|night|week))\b"
)
_OF_NOW = re.compile(r"\b(?:now|just|already)\b")


def _lasts(page: Page, claim: Claim) -> bool:
    """A state or a habit: it is of no one day, so that of another sentence is not its day.

    "Now" ties it to the day of the story after all.
    """
    own = page.low[claim.evidence.start : claim.evidence.end]
    if _OF_NOW.search(own):
        return False
    state = claim.stance.status == "ongoing" and bool(_STATE.search(claim.kind))
    return state or bool(_HABIT.search(own))


def _is_perfect(page: Page, claim: Claim) -> bool:
    """What "has been done" need not be of the day that the story has reached: only the sentence before dates it.

    Of 30 acts that a day from further off had dated, 6 were of that day (annotated reports, 2026-11-30).
    """
    start = page.sentences[page.sentence_of(claim.trigger)].start
    lead = page.low[max(start, claim.evidence.start - 24) : claim.trigger.start]
    return bool(_PERFECT.search(lead)) and not _OF_NOW.search(page.low, claim.evidence.start, claim.evidence.end)


def _retold(claim: Claim) -> bool:
    """Does somebody tell of a statement that another made ("a nurse said | the militants had threatened her")?"""
    voice, actors = claim.stance.voices[-1:], claim.role("actor")
    if not voice or voice[0].span is None or voice[0].kind in ("agency", "outlet_itself", "state_media", "anonymous"):
        return False
    return bool(actors) and not any(voice[0].span.meets(a.span) for a in actors)


def _undated(claim: Claim, published: date | None) -> Choice[When]:
    """No words give a time: bounded by the publication day, or unknown."""
    status = claim.stance.status
    if _STATEMENT.search(claim.kind) and status != "hypothetical" and not _retold(claim):
        when = when_of("P", "day", "published", published)
        return Choice(
            when,
            "no words of time; statements are dated by the publication day" + _pending(when),
            inferred=True,
        )
    if status in _DONE or (_STATEMENT.search(claim.kind) and status != "hypothetical"):
        return _news(claim, published)
    return Choice(None, "no words of time, and not told as done")


def _news(claim: Claim, published: date | None) -> Choice[When]:
    """An act told as done, with no day anywhere near: all that is sure is that it happened by the publication day.

    The day itself stays a rival: on the reports gold (dev and world-1) it was right for 12 of 23 such acts, and
    seven more had happened within three days. A guess that is right half the time is not a date.
    """
    bound = when_of("../P", "bounds", "published", published)
    sure = "no words of time; told as done, so on or before the publication day"
    if claim.stance.background:
        return Choice(bound, sure + _pending(bound), inferred=True)
    today = when_of("P", "day", "published", published)
    why = "no words of time; told as news, so perhaps of the publication day"
    return Choice(
        bound, sure + _pending(bound), (Candidate(bound, 0.5, sure), Candidate(today, 0.4, why)), inferred=True
    )


# --------------------------------------------------------------------------- the answer


def when_of(order: str, precision: str, basis: WhenBasis, published: date | None) -> When:
    """The days of an order. While the publication day is unknown, what depends on it stays open."""
    lower, upper = solve(order, published)
    known = (lower.isoformat() if lower else None, upper.isoformat() if upper else None)
    nothing = basis == "published" and known == (None, None)
    return When(*known, edtf((lower, upper)), "none" if nothing else basis, precision, order if waits(order) else None)


def redate_when(when: When, published: str | None) -> When:
    """The same time with another publication day: the answer as if it had been known from the start."""
    if when.order is None:
        return when
    basis: WhenBasis = "published" if when.basis == "none" else when.basis
    day = date.fromisoformat(published[:10]) if published else None
    return when_of(when.order, when.precision, basis, day)


def redate_choice(choice: Choice[When], published: str | None) -> Choice[When]:
    """A choice, its rivals and its reason with another publication day."""
    if choice.chosen is None:
        return choice
    rivals = tuple(replace(c, value=redate_when(c.value, published)) for c in choice.candidates)
    when = redate_when(choice.chosen, published)
    return replace(choice, chosen=when, candidates=rivals, reason=choice.reason.removesuffix(_UNKNOWN) + _pending(when))


def redate(findings: Sequence[Finding], published: str | None) -> list[Finding]:
    """Findings of one report with the publication day that became known (or was corrected) later."""
    return [replace(f, published=published, when=redate_choice(f.when, published)) for f in findings]


_UNKNOWN = "; the publication day is not known"


def _pending(when: When) -> str:
    return _UNKNOWN if when.order is not None and when.lower is None and when.upper is None else ""


def _why(told: Told, carried: bool) -> str:
    words = told.timex.words.replace("\n", " ")
    where = f"'{words}' dates the acts told just before, and the story goes on" if carried else f"'{words}'"
    if told.chained:
        where += ", counted from the day told before"
    return where + (", counted from the publication day" if waits(told.order) else ", as the text has it")


_LEAD = re.compile(
    r"(?:(?:late|early|since|until|till|by|over|during|for|in|on|as of|from|between|before|after)[ \n]+)+"
    r"(?:the[ \n]+)?$"
)


def _with_frame(page: Page, told: Told) -> Span:
    """The expression with the preposition before it, as people quote it: 'late on Tuesday'."""
    start = told.span.start
    lead = _LEAD.search(page.low, max(0, start - 24), start)
    if lead and (lead.start() == 0 or not page.low[lead.start() - 1].isalnum()):
        start = lead.start()
    return Span(start, told.span.end)
