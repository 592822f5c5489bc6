"""Mutates files of every format by bytes for a while: ``python tests/ingest/patents/fuzz.py --seconds 120``.

Every reader must yield, reject or raise an error of PatNav's within ten seconds; what it reads of a file cut off must
stand in the whole file too, or be in doubt. Prints what did not hold, and ends with 1 if anything did not. The tests do
the same for as long as tests may take (``test_hostile.py``).
"""

from __future__ import annotations

import argparse
import contextlib
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from invented_files import files

from patnav.errors import InputError
from patnav.ingest import formats
from patnav.ingest.formats import Item, Reject

TOKENS = (
    b"", b"\0", b"\xff", b"<", b">", b'"', b"'", b"\n", b"\t", b"}", b"&", b"&#0;", b";", b",", b"/", b"=", b"<!--",
    b"]]>", b"\xe4\xb8", b"9" * 30,
)  # fmt: skip
SECONDS = 10


def read(name: str, path: Path) -> list[Item | Reject]:
    """Recognises and reads a file; errors of PatNav's about input are as good as records."""
    found: list[Item | Reject] = []
    with contextlib.suppress(InputError):
        formats.recognise(path)
    with contextlib.suppress(InputError):
        found.extend(formats.named(name).read(path))
    return found


def mutated(chance: random.Random, content: bytes) -> tuple[str, bytes]:
    """A file changed in one way, at one to six places."""
    data, way = bytearray(content), chance.choice(("cut", "flip", "repeat", "delete", "token", "token"))
    for _ in range(1 if way == "cut" else chance.randint(1, 6)):
        if not data:
            break
        place, length = chance.randrange(len(data)), chance.choice((1, 2, 5, 30, 500))
        if way == "cut":
            del data[place:]
        elif way == "flip":
            data[place] ^= 1 << chance.randrange(8)
        elif way == "repeat":
            data[place:place] = data[place : place + length] * chance.choice((1, 3, 50))
        elif way == "delete":
            del data[place : place + length]
        else:
            data[place : place + chance.randint(0, 4)] = chance.choice(TOKENS)
    return way, bytes(data)


def main() -> None:
    """Runs for the given time."""
    parser = argparse.ArgumentParser(prog="python tests/ingest/patents/fuzz.py")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    chance, path = random.Random(chosen.seed), Path(tempfile.mkdtemp(prefix="patnav-fuzz-")) / "file"
    cases = [(name, content) for name, contents in files().items() for content in contents]
    failed, runs, end = Counter[str](), 0, time.monotonic() + chosen.seconds
    whole: dict[bytes, set[str]] = {}
    for name, content in cases:
        path.write_bytes(content)
        whole[content] = {repr(one.record) for one in read(name, path) if isinstance(one, Item)}
    while time.monotonic() < end:
        name, content = chance.choice(cases)
        way, data = mutated(chance, content)
        path.write_bytes(data)
        runs += 1
        signal.alarm(SECONDS)
        try:
            found = {repr(one.record) for one in read(name, path) if isinstance(one, Item) and not one.doubt}
        except Exception as error:
            failed[f"{name}: {type(error).__name__}: {error}"] += 1
        else:
            if way == "cut" and not found <= whole[content]:
                failed[f"{name}: reads of a file cut off what the whole does not say"] += 1
        signal.alarm(0)
    print(f"{runs:,} mutated files of {len(formats.formats())} formats: {failed.total()} failed")
    for what, number in failed.most_common():
        print(f"  {number} {what}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
