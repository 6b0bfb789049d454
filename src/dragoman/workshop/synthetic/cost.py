"""What linking costs: seconds and peak memory by the number of findings, on synthetic worlds of growing size."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (1_000, 2_000, 4_000, 8_000)
PER_HAPPENING = (
    4.9  # findings of a happening at moderate noise, at least; what is too much is left out, report by report
)


def table(seed: int = 1) -> str:
    """A table of sizes; each is measured in a process of its own, so that one does not hide another's memory."""
    rows = ["| findings | seconds | peak memory of linking |", "|---:|---:|---:|"]
    for size in SIZES:
        run = subprocess.run(  # noqa: S603
            [sys.executable, "-m", __name__, str(size), str(seed)], capture_output=True, text=True, check=True
        )
        seconds, mib = run.stdout.split()
        rows.append(f"| {size:,} | {float(seconds):.1f} | {float(mib):.0f} MiB |")
    return "\n".join(rows)


def one(size: int, seed: int) -> tuple[float, float]:
    """Seconds and MiB above what the findings themselves take."""
    import time
    import tracemalloc

    from dragoman.ids import digest
    from dragoman.link import tie
    from dragoman.workshop.synthetic.__main__ import known
    from dragoman.workshop.synthetic.noise import level
    from dragoman.workshop.synthetic.reports import world

    made = world(round(size / PER_HAPPENING) + 20, level("moderate"), seed)
    findings = sorted(made.findings, key=lambda f: (digest(f.claim.report_id.encode()), f.id))[:size]
    assert len(findings) == size, "the world is too small for the size asked for"
    with tempfile.TemporaryDirectory() as folder:
        laid = known(made, Path(folder))
        start = time.process_time()
        tie(findings, laid, texts=made.texts)
        seconds = time.process_time() - start
        tracemalloc.start()  # in a run of its own, for it slows all down
        tie(findings, laid, texts=made.texts)
        return seconds, tracemalloc.get_traced_memory()[1] / 2**20


if __name__ == "__main__":
    seconds, mib = one(int(sys.argv[1]), int(sys.argv[2]))
    print(seconds, mib)
