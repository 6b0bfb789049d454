"""The patterns of English time expressions: a linguist's table.

Each line: the reading in ``timerules``, the words the expression may begin with (capitals name a word
list, ``#`` is a digit), and a regular expression over lower-cased text. In it, ``%NAME%`` stands for a
word list, and one blank for any white space. Where several lines match, the longest match wins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.identify.timewords import either, time_words

PATTERNS: tuple[tuple[str, str, str], ...] = (
    # 12 March 2019; the 12th of March; 3-5 May; 21 and 22 August
    (
        "day_month",
        "# the",
        r"(?:the )?(?P<day>\d{1,2}(?:st|nd|rd|th)?)(?:(?: ?- ?| to | and | until )(?P<upto>\d{1,2}"
        r"(?:st|nd|rd|th)?))?(?: of)?[ -](?P<month>%MONTH%)\b\.?(?:(?:-|,? )(?P<year>\d{4}))?(?![\d])",
    ),
    # March 12, 2019; Mar. 12; May 3 to 5
    (
        "day_month",
        "MONTH",
        r"(?P<month>%MONTH%)\.?[ -](?P<day>\d{1,2}(?:st|nd|rd|th)?)(?!\d|[.,:]\d)(?:"
        r"(?: ?- ?| to | and | until )(?P<upto>\d{1,2})(?![\d:]| ?[ap]\.?m))?(?:,? (?P<year>"
        r"(?:1[89]|20)\d\d))?(?![\d])",
    ),
    (
        "day_month",
        "MONTH",
        r"(?P<month>%MONTH%)\.? (?P<day>(?:%ORDINAL%))\b(?P<year>)",
    ),
    # Dates in Spanish, French, Russian and Arabic
    (
        "day_month",
        "#",
        r"(?P<day>\d{1,2})(?:er|º|°)?(?: de| d'| من)? ?(?P<month>%OTHERMONTH%)\b(?:,? (?:de |del )?"
        r"(?P<year>\d{4}))?",
    ),
    (
        "month_year",
        "MONTH QUAL",
        r"(?:(?:the )?(?P<qual>early|late|mid|middle of|end of|beginning of|start of)[ -](?:in )?)?"
        r"(?P<month>%MONTH%)\.?,?(?: of)? '?(?P<year>(?:1[5-9]|20)\d\d)(?![\d])",
    ),
    (
        "bare_month",
        "MONTH QUAL last this next past coming",
        r"(?:(?P<way>(?:the )?(?:last|this|next|this past|this coming|past|coming)) )?(?:(?:the )?"
        r"(?P<qual>early|late|mid|middle of|end of|beginning of|start of)[ -])?(?P<month>%MONTH%)\b\.?",
    ),
    (
        "iso",
        "#",
        r"(?P<year>(?:1[5-9]|20)\d\d)[-/](?P<m>\d\d)[-/](?P<d>\d\d)(?!\d)",
    ),
    (
        "slashed",
        "#",
        r"(?P<a>\d{1,2})[/.](?P<b>\d{1,2})[/.](?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)",
    ),
    (
        "year",
        "# QUAL",
        r"(?:(?:the )?(?P<qual>early|late|mid|middle of|end of|beginning of|start of)[ -](?:in )?)?"
        r"(?:fiscal )?(?P<year>1[89]\d\d|20[0-4]\d)(?![\d,:/%]\d|\d|'?s\b)",
    ),
    (
        "year",
        "fiscal",
        r"(?P<qual>)fiscal(?: year)? (?P<year>(?:19|20)\d\d)",
    ),
    (
        "spelled_year",
        "nineteen MONTH",
        r"(?:(?P<month>%MONTH%)\.?,? )?nineteen (?P<tens>%COUNT%)\b",
    ),
    (
        "years",
        "# between from",
        r"(?:between |from )?(?P<year>(?:19|20)\d\d)(?: ?- ?| to | and )(?P<upto>(?:19|20)\d\d|\d\d)"
        r"(?!\d|-\d)",
    ),
    (
        "decade",
        "# the early late mid",
        r"(?:the )?(?:(?:early|late|mid|middle)[ -])?(?P<year>(?:1[5-9]|20)\d0)'?s\b",
    ),
    (
        "decade",
        "the early late mid # '",
        r"(?:the )?(?:(?:early|late|mid)[ -])?'?(?P<year>[2-9]0)'?s\b",
    ),
    (
        "century",
        "# the",
        r"(?:the )?(?P<n>\d\d?)(?:st|nd|rd|th)[ -]century",
    ),
    (
        "season",
        "last this next the early late mid SEASON",
        r"(?:(?P<way>last|this|next|the|this past|this coming|the coming|the past) )?(?:"
        r"(?:early|late|mid)[ -])?(?P<season>%SEASON%)(?:(?: of)? (?P<year>(?:1[89]|20)\d\d))?\b",
    ),
    (
        "holiday",
        "HOLIDAY last next the",
        r"(?:(?:last|next|the) )?(?P<name>%HOLIDAY%|easter(?: sunday)?)(?:,? (?P<year>"
        r"(?:1[89]|20)\d\d))?\b",
    ),
    (
        "hijri",
        "# HIJRI",
        r"(?:(?P<day>\d{1,2}) )?(?P<name>%HIJRI%)(?:,? (?P<year>1[34]\d\d|20\d\d))?\b",
    ),
    # Weekdays
    (
        "weekday",
        "WEEKDAY last next this past coming each every early late earlier later the",
        r"(?:(?:earlier|later|early|late|the) )?(?:on )?(?:"
        r"(?P<way>last|next|this|past|coming|following|previous|this past|this coming|each|every) )?(?:"
        r"(?:early|late) )?(?P<weekday>%WEEKDAY%)(?P<plural>s)?\b(?:'s)?\.?(?: (?P<part>%DAYPART%)s?\b)?",
    ),
    (
        "weekday",
        "DAYPART",
        r"(?:the )?(?P<part>%DAYPART%)(?: of| on|,)? (?P<way>last )?(?P<weekday>%WEEKDAY%)(?P<plural>)\b",
    ),
    # A weekday with its date: the date says more
    (
        "day_month",
        "WEEKDAY this",
        r"(?:this (?:coming )?)?(?:%WEEKDAY%)\.?,?(?: night| morning| evening| afternoon)?,? \(?(?:the )?"
        r"(?:on )?(?P<month>%MONTH%)\.? (?P<day>\d{1,2}(?:st|nd|rd|th)?|%ORDINAL%)(?:,? (?P<year>"
        r"(?:19|20)\d\d))?(?!\d)",
    ),
    (
        "day_month",
        "WEEKDAY",
        r"(?:%WEEKDAY%)\.?,? \(?(?:the )?(?P<day>\d{1,2}(?:st|nd|rd|th)?)(?: of)? (?P<month>%MONTH%)\.?"
        r"(?:,? (?P<year>(?:19|20)\d\d))?(?!\d)",
    ),
    # Days near publication
    (
        "near_day",
        "today yesterday tomorrow tonight early earlier late later",
        r"(?:(?:early|earlier|late|later) )?(?P<near>today|yesterday|tomorrow|tonight)"
        r"(?:'s)?(?: (?P<part>%DAYPART%))?\b",
    ),
    (
        "near_day",
        "DAYPART",
        r"(?P<part>%DAYPART%)(?: of| on)? (?P<near>today|yesterday|tomorrow)\b",
    ),
    (
        "near_day",
        "the",
        r"the day (?P<side>before|after) (?P<near>yesterday|tomorrow)",
    ),
    (
        "near_day",
        "this later earlier early late",
        r"(?:(?:early|earlier|late|later) )?(?P<near>this) (?:early )?(?P<part>%DAYPART%)",
    ),
    (
        "near_day",
        "last late",
        r"(?:late )?(?P<near>last) (?P<part>night|evening)",
    ),
    (
        "overnight",
        "overnight the",
        r"overnight(?! (?:bag|stay|rates?|train|accommodation))",
    ),
    (
        "calendar_unit",
        "last this next the earlier later early late current sometime mid that",
        r"(?:(?:earlier|later|early|late|sometime|mid|the end of|the beginning of|the start of)[ -])?"
        r"(?:in )?(?P<way>last|this|this past|this coming|next|that same|that|the same|(?:the )?"
        r"(?:last|past|previous|preceding|following|coming|current|next)|the "
        r"(?:end|beginning|start|rest) of (?:last|this|next|the))(?: calendar| fiscal)? "
        r"(?P<unit>week|weekend|month|year|decade|century)(?:'s)?\b(?!-)",
    ),
    (
        "calendar_unit",
        "early earlier late later sometime",
        r"(?:early|earlier|late|later|sometime)(?: on| in)? (?P<way>last|this|next) "
        r"(?P<unit>week|weekend|month|year)(?:'s)?\b",
    ),
    (
        "the_unit",
        "the year's",
        r"(?:the (?:full |entire |whole )?(?P<unit>year|week)(?:'s end| end)?)(?! "
        r"(?:before|after|earlier|later|of|ended|to|and|when|that|in)|-)\b",
    ),
    (
        "calendar_unit",
        "the",
        r"(?P<way>the )(?P<unit>weekend)\b",
    ),
    (
        "ago",
        "COUNT UNIT # a an about around nearly almost some over more less just only",
        r"(?:(?:about|around|nearly|almost|some|over|more than|less than|just|only|at least) )?"
        r"(?P<count>%COUNT%) (?P<unit>%UNIT%)s?(?: or so| or more)? "
        r"(?P<side>ago|earlier|later|previously|before(?! the (?:end|start))|after(?!ward))\b",
    ),
    (
        "ago",
        "days weeks hours months years",
        r"(?P<count>)(?P<unit>day|week|hour|month|year)s (?P<side>ago|earlier|later|before|after)\b",
    ),
    (
        "ago",
        "year the month week",
        r"(?:the )?(?P<count>)(?P<unit>year|month|week)[ -](?P<side>ago|earlier|previous)\b",
    ),
    (
        "same_day",
        "the that earlier later on",
        r"(?:(?:earlier|later|early|late) )?(?:on )?(?:the same|that same|that very|that)(?: "
        r"(?:day|date))?(?: (?P<part>%DAYPART%))?(?<=day|ing|ght|oon|ate)\b",
    ),
    (
        "next_day",
        "the a",
        r"(?:the )(?:following|next|previous|preceding) (?:day|(?P<part>%DAYPART%))\b|the day "
        r"(?:before|after)(?! (?:yesterday|tomorrow))|the day (?:earlier|later)",
    ),
    (
        "quarter",
        "the third first second fourth final latest current its fiscal ORDINAL next last this",
        r"(?:(?:the|its|their) )?(?:(?P<rel>this|last|next) year's )?(?:fiscal )?(?:year-earlier )?"
        r"(?:fiscal )?(?P<nth>(?:first|second|third|fourth|final|latest|current))?"
        r"(?: fiscal)?[ -]quarter\b(?: of (?:(?P<year>(?:19|20)\d\d)|(?P<rel2>last|this|next) year))?",
    ),
    (
        "quarter",
        "the",
        r"the (?P<nth>)(?P<year>)(?P<rel>)(?:(?:latest |current )?quarter|latest (?:fiscal )?period)\b",
    ),
    # Stretches and lengths
    (
        "duration",
        "the past last next coming recent first previous in",
        r"(?:the )?(?P<way>past|last|next|coming|previous|recent|first|final)(?: of the past)? "
        r"(?P<count>%COUNT%)[ -](?P<unit>%UNIT%)s?\b",
    ),
    (
        "duration",
        "the past recent coming last next previous",
        r"(?:the |over the )?(?P<way>past|recent|coming|last|next|previous) (?P<count>)"
        r"(?P<unit>hours|days|weeks|months|years|decades|quarters)\b",
    ),
    (
        "duration",
        "the past last",
        r"(?:the )(?P<way>past|last) (?P<count>)(?P<unit>hour|day|decade|century)\b",
    ),
    (
        "duration",
        "# COUNT a an about around nearly almost over more at less up the another within some roughly half",
        r"(?:"
        r"(?:about|around|nearly|almost|over|more than|at least|at most|up to|less than|no more than"
        r"|within|roughly|the|only|just) )?(?:the )?(?P<count>%COUNT%)(?: "
        r"(?:more|full|consecutive|straight|trading|long|whole|additional|calendar|working))?[ -]"
        r"(?P<unit>%UNIT%)s?\b(?:-long)?(?![ -](?:old|of age))",
    ),
    (
        "duration",
        "seconds minutes hours days weeks months years decades centuries",
        r"(?P<count>)(?P<unit>minutes|hours|days|weeks|months|years|decades|centuries)\b(?:-long)?",
    ),
    (
        "duration",
        "week month year day hour decade",
        r"(?P<count>)(?P<unit>week|month|year|day|hour|decade)s?-long",
    ),
    (
        "duration",
        "all the",
        r"(?P<count>)all (?P<unit>day|night|week|month|year)\b",
    ),
    (
        "every",
        "every each",
        r"(?:every|each)(?: (?P<count>%COUNT%))? (?P<unit>%UNIT%)s?\b",
    ),
    (
        "set",
        "SET",
        r"%SET%\b",
    ),
    (
        "annual",
        "annual",
        r"annual\b",
    ),
    (
        "ref",
        "REF",
        r"(?:%REF%)\b(?![ -](?:and then|account|asset|liabilit|(?:%COUNT%) %UNIT%))",
    ),
    (
        "clock",
        "#",
        r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>a\.?m|p\.?m)?\b\.?(?: ?\(?"
        r"(?P<zone>utc|gmt|est|edt|local time)\b(?: ?[+-]\d+)?\)?)?(?:,? (?:on )?(?:"
        r"(?P<weekday>%LONGDAY%)\b|(?P<today>today|yesterday)\b))?",
    ),
    (
        "daypart",
        "noon midnight midday dawn before at around",
        r"(?:before |around |at )?(?P<part>noon|midday|dawn)\b(?! (?:of |on )?(?:%WEEKDAY%|yesterday|today|tomorrow)\b)",
    ),
)


def fill(pattern: str) -> str:
    """A pattern with its word lists filled in, and any white space for a blank."""
    for name, words in _lists().items():
        pattern = pattern.replace(f"%{name}%", words)
    return re.sub(r"\[[^\]]*\]| \??", _blank, pattern)


def _blank(found: re.Match[str]) -> str:
    """A blank stands for any white space, in a class of characters too."""
    if found[0].startswith("["):
        return found[0].replace(" ", r" \n")
    return r"[ \n]*" if found[0] == " ?" else r"[ \n]+"


@lru_cache(maxsize=1)
def _lists() -> dict[str, str]:
    words = time_words()
    number = rf"(?:{either(words.numbers)})"
    spelled = rf"{number}(?:[ -](?:and )?{number})*(?: and a half)?"
    return {
        "MONTH": either(words.months), "WEEKDAY": either(words.weekdays), "ORDINAL": either(words.ordinals),
        "LONGDAY": either(day for day in words.weekdays if day.endswith("day")),
        "SEASON": either(words.seasons), "HOLIDAY": either(words.holidays), "DAYPART": either(words.dayparts),
        "HIJRI": either([*words.hijri_months, *words.hijri_days]), "OTHERMONTH": either(words.other_months),
        "REF": either(words.refs), "SET": either(words.sets), "UNIT": either(words.units),
        "COUNT": rf"(?:\d+(?:[.,]\d+)?|{either(words.vague)}|an?|another|(?:an? )?(?:half an?|couple of)"
                 rf"|(?:an? )?{spelled})",
    }  # fmt: skip


def fill_firsts(text: str) -> set[str]:
    """The first words that an expression may begin with, word lists filled in."""
    words = time_words()
    lists: dict[str, list[str]] = {
        "MONTH": [*words.months], "WEEKDAY": [form for day in words.weekdays for form in (day, day + "s")],
        "SEASON": [*words.seasons], "UNIT": [form for unit in words.units for form in (unit, unit + "s")],
        "COUNT": [*words.numbers, *words.vague, "another", "half"], "ORDINAL": [*words.ordinals],
        "REF": [*words.refs], "SET": [*words.sets], "HOLIDAY": [*words.holidays, "easter"],
        "DAYPART": [*words.dayparts],
        "HIJRI": [*words.hijri_months, *words.hijri_days],
        "QUAL": ["early", "late", "mid", "beginning", "end", "start", "middle", "the"],
    }  # fmt: skip
    return {re.split(r"[ \-']", one)[0] for word in text.split() for one in lists.get(word, [word])}
