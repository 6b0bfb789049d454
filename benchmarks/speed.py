"""How fast the whole path is, and how much memory it takes, beside yardsticks of the same run and the same texts.

    python benchmarks/speed.py                  400 reports, 1 and 2 workers; writes benchmarks/speed.json
    python benchmarks/speed.py --reports 3000   does memory stay flat?
    python benchmarks/speed.py --profile        where the time goes, one worker

The path is collect → extract → identify → store, then link → store, as ``dragoman run`` goes it. The reports are made by
script: sentences of ``samples/reports`` are drawn anew into texts of about 300 words, with other numbers, days and hours,
so that no two are copies of one text. Absolute figures say little about another machine; the ratio to a yardstick does:
``trigrams`` counts runs of three words in the same texts in plain Python, ``spacy`` is the parse of ``en_core_web_sm``
where that is installed. Every figure is taken in a process of its own; memory is the sum of the peaks of all processes.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"
OUT = ROOT / "benchmarks" / "speed.json"
WORDS = 300
SEED = 20240601
TRIGRAM_ROUNDS = 100  # so many rounds take a second or two for some hundred texts
FLOORS = {"reports_per_second": 15.0, "peak_mb": 700.0}  # on two cores, two workers; as the design asks
_DIGITS = re.compile(r"(?<![\w.])\d{1,3}(?![\w.:])")
_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty".split()
_NUMBER = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b")
_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b")


# ------------------------------------------------------------------------------ texts


def sample_sentences() -> list[str]:
    """The sentences of the English sample reports."""
    from dragoman.collect import reports
    from dragoman.records import Issue
    from dragoman.text import sentences

    found = []
    for one in reports([SAMPLES / "reports"]):
        if not isinstance(one, Issue) and one[0].language == "en":
            text = one[0].text
            found += [" ".join(s.of(text).split()) for s in sentences(text)]
    return sorted({s for s in found if 6 <= len(s.split()) <= 60 and s[-1] in '.!?"”'})


def made_reports(number: int, seed: int = SEED) -> list[dict[str, str]]:
    """So many reports of about 300 words, no two copies of one text; the same on every machine."""
    chance, stock = random.Random(seed), sample_sentences()
    return [_made(chance, stock, n) for n in range(number)]


def write_texts(path: Path, number: int) -> dict[str, Any]:
    """Write so many reports as JSON lines, and tell how long they are."""
    rows = made_reports(number)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return {"reports": number, "words": sum(len(row["text"].split()) for row in rows) / number}


def _made(chance: random.Random, stock: list[str], n: int) -> dict[str, str]:
    sentences: list[str] = []
    while sum(len(s.split()) for s in sentences) < WORDS - 10:
        sentences.append(_varied(chance, chance.choice(stock)))
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    day = f"{chance.randint(2016, 2023)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {"id": f"speed-{n}", "published": day, "outlet": f"Outlet {n % 40}", "text": "\n\n".join(paragraphs)}


def _varied(chance: random.Random, sentence: str) -> str:
    """The sentence with other numbers and months."""
    sentence = _DIGITS.sub(lambda m: str(chance.randint(1, max(2, 2 * int(m[0])))), sentence)
    sentence = _NUMBER.sub(lambda _: chance.choice(_NUMBER_WORDS), sentence)
    return _MONTH.sub(lambda _: chance.choice(_MONTHS), sentence)


# ---------------------------------------------------------------------------- figures


def path_figures(texts: Path, workers: int) -> dict[str, Any]:
    """The whole path over a file of reports: seconds by part, and what came of it."""
    from dragoman import flow, reading
    from dragoman.settings import Settings
    from dragoman.store import open_record

    settings = Settings(workers=workers, world=(SAMPLES / "world",))
    reading.coder(settings)  # starting is told apart: it is the same for ten reports and ten thousand
    grown: list[int] = []
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "record.db") as record:
        started = time.perf_counter()
        tally = flow.take_in([texts], record, settings, lambda _: grown.append(peak_kb(resource.RUSAGE_SELF)))
        read = time.perf_counter()
        tied = flow.tie_up(record, settings)
        done = time.perf_counter()
        size = (Path(folder) / "record.db").stat().st_size
    return {
        "reports": tally.reports,
        "copies": tally.copies,
        "claims": tally.claims,
        "events": tied.events,
        "seconds": done - started,
        "read_seconds": read - started,
        "tie_seconds": done - read,
        "record_mb": size / 1e6,
        "mb_at_quarters": [round(grown[len(grown) * q // 4 - 1] / 1024) for q in (1, 2, 3, 4)],
    }


def trigram_figures(texts: Path, _: int) -> dict[str, Any]:
    """Counting runs of three words in the same texts, in plain Python."""
    rows = [json.loads(line)["text"] for line in texts.open(encoding="utf-8")]
    started = time.perf_counter()
    for _round in range(TRIGRAM_ROUNDS):
        for text in rows:
            words = text.lower().split()
            Counter(zip(words, words[1:], words[2:], strict=False)).most_common(3)
    return {"reports": len(rows), "seconds": time.perf_counter() - started}


def spacy_figures(texts: Path, _: int) -> dict[str, Any]:
    """spaCy's parse of the same texts in one process; nothing where it is not installed."""
    try:
        import spacy

        parse = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        return {}
    rows = [json.loads(line)["text"] for line in texts.open(encoding="utf-8")]
    started = time.perf_counter()
    for _doc in parse.pipe(rows, batch_size=64):
        pass
    return {"reports": len(rows), "seconds": time.perf_counter() - started}


