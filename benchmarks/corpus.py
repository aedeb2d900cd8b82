"""Time ``actes check`` and ``actes build`` on copies of the corpus with new ids.

Run: ``python benchmarks/corpus.py [--articles 1000]``; prints a Markdown table with the machine and the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]


def copies(folder: Path, count: int) -> int:
    """Write ``count`` copies of the corpus's articles, with new ids and stories, as a project; return its bytes."""
    (folder / "corpus").mkdir(parents=True)
    (folder / "seeds").mkdir()
    for name in ("corpus/registry.yaml", "corpus/VERSION", "LICENSE", "LICENSE-DATA"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    originals = sorted(path for path in (ROOT / "corpus").glob("*.yaml") if path.name != "registry.yaml")
    splits = ["id\tsplit"]
    written = 0
    for number, path in enumerate(islice(cycle(originals), count)):
        name = f"copie-{number:06}"
        text = path.read_text(encoding="utf-8")
        text = text.replace(f"id: {path.stem}\n", f"id: {name}\n", 1)
        text = text.replace(f"text: seeds/{path.stem}.txt", f"text: seeds/{name}.txt", 1)
        lines = [f"story: {name}" if line.startswith("story: ") else line for line in text.split("\n")]
        (folder / "corpus" / f"{name}.yaml").write_text("\n".join(lines), encoding="utf-8")
        (folder / "seeds" / f"{name}.txt").write_bytes((ROOT / "seeds" / f"{path.stem}.txt").read_bytes())
        splits.append(f"{name}\t{('train', 'validation', 'test')[number % 3]}")
        written += len(text.encode())
    (folder / "corpus" / "splits.tsv").write_text("\n".join(splits) + "\n", encoding="utf-8")
    return written


def timed(*command: str) -> tuple[float, float]:
    """Seconds and peak memory in GB of a command run on one core."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    seconds = time.perf_counter() - start
    return seconds, max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "project"
        size = copies(folder, arguments.articles)
        actes = (sys.executable, "-m", "actes")
        rows = [
            ("actes check", *timed(*actes, "check", "--root", str(folder))),
            ("actes build", *timed(*actes, "build", "--root", str(folder), "--output", f"{temporary}/built")),
        ]
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": 1}
    sys.stdout.write(
        f"{arguments.articles} articles, {size / arguments.articles / 1000:.1f} KB each; {json.dumps(machine)}\n\n"
    )
    sys.stdout.write("| command | seconds | articles/s | peak memory, GB |\n|---|---|---|---|\n")
    for name, seconds, memory in rows:
        sys.stdout.write(f"| `{name}` | {seconds:.2f} | {arguments.articles / seconds:.0f} | {memory:.2f} |\n")


if __name__ == "__main__":
    main()
