"""What the sample holds, counted: ``python -m patnav.resources.sample.summary`` prints the rows of its README."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from patnav.graph.model import Citation, Classification, LegalEvent, Party, PatentRecord, Text
from patnav.resources.sample.make_sample import is_joint, is_transfer

__all__ = ["counts", "read", "record"]

HERE = Path(__file__).parent
_PROVINCES = {
    "Shanghai": r"shanghai|pudong|上海|复旦|同济|华东师范|华东理工|东华大学",
    "Jiangsu": r"jiangsu|jiangnan univ|suzhou|kunshan|nanjing|wuxi|changzhou|nantong|xuzhou|zhenjiang|yangzhou|jiangyin"
    r"|lianyungang|江苏|苏州|南京|无锡|常州|南通|徐州|镇江|扬州|盐城|昆山|泰州|东台|东南大学|江南大学|河海大学|淮阴",
    "Zhejiang": r"zhejiang|hangzhou|ningbo|wenzhou|jiaxing|huzhou|shaoxing|shangyu"
    r"|浙江|杭州|宁波|温州|嘉兴|绍兴|湖州|之江",
    "Anhui": r"anhui|hefei|wuhu|bengbu|univ\w* of science and technology of china"
    r"|安徽|合肥|芜湖|蚌埠|中国科学技术大学|科大讯飞股份",
}


def _party(row: Mapping[str, Any]) -> Party:
    return Party(**{**row, "other_names": tuple(row.get("other_names", ()))})


def _event(row: Mapping[str, Any]) -> LegalEvent:
    sides = {name: tuple(map(_party, row.get(name, ()))) for name in ("source_parties", "target_parties")}
    return LegalEvent(**{**row, **sides})


def record(row: Mapping[str, Any]) -> PatentRecord:
    """Make a record of one line's object; an unknown field is a :class:`TypeError`."""
    makers: Mapping[str, Any] = {
        "titles": lambda item: Text(**item),
        "applicants": _party,
        "owners": _party,
        "inventors": _party,
        "classes": lambda item: Classification(**item),
        "citations": lambda item: Citation(**item),
        "events": _event,
    }
    fields: dict[str, Any] = {
        name: tuple(map(makers.get(name, str), value)) if isinstance(value, list) else value
        for name, value in row.items()
    }
    return PatentRecord(**fields)


def read(path: Path = HERE / "patents.jsonl") -> list[PatentRecord]:
    """Read the sample's records."""
    return [record(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _places(item: PatentRecord) -> str:
    """Words that tell a record's places: applicants and inventors as printed; not the takers of its transfers."""
    parties = item.applicants + tuple(party for party in item.inventors if party.city or party.province)
    people = {id(party) for party in item.inventors}
    words = (
        word
        for party in parties
        for word in (None if id(party) in people else party.name, party.province, party.city, party.address)
    )
    return " ".join(word for word in words if word)


def _spans(numbers: Iterable[str]) -> bool:
    return {"CN", "US"} <= {number[:2] for number in numbers}


def counts(records: list[PatentRecord]) -> dict[str, int]:
    """Count records by what the README promises, in its order."""
    industries = yaml.safe_load((HERE / "selection.yaml").read_text(encoding="utf-8"))["industries"]
    inside = {item.publication for item in records}
    found = {"patents": len(records)}
    for name, values in (
        ("office", Counter(item.office for item in records)),
        ("type", Counter(str(item.type) for item in records)),
    ):
        found |= {f"{name} {value}": values[value] for value in sorted(values)}
    for name, prefixes in industries.items():
        wanted = tuple(prefixes)
        found[f"industry {name}"] = sum(any(c.symbol.startswith(wanted) for c in item.classes) for item in records)
    for name, words in _PROVINCES.items():
        found[f"region {name}"] = sum(bool(re.search(words, _places(item), re.IGNORECASE)) for item in records)
    delta = "|".join(_PROVINCES.values())
    found["region none of the four"] = sum(not re.search(delta, _places(item), re.IGNORECASE) for item in records)
    found["joint filings of science and firm"] = sum(map(is_joint, records))
    found["transfers from science to firm"] = sum(map(is_transfer, records))
    events = [event for item in records for event in item.events]
    for kind in ("assignment", "license", "pledge"):
        found[f"events {kind}"] = sum(event.type == kind for event in events)
    found["events with a date"] = sum(event.date is not None for event in events)
    cited = [(item.publication, citation.publication) for item in records for citation in item.citations]
    found["citations"] = len(cited)
    found["citations inside the sample"] = sum(target in inside for _, target in cited)
    found["families across CN and US"] = sum(_spans(item.family) for item in records)
    found["families with a CN and a US record here"] = sum(_spans(inside & set(item.family)) for item in records)
    found["without title"] = sum(not item.titles for item in records)
    found["without publication date"] = sum(item.publication_date is None for item in records)
    return found


def main() -> None:
    """Print the counts as rows of a Markdown table."""
    for name, number in counts(read()).items():
        print(f"| {name} | {number} |")


if __name__ == "__main__":
    main()
