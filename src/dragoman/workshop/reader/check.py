"""What the trained reader gives on the fifth of the annotated reports that it never saw, in the form of their scorer.

python -m dragoman.workshop.reader.check --shared DIR --reader DIR --into FILE.jsonl [--act 0.4]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from dragoman import world as worlds
from dragoman.extract.decode import Bars
from dragoman.extract.grammar import sentences
from dragoman.extract.learned import mentions, read
from dragoman.models import Encoder
from dragoman.records import Report
from dragoman.workshop.reader.sources import report_held_out


def main(given: list[str] | None = None) -> int:
    """Predict."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--shared", type=Path, required=True)
    asked.add_argument("--reader", type=Path, required=True)
    asked.add_argument("--into", type=Path, required=True, help="a folder: gold.jsonl and predicted.jsonl")
    asked.add_argument("--act", type=float, default=Bars().act)
    asked.add_argument("--role", type=float, default=Bars().role)
    a = asked.parse_args(given)
    a.into.mkdir(parents=True, exist_ok=True)
    kinds = worlds.load(()).kinds
    encoder = Encoder(a.reader, checked=False)
    with (a.into / "gold.jsonl").open("w") as gold, (a.into / "predicted.jsonl").open("w") as out:
        for name in ("dev", "world-1", "world-2", "world-3"):
            for row in (a.shared / "reports" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
                line = json.loads(row)
                if not report_held_out(line) or line["language"] != "en" or line["annotation"] != "claims":
                    continue
                gold.write(row + "\n")
                text = line["text"]
                report = Report(line["id"], text, "", "", "", "en")
                claims = []
                for one in read(report, encoder, Bars(act=a.act, role=a.role), sentences(text)):
                    kind = kinds[one.act.kind]
                    if kind.aside:
                        continue
                    span = one.span(one.act.start, one.act.end)
                    claims.append({
                        "start": span.start, "end": span.end, "evidence": span.of(text), "kind": kind.kind,
                        "trigger": one.passage.words[one.act.trigger], "score": round(one.act.score, 3),
                        "plover": kind.plover.category if kind.plover else None,
                        "acled": {"event_type": kind.acled.event_type, "sub_event_type": kind.acled.sub_event_type} if kind.acled else None,
                        "status": one.act.status, "background": one.act.background >= 0.5,
                        "actors": [
                            {"role": m.role, "mention": m.words, "mention_start": m.span.start, "mention_end": m.span.end}
                            for m in mentions(one, text) if m.role in ("actor", "recipient", "victim", "party", "mediator")
                        ],
                        "sources": [], "quantities": [],
                    })  # fmt: skip
                out.write(json.dumps({"id": line["id"], "relevant": bool(claims), "claims": claims}) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
