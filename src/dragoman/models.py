"""Learned files: found inside the package, checked against their pinned hash, loaded once. Only this file knows onnxruntime.

A table is a list of columns and, per feature, one row of small numbers (one byte each and a common
scale). The pins stand in ``world/learned/pins.json``.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from dragoman.errors import ModelError
from dragoman.ids import digest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float32]"

FOLDER = Path(__file__).parent / "world" / "learned"
READER = ("reader.onnx", "pairs.onnx", "tokenizer.json", "reader.json")
OPEN, CLOSE, UNKNOWN = 101, 102, 100  # [CLS], [SEP] and [UNK] of the BERT vocabulary
LONGEST_WORD = 12  # word pieces of one word that are looked at (guessed)
MOST_WORDS = 200_000  # words remembered with their pieces, then forgotten (guessed)


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and one row of weights per feature."""

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[float, ...]]


def load_table(name: str) -> Table:
    """Read a pinned table. Raises ModelError when the file is missing or is not the pinned one."""
    content = _pinned(f"{name}.gz")
    head, *lines = gzip.decompress(content).decode("utf-8").split("\n")
    meta = json.loads(head)
    packed = dict(line.rsplit("\t", 1) for line in lines if "\t" in line)
    return Table(tuple(meta["columns"]), _Rows(packed, meta["scale"], len(meta["columns"])))


class _Rows(Mapping[str, tuple[float, ...]]):
    """Rows that are unpacked when they are asked for: of 100,000 features a text shows a few hundred.

    Measured 2026-11-21: 0.8 s of loading becomes 0.16 s, and 141 MB become 38.
    """

    def __init__(self, packed: Mapping[str, str], scale: float, width: int) -> None:
        self._packed, self._width = packed, width
        self._weights = [(v - 256 if v > 127 else v) * scale for v in range(256)]

    def __getitem__(self, feature: str) -> tuple[float, ...]:
        cells = bytes.fromhex(self._packed[feature])
        return tuple(self._weights[v] for v in cells) if len(cells) == self._width else ()

    def __contains__(self, feature: object) -> bool:
        return feature in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def read_weights(path: Path) -> dict[str, float]:
    """A fitted table in plain text: what each observation is worth, one a line."""
    with path.open(encoding="utf-8", newline="") as source:
        return {row["note"]: float(row["weight"]) for row in csv.DictReader(source)}


def save_table(name: str, table: Table) -> int:
    """Write a table with one byte a weight and pin its hash; the size in bytes."""
    top = max(abs(v) for row in table.rows.values() for v in row)
    scale = top / 127
    lines = [json.dumps({"columns": table.columns, "scale": scale})]
    for feature, row in sorted(table.rows.items()):
        lines.append(f"{feature}\t{bytes(round(v / scale) & 255 for v in row).hex()}")
    content = gzip.compress("\n".join(lines).encode("utf-8"), 9, mtime=0)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.gz").write_bytes(content)
    return pin(f"{name}.gz")


def pin(name: str) -> int:
    """Note the hash of a learned file, so that another is refused; its size in bytes."""
    content = (FOLDER / name).read_bytes()
    pins = _pins() | {name: digest(content)}
    (FOLDER / "pins.json").write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return len(content)


def _pins() -> dict[str, str]:
    path = FOLDER / "pins.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def _pinned(name: str, folder: Path | None = None) -> bytes:
    path = (folder or FOLDER) / name
    if not path.exists():
        raise ModelError("a learned file is missing", where=str(path), do="Install Dragoman again.")
    content = path.read_bytes()
    if digest(content) != _pins().get(name):
        raise ModelError("a learned file is not the pinned one", where=str(path), do="Install Dragoman again.")
    return content


# ------------------------------------------------------------------------- the reader


class Words(NamedTuple):
    """What the reader makes of the words of one passage; each array has one row a word.

    ``kind``: likelihood of each kind, last of none; ``status``; ``background``, ``saying`` and ``tags``: likelihoods;
    ``voice``, ``counts``: likelihood of each sort of source and of each thing counted (``decode.VOICES``, ``COUNTS``);
    ``fact``: from -3 (did not happen) to 3 (did); ``left``, ``right``: for ``Encoder.cells``; ``relevant``: log odds.
    """

    kind: Floats
    status: Floats
    background: Floats
    fact: Floats
    saying: Floats
    tags: Floats
    voice: Floats
    counts: Floats
    relevant: Floats
    left: Floats
    right: Floats


