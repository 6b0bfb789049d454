"""Makes the sentences that the English tagger learns from: public texts, tagged by another program.

    python -m dragoman.workshop.silver_tags --shared DIR SILVER.jsonl [--teacher MODEL] [--without NAME …]
    python -m dragoman.workshop.train_tags SILVER.jsonl

``DIR`` holds the public sets; of each source only its training part is read, and only its texts. The teacher is
spaCy with ``en_core_web_sm`` 3.8, a tool that is wanted here only: Dragoman itself never needs it. Where its texts come
from and under which licences: ``docs/cards/en-tags.md``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.text import sentences, words

SEED = 7
SHORTEST, LONGEST = 3, 80  # words: shorter pieces are page furniture, longer ones lists (guessed)
TEACHER = "en_core_web_sm"
BATCH = 256  # sentences that the teacher is handed at once


@dataclass(frozen=True, slots=True)
class Source:
    """One file of texts, and how many of them are drawn."""

    name: str
    path: str  # inside the folder of the public sets
    texts: int


# One line a source, so that one can be left out. They are drawn in this order with one seed: without a line, those
# after it draw other texts.
SOURCES = (
    Source("polnear", "bench/polnear/train.jsonl", 330),
    Source("insightCrime", "bench/extra-training/insightCrime.train.jsonl", 90),
    Source("synthetic_events", "bench/extra-training/synthetic_events.jsonl", 700),
    Source("ieer", "bench/extra-training/ieer.jsonl", 60),
    Source("geneva", "bench/extra-training/geneva.jsonl", 200),
    Source("muc4", "bench/muc4/train.jsonl", 150),  # lower-cased: no other source is
)
Cut = tuple[list[str], list[bool]]  # the words of a sentence, and behind which a blank stands
Tagging = Callable[[Iterable[Cut]], Iterable[list[tuple[str, str]]]]


def drawn(sources: Iterable[Source], shared: Path, seed: int = SEED) -> Iterator[str]:
    """The texts drawn from each source, in order. Raises InputError for a source that is not there."""
    draw = random.Random(seed)
    for source in sources:
        path = shared / source.path
        if not path.exists():
            raise InputError("a source is missing", where=str(path), do=f"Leave it out: --without {source.name}")
        texts = [json.loads(line).get("text", "") for line in path.read_text(encoding="utf-8").splitlines()]
        draw.shuffle(texts)
        yield from texts[: source.texts]


def cut(texts: Iterable[str]) -> Iterator[Cut]:
    """The sentences of the texts as words; those too short or too long to learn from are passed over."""
    for text in texts:
        for sentence in sentences(text):
            spans = words(text, sentence.start, sentence.end)
            if SHORTEST <= len(spans) <= LONGEST:
                after = [span.start for span in spans[1:]]
                blanks = [start > span.end for span, start in zip(spans, after, strict=False)]
                yield [span.of(text) for span in spans], [*blanks, False]


def taught(teacher: str = TEACHER) -> Tagging:
    """Tags sentences with a model of spaCy, on Dragoman's own words. Raises InputError where that is not installed."""
    try:
        import spacy
        from spacy.tokens import Doc

        model: Any = spacy.load(teacher, exclude=["ner", "lemmatizer", "senter", "parser"])
    except (ImportError, OSError) as missing:
        raise InputError(
            f"the teacher is not there ({missing})", do=f"Install spaCy and its model {teacher}."
        ) from None

    def tag(parts: Iterable[Cut]) -> Iterator[list[tuple[str, str]]]:
        made = (Doc(model.vocab, words=said, spaces=blanks) for said, blanks in parts)
        for tagged in model.pipe(made, batch_size=BATCH):
            yield [(token.text, token.tag_) for token in tagged]

    return tag


def write(path: Path, tagged: Iterable[list[tuple[str, str]]]) -> tuple[int, int]:
    """Write one sentence a line, as ``train_tags`` reads it; how many sentences and words."""
    lines = count = 0
    with path.open("w", encoding="utf-8") as out:
        for sentence in tagged:
            out.write(json.dumps(sentence) + "\n")
            lines, count = lines + 1, count + len(sentence)
    return lines, count


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.workshop.silver_tags", description="Tag public texts for the tagger to learn from."
    )
    parser.add_argument("silver", type=Path, help="the file to write")
    parser.add_argument("--shared", type=Path, required=True, help="the folder that holds the public sets")
    parser.add_argument("--teacher", default=TEACHER, help="the name of an installed spaCy model")
    parser.add_argument("--without", nargs="*", default=[], choices=[s.name for s in SOURCES], help="sources left out")
    given = parser.parse_args(arguments)
    sources = [s for s in SOURCES if s.name not in given.without]
    lines, count = write(given.silver, taught(given.teacher)(cut(drawn(sources, given.shared))))
    print(f"{lines:,} sentences, {count:,} words from {', '.join(s.name for s in sources)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
