"""Places of a graph's organizations: a table ``org, location_id`` beside Cypher statements of the locations.

The statements ``MERGE (loc:Location {location_id: 'cn-js'}) SET loc.country = '中国', loc.province = '江苏省', ...;``
lie in another file of the same folder, which is found by its content. Each line of the table makes a record of the
organization and its place. The file of statements alone is in no known format, and reported as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from patnav.errors import InputError, UnreadableFile
from patnav.graph.model import OrganizationRecord
from patnav.ingest import opening
from patnav.ingest.classify.regions import regions
from patnav.ingest.formats import RAW, Format, Item, Reject, Sample

__all__ = ["FORMAT"]

_HEADER = b"org\tlocation_id"
_LOCATION = re.compile(r"MERGE \(\w+:Location \{location_id: '([^']+)'\}\) SET ")
_PART = re.compile(r"\.(country|province|city|district) = '([^']*)'")
_NOT_CHINA = {"中国台湾", "中国香港", "中国澳门"}


def _recognises(sample: Sample) -> bool:
    return sample.head.removeprefix(b"\xef\xbb\xbf").startswith(_HEADER)


def _read(path: Path) -> Iterator[Item | Reject]:
    places = _places(path)
    for number, line in opening.lines(path):
        text = opening.decode(line, f"{path}: line {number}")
        name, tab, place = text.partition("\t")
        if number == 1 or not text.strip():
            continue
        if not tab or not any(map(str.isalnum, name)):
            yield Reject(f"line {number}", "no name and place", line[:RAW])
        elif place.strip() not in places:
            yield Reject(f"line {number}", f"no location is called {place.strip()!r}", line[:RAW])
        else:
            yield Item(f"line {number}", _located(" ".join(name.split()), places[place.strip()]))


def _located(name: str, place: Mapping[str, str]) -> OrganizationRecord:
    province, city, district = (place.get(part) or None for part in ("province", "city", "district"))
    region = province if province in _NOT_CHINA else place.get("country", "")
    address = "".join(part for part in (province, city, district) if part) if district else None
    return OrganizationRecord(
        name=name,
        country=regions().country((region or "").removeprefix("中国") or region),
        province=None if province in _NOT_CHINA else province,
        city=city,
        address=address,
    )


def _places(path: Path) -> dict[str, dict[str, str]]:
    """Country, province, city and district by the location's id, from the file beside the table that states them."""
    for beside in sorted(path.parent.iterdir()):
        if beside == path or not beside.is_file():
            continue
        try:
            if not _LOCATION.search(opening.head(beside).decode("utf-8", "replace")):
                continue
            lines = (line.decode("utf-8", "replace") for _, line in opening.lines(beside))
            return {match[1]: dict(_PART.findall(text)) for text in lines if (match := _LOCATION.match(text))}
        except InputError:
            continue
    raise UnreadableFile(
        f"{path}: no file beside it states the locations",
        "put the graph's file of (:Location {location_id: ...}) statements into the same folder",
    )


FORMAT = Format(
    "organization-places", "Places of a graph's organizations (org, location_id), beside its Location statements", 40,
    _recognises, _read,
)  # fmt: skip