@lru_cache(maxsize=2)
def reader(threads: int = 1) -> Encoder:
    """The learned reader that comes with Dragoman, loaded once a process."""
    return Encoder(threads=threads)


class Given(NamedTuple):
    """The words of one passage as the reader takes them, each list with one entry a word.

    ``capital``: 1 where it begins with a capital. ``kind``, ``status``: one more than the column of what the cues read there.
    """

    words: Sequence[str]
    capital: Sequence[int]
    kind: Sequence[int]
    status: Sequence[int]


class Encoder:
    """The learned reader: one small transformer over passages, and what a trigger tells of each word.

    Its files are looked at when it is made, its sessions opened at the first use. ``threads``: how many processor threads one
    passage may use. Raises ModelError for a file that is missing or is not the pinned one.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1, checked: bool = True) -> None:
        self._folder, self._threads = folder or FOLDER, threads
        if checked:
            for name in READER:
                _pinned(name, folder)
        told = json.loads((self._folder / "reader.json").read_text(encoding="utf-8"))
        self.kinds: tuple[str, ...] = tuple(told["kinds"])
        self.curves: dict[str, tuple[float, float]] = {n: (a, b) for n, (a, b) in told.get("curves", {}).items()}
        self._known: dict[str, list[int]] = {}
        self._opened: tuple[int, _Sessions] | None = None

    def _open(self) -> _Sessions:
        """The sessions of this process; threads of its parent do not come with a fork."""
        process = os.getpid() if self._threads > 1 else 0
        if self._opened is None or self._opened[0] != process:
            self._opened = process, _Sessions(self._folder, self._threads)
        return self._opened[1]

    def pieces(self, word: str) -> int:
        """How many word pieces a word has; at least one."""
        return len(self._ids(word))

    def _ids(self, word: str) -> list[int]:
        if word not in self._known:
            if len(self._known) > MOST_WORDS:
                self._known.clear()
            self._known[word] = self._open().tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST_WORD] or [
                UNKNOWN
            ]
        return self._known[word]

    def words(self, told: Sequence[Given]) -> list[Words]:
        """What is made of some passages, in their order.

        Each goes through by itself: none is padded, and what is read of it hangs on no other (small numbers are scaled by all
        that goes through together). On two cores that is as fast as several at once.
        """
        return [self._passage(given) for given in told]

    def _passage(self, given: Given) -> Words:
        import numpy as np

        pieces = [self._ids(word) for word in given.words]
        ids = [OPEN, *(piece for word in pieces for piece in word), CLOSE]
        capital = [0, *(flag for word, flag in zip(pieces, given.capital, strict=True) for _ in word), 0]
        first, at = [], 1
        for word in pieces:
            first.append(at)
            at += len(word)
        taken = {"ids": ids, "capital": capital, "first": first}
        taken |= {"hint_kind": list(given.kind), "hint_status": list(given.status)}
        out = self._open().words.run(list(Words._fields), {n: np.array([v], np.int64) for n, v in taken.items()})
        return Words(*(array[0] for array in out))

    def cells(self, words: Words, triggers: Sequence[int]) -> Floats:
        """What triggers tell of each word of their passage: (triggers, words, columns), likelihoods."""
        import numpy as np

        at = np.asarray(triggers, np.int64)
        right = np.repeat(words.right[None], len(at), 0)
        found = self._open().pairs.run(["cells"], {"left": words.left[at], "right": right, "at": at})
        return cast("Floats", found[0])


class _Sessions:
    """What onnxruntime and tokenizers hold open."""

    def __init__(self, folder: Path, threads: int) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # kept blocks of the largest passage cost memory and gain no time
        providers = ["CPUExecutionProvider"]
        self.words = onnxruntime.InferenceSession(folder / "reader.onnx", options, providers=providers)
        self.pairs = onnxruntime.InferenceSession(folder / "pairs.onnx", options, providers=providers)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
