"""A whole file of articles into a new graph: what fails, and whether memory stays flat.

    python -m benchmarks.news ../shared/data/news_zh_tech/ai36kr_posts.jsonl

The resident memory of the ingesting process is sampled; flat means that the last quarter of the time needs about what
the second needed, when all models and tables were in memory already.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import orjson

__all__ = ["main", "measure"]


def _resident(pid: int) -> float:
    """Resident memory of a process in MB; 0 where it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * 4096 / 1e6


def measure(path: Path, every: float = 1.0) -> tuple[dict[str, object], list[float]]:
    """Ingest a file into a new workspace.

    Args:
        path: The file.
        every: Seconds between two samples of the memory.

    Returns:
        The report of ``patnav ingest`` and the samples, in MB.
    """
    with tempfile.TemporaryDirectory(prefix="patnav-bench-") as folder:
        command = [sys.executable, "-m", "patnav", "ingest", str(path), "--store", f"duckdb:{folder}/store"]
        with (Path(folder) / "report.json").open("wb+") as output:
            process = subprocess.Popen([*command, "--format", "json"], stdout=output, stderr=subprocess.DEVNULL)
            samples = []
            while process.poll() is None:
                samples.append(_resident(process.pid))
                time.sleep(every)
            if process.returncode:
                raise SystemExit(f"patnav ingest failed with exit code {process.returncode}")
            output.seek(0)
            return orjson.loads(output.read()), [one for one in samples if one]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    report, samples = measure(parser.parse_args().path)
    records = report["records"]
    assert isinstance(records, dict)
    quarter = max(1, len(samples) // 4)
    parts = [median(samples[i * quarter : (i + 1) * quarter]) for i in range(4)]
    print(f"articles read {records['read']}, not read {records['quarantined']}, facts {report['facts']}")
    print(f"seconds {report['seconds']}")
    print("resident MB by quarter of the time: " + ", ".join(f"{one:.0f}" for one in parts))
    print(f"last quarter / second quarter {parts[3] / parts[1]:.2f}; peak {max(samples):.0f} MB")


if __name__ == "__main__":
    main()
