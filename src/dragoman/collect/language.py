"""Which language a report is in: the script first, then letter statistics; None when it cannot be told."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib import import_module
from typing import Any

# Scripts by the letters' code points (The Unicode Standard, blocks), as far as reports need them.
_SCRIPTS = (
    ("latin", 0x0041, 0x024F), ("latin", 0x1E00, 0x1EFF), ("greek", 0x0370, 0x03FF),
    ("cyrillic", 0x0400, 0x052F), ("armenian", 0x0530, 0x058F), ("hebrew", 0x0590, 0x05FF),
    ("arabic", 0x0600, 0x077F), ("arabic", 0x08A0, 0x08FF), ("arabic", 0xFB50, 0xFDFF),
    ("arabic", 0xFE70, 0xFEFF), ("devanagari", 0x0900, 0x097F), ("bengali", 0x0980, 0x09FF),
    ("tamil", 0x0B80, 0x0BFF), ("sinhala", 0x0D80, 0x0DFF), ("thai", 0x0E00, 0x0E7F),
    ("burmese", 0x1000, 0x109F), ("georgian", 0x10A0, 0x10FF), ("ethiopic", 0x1200, 0x137F),
    ("khmer", 0x1780, 0x17FF), ("kana", 0x3040, 0x30FF), ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF),
)  # fmt: skip
# Scripts that hardly more than one language of the news is written in.
_ALONE = {
    "greek": "el", "armenian": "hy", "hebrew": "he", "bengali": "bn", "tamil": "ta",
    "sinhala": "si", "thai": "th", "burmese": "my", "georgian": "ka", "khmer": "km",
    "kana": "ja", "han": "zh", "hangul": "ko",
}  # fmt: skip
_BY_STATISTICS = {
    "latin": (
        "en",
        "es",
        "fr",
        "pt",
        "de",
        "it",
        "nl",
        "tr",
        "id",
        "sw",
        "pl",
        "ro",
        "sv",
        "so",
        "ha",
        "az",
        "vi",
        "no",
        "et",
    ),
    "cyrillic": ("ru", "uk", "bg", "sr", "mk", "be", "kk"),
    "arabic": ("ar", "fa", "ur", "ps", "ku", "ug"),
    "devanagari": ("hi", "ne", "mr"),
    "ethiopic": ("am",),
}
_LETTER = re.compile(r"[^\W\d_]")
_ENOUGH_LETTERS = 24  # guessed, as are the next two: below them the statistics are wrong too often
_ENOUGH_WORDS = 4
_SURE = 0.5
# Words that make up a sixth of English and are none or rare in other languages of Latin script. Where they are a tenth
# of a text it is English, and the statistics need not be asked: they take a second and 116 MB to load. Measured
# (2026-11-21): of 6,200 texts of 120 words and more the rule speaks for 99 in 100, never otherwise than the statistics;
# of 20,000 stretches of 20 words for 7 in 10, in two cases otherwise.
_PLAIN_ENGLISH = frozenset(
    """about after against also and between by could from have into it its said that the their there these they this
    were when where which while who with would been""".split()
)
_ENGLISH_SHARE = 0.1
_ENGLISH_WORDS = 12  # shorter texts show too few of them (guessed)
_READ_CHARS = 6000
_CODE = re.compile(r"[a-z]{2,3}")
_NAMES = {
    "english": "en", "arabic": "ar", "french": "fr", "spanish": "es", "russian": "ru",
    "portuguese": "pt", "german": "de", "turkish": "tr", "persian": "fa", "farsi": "fa",
    "ukrainian": "uk", "hebrew": "he", "indonesian": "id",
}  # fmt: skip


def given_language(value: object) -> str | None:
    """The language that a file or page states ("en-GB", "English") as an ISO 639 code, or None."""
    word = str(value or "").strip().lower()
    code = _NAMES.get(word) or re.split(r"[-_]", word)[0]
    return code if _CODE.fullmatch(code) and code not in ("und", "mul", "zxx") else None


def language_of(text: str) -> str | None:
    """The language of a text as an ISO 639 code, or None when the text is too short or mixed to tell."""
    sample = text[:_READ_CHARS]
    letters = _LETTER.findall(sample)
    script = script_of(letters)
    if script is None:
        return None
    if script in _ALONE:
        return _ALONE[script] if len(letters) >= 4 else None
    if len(letters) < _ENOUGH_LETTERS or len(sample.split()) < _ENOUGH_WORDS:
        return None
    return _by_statistics(sample, script)


def script_of(letters: list[str]) -> str | None:
    """The script that at least six in ten letters belong to; Japanese counts as kana."""
    counts = Counter(_script(letter) for letter in letters)
    counts.pop("", None)
    if not counts:
        return None
    if counts["kana"] * 10 > counts["han"] > 0:
        counts["kana"] += counts.pop("han")
    name, number = counts.most_common(1)[0]
    return name if number >= 0.6 * len(letters) else None


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    point = ord(letter)
    return next((name for name, low, high in _SCRIPTS if low <= point <= high), "")


def _is_plain_english(sample: str) -> bool:
    """True where the words of grammar alone say that it is English."""
    found = re.findall(r"[^\W\d_]+", sample.lower())
    shown = [word for word in found if word in _PLAIN_ENGLISH]
    return len(found) >= _ENGLISH_WORDS and len(shown) >= _ENGLISH_SHARE * len(found) and len(set(shown)) > 1


def _by_statistics(sample: str, script: str) -> str | None:
    if script == "latin" and _is_plain_english(sample):
        return "en"
    code, score = _identifier(script).classify(sample)
    return str(code) if score >= _SURE else None


@lru_cache(maxsize=8)
def _identifier(script: str) -> Any:
    """The statistics for the languages of one script, as far as the model knows them."""
    langid = import_module("py3langid.langid")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in _BY_STATISTICS[script] if code in known])
    return identifier
