"""What a generation of the graph is made of: the sources read, and by which readers and rules."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

import orjson

__all__ = ["Manifest", "SourceState"]


@dataclass(frozen=True, slots=True)
class SourceState:
    """What a generation holds of one source.

    Attributes:
        digest: SHA-256 of the bytes read.
        format: Name of the format.
        reader: Format, its version and the extractor's; another reader means that the source is read again.
        authority: Rank of the source where sources disagree, lower wins.
        records: Number of records.
        files: Names of the Parquet files that hold them.
        rejected: Number of records in quarantine.
        quarantine: Name of the quarantine file, None where nothing was rejected.
        tally: Numbers of patents, citations, classes and applicants by year, office and kind, to tell when a source
            falls silent on one of them.
        doubts: What may be wrong with records that were read, each with its position.
    """

    digest: str
    format: str
    reader: str
    authority: int
    records: int
    files: tuple[str, ...]
    rejected: int = 0
    quarantine: str | None = None
    tally: dict[str, tuple[int, ...]] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of.

    Attributes:
        workspace: Id of the workspace, the same for all its generations.
        generation: Number, from 1; 0 for the empty state before the first.
        rules: Fingerprint of the tables and code that made the graph; one made by others is made anew.
        decisions: How many lines of the decision log it follows.
        vectors: Model of the sentence vectors; empty where none are kept.
        sources: State of each source.
    """

    workspace: str
    generation: int = 0
    rules: str = ""
    decisions: int = 0
    vectors: str = ""
    sources: dict[str, SourceState] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """The manifest as JSON, keys sorted."""
        return orjson.dumps(asdict(self), option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2)

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        """Read :meth:`to_json` back."""
        raw = orjson.loads(text)
        sources = {}
        for name, state in raw["sources"].items():
            tally = {group: tuple(counts) for group, counts in state.get("tally", {}).items()}
            lists = {name: tuple(state.get(name, ())) for name in ("files", "doubts")}
            sources[name] = SourceState(**{**state, **lists, "tally": tally})
        return cls(**{**raw, "sources": sources})