PARTS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "texts": write_texts,
    "path": path_figures,
    "trigrams": trigram_figures,
    "spacy": spacy_figures,
}


def peak_kb(who: int) -> int:
    """The peak memory of this process, or of the largest of its children, in kB (macOS tells bytes).

    Linux hands the peak of a process on to those that it starts: so the one that starts the others stays small.
    """
    return resource.getrusage(who).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def alone(part: str, texts: Path, workers: int) -> dict[str, Any]:
    """One figure, taken in a process of its own. ``workers``: of the texts, how many."""
    asked = [sys.executable, __file__, "--part", part, "--texts", str(texts), "--workers", str(workers)]
    found: dict[str, Any] = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    return found


def taken(part: str, texts: Path, workers: int) -> dict[str, Any]:
    """A figure with its pace and its peak memory."""
    found = PARTS[part](texts, workers)
    if "seconds" not in found:
        return found
    own, child = peak_kb(resource.RUSAGE_SELF), peak_kb(resource.RUSAGE_CHILDREN)
    peak = own + (child * workers if part == "path" and workers > 1 else 0)
    pace = {"reports_per_second": found["reports"] / found["seconds"], "peak_mb": peak / 1024}
    return {**found, **pace, "cpu_ms_per_report": 1000 * cpu_seconds() / found["reports"]}


def cpu_seconds() -> float:
    """The processor time that this process and its children have used since they began, starting included."""
    own, child = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime


# ------------------------------------------------------------------------------- told


def measured(number: int, rounds: int) -> dict[str, Any]:
    """Every figure; of several rounds, run in turn, the one of the middle pace."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "reports.jsonl"
        made = alone("texts", texts, number)
        asked = [("trigrams", 1), ("spacy", 1), ("path", 1), ("path", 2)]
        told = [[alone(part, texts, workers) for part, workers in asked] for _ in range(rounds)]
    middle = [_middle([turn[i] for turn in told]) for i in range(len(asked))]
    trigrams, spacy, *paths = middle
    found: dict[str, Any] = {**made, "trigrams": trigrams, "spacy": spacy or None}
    for (_, workers), path in zip(asked[2:], paths, strict=True):
        path["to_trigrams"] = path["reports_per_second"] / trigrams["reports_per_second"]
        path["to_spacy"] = path["reports_per_second"] / spacy["reports_per_second"] if spacy else None
        found[f"workers_{workers}"] = path
    return found


def _middle(turns: list[dict[str, Any]]) -> dict[str, Any]:
    return sorted(turns, key=lambda t: t.get("reports_per_second", 0.0))[len(turns) // 2]


def table(found: dict[str, Any]) -> str:
    """The figures as lines for people."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter="\t", lineterminator="\n")
    lines.writerow(["what", "reports/s", "to trigrams", "to spaCy", "CPU ms a report", "peak MB"])
    lines.writerows(_lines(found))
    widths = [max(len(row[i]) for row in csv.reader(io.StringIO(out.getvalue()), delimiter="\t")) for i in range(6)]
    rows = csv.reader(io.StringIO(out.getvalue()), delimiter="\t")
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)


def _lines(found: dict[str, Any]) -> Iterator[list[str]]:
    for name in ("trigrams", "spacy", "workers_1", "workers_2"):
        if one := found.get(name):
            ratios = [f"{one[key]:.2f}" if one.get(key) else "" for key in ("to_trigrams", "to_spacy")]
            figures = [f"{one['cpu_ms_per_report']:.1f}", f"{one['peak_mb']:.0f}"]
            yield [name.replace("workers_", "path, workers "), f"{one['reports_per_second']:.1f}", *ratios, *figures]


def profiled(number: int) -> None:
    """Print where the time of one worker goes."""
    import cProfile
    import pstats

    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "reports.jsonl"
        write_texts(texts, number)
        profile = cProfile.Profile()
        profile.runcall(path_figures, texts, 1)
    stats = pstats.Stats(profile)
    stats.sort_stats("cumulative").print_stats("dragoman", 45)
    stats.sort_stats("tottime").print_stats(35)


def main() -> int:
    """Measure, print a table, write ``benchmarks/speed.json``. 1 where a floor is not reached."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--reports", type=int, default=400)
    ask.add_argument("--rounds", type=int, default=1)
    ask.add_argument("--out", type=Path, default=OUT)
    ask.add_argument("--profile", action="store_true")
    ask.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    ask.add_argument("--texts", type=Path, help=argparse.SUPPRESS)
    ask.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    given = ask.parse_args()
    if given.part:
        print(json.dumps(taken(given.part, given.texts, given.workers)))
        return 0
    if given.profile:
        profiled(given.reports)
        return 0
    found = measured(given.reports, given.rounds)
    given.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(table(found))
    two = found["workers_2"]
    return int(two["reports_per_second"] < FLOORS["reports_per_second"] or two["peak_mb"] > FLOORS["peak_mb"])


if __name__ == "__main__":
    sys.exit(main())
