"""The text index: BM25 over titles, abstracts, articles and class symbols, English stemmed, Chinese by bigrams.

A patent's class symbols are terms of a field of their own, with the groups, subclasses and classes above each: so
BM25 over it is their similarity along the tree, each symbol weighted by how few patents have it.

One tantivy index a generation, of the same state as the graph beside it. Documents are only ever added to an index:
when what it holds of a patent or article changed or left, the index is made anew, so that scores never depend on how
the state was reached (a deleted document would go on counting in the frequencies of its words).
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy
from duckdb import DuckDBPyConnection

from patnav.errors import StoreError
from patnav.graph.matching import DATES, FIELDS, UNCLASSED, Either, Every, Match, Term, compiled

__all__ = ["CJK", "VECTORS", "Hit", "TextIndex", "above", "build", "extend", "number", "prepare"]

CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
VECTORS = "vectors."
"""How names of files begin that lie in the index's folder but are not its own (:mod:`patnav.graph.vectors`)."""
_WORDS = tuple(field for fields in FIELDS["Patent"] for field in fields)
_HEAP = 64_000_000
_SLACK = 64

_SYMBOL = re.compile(r"([A-HY]\d\d)(?:([A-Z])(?:(\d{1,4})(?:/(\d+))?)?)?")

_TEXTS = """
WITH classed AS (SELECT src AS key, list(DISTINCT dst ORDER BY dst) AS symbols FROM classified {of} GROUP BY src)
SELECT 'Patent' AS type, key, coalesce(title, '') AS title, coalesce(other_title, '') AS other_title,
       coalesce(abstract, '') AS body, coalesce(other_abstract, '') AS other_body,
       filing_date, publication_date, c.symbols
FROM patent LEFT JOIN classed c USING (key) WHERE NOT stub
UNION ALL
SELECT 'Document', d.key, coalesce(d.title, ''), NULL, t.text, NULL, NULL, NULL, NULL
FROM document d JOIN (SELECT DISTINCT key, text FROM document_text) t USING (key) WHERE NOT stub
"""
_Row = tuple[str, str, str, str | None, str, str | None, str | None, str | None, list[str] | None]


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that matches.

    Attributes:
        key: Key of the patent or document.
        type: ``Patent`` or ``Document``.
        score: BM25 score, higher is better; comparable within one query only.
    """

    key: str
    type: str
    score: float


def prepare(text: str) -> str:
    """Write Chinese as overlapping pairs of characters, so that a word splitter yields bigrams.

    Args:
        text: Any text.

    Returns:
        The text with every run of Chinese characters replaced by its bigrams (a single character stays), set apart
        by blanks; other text unchanged.
    """
    return text if text.isascii() else CJK.sub(lambda run: f" {_bigrams(run[0])} ", text)


def _bigrams(run: str) -> str:
    return run if len(run) == 1 else " ".join(run[i : i + 2] for i in range(len(run) - 1))


def above(symbol: str) -> tuple[str, ...]:
    """A class symbol with those above it, as the index holds them.

    Args:
        symbol: IPC or CPC symbol: ``H01L21/768``.

    Returns:
        The class, subclass, main group and the symbol itself, as far as it goes: ``H01``, ``H01L``, ``H01L21/``,
        ``H01L21/768``; a symbol of another kind stands alone.
    """
    found = _SYMBOL.fullmatch(symbol)
    if found is None:
        return (symbol,)
    top, letter, group, rest = found.groups()
    levels = [top]
    if letter:
        levels.append(top + letter)
    if group:
        levels.append(f"{top}{letter}{group}/")
    if rest and rest.strip("0"):
        levels.append(symbol)
    return tuple(levels)


def number(day: str | None, last: bool = False) -> int | None:
    """A date as a number, so that numbers are ordered as dates are.

    Args:
        day: ``2020``, ``2020-05`` or ``2020-05-31``.
        last: Whether to give the last number that the date covers, not the first.

    Returns:
        ``20200500`` for 2020-05, ``20200599`` as its last; None for no date.
    """
    digits = (day or "").replace("-", "")[:8]
    return int(digits.ljust(8, "9" if last else "0")) if digits.isdecimal() else None


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("type", stored=True, tokenizer_name="raw", index_option="basic")
    for field in (field for pair in FIELDS.values() for fields in pair for field in fields):
        builder.add_text_field(field, stored=False, tokenizer_name="en_stem")
    builder.add_text_field("classes", stored=False, tokenizer_name="raw", index_option="basic")
    for field in DATES:
        builder.add_integer_field(field, stored=False, indexed=False, fast=True)
    return builder.build()


def build(db: DuckDBPyConnection, folder: Path, threads: int = 1) -> None:
    """Index all texts of a graph.

    Args:
        db: The graph.
        folder: Where the index goes; what is there is replaced.
        threads: How many threads tantivy may use.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _add(tantivy.Index(_schema(), str(folder)), _rows(db, _TEXTS.format(of="")), threads)


def extend(db: DuckDBPyConnection, old: Path, folder: Path, keys: Sequence[str], threads: int = 1) -> None:
    """Index the texts that came since an earlier generation.

    Args:
        db: The graph in its new state.
        old: Index of the earlier generation; left as it is.
        folder: Where the new index goes; shares the old one's files by hard links.
        keys: Patents and documents whose text came, went or changed.
        threads: How many threads tantivy may use.
    """
    before = TextIndex(old)
    if any(before.holds(key) for key in keys):
        build(db, folder, threads)
        return
    folder.mkdir(parents=True)
    for path in old.iterdir():
        if not path.name.endswith(".lock") and not path.name.startswith(VECTORS):
            os.link(path, folder / path.name)
    if keys:
        db.execute("CREATE OR REPLACE TEMP TABLE texts AS SELECT unnest(?::VARCHAR[]) AS key", [list(keys)])
        of = "SEMI JOIN texts ON texts.key = src"
        rows = _rows(db, f"SELECT * FROM ({_TEXTS.format(of=of)}) SEMI JOIN texts USING (key)")
        _add(tantivy.Index.open(str(folder)), rows, threads)


def _rows(db: DuckDBPyConnection, sql: str) -> Iterator[_Row]:
    cursor = db.execute(f"SELECT * FROM ({sql}) ORDER BY type, key")
    while rows := cursor.fetchmany(4096):
        yield from rows


def _add(index: Any, rows: Iterator[_Row], threads: int) -> None:
    writer = index.writer(_HEAP, threads)
    for type_, key, title, other_title, body, other_body, filed, published, symbols in rows:
        fields: dict[str, Any] = {"key": key, "type": type_}
        for names, texts in zip(FIELDS[type_], ((title, other_title), (body, other_body)), strict=True):
            fields |= {name: prepare(text) for name, text in zip(names, texts, strict=False) if text}
        if type_ == "Patent":
            levels = {level for symbol in symbols or () for level in above(symbol)}
            fields["classes"] = sorted(levels) or [UNCLASSED]
        fields |= {
            name: day for name, date in zip(DATES, (filed, published), strict=True) if (day := number(date)) is not None
        }
        writer.add_document(tantivy.Document(**fields))
    writer.commit()
    writer.wait_merging_threads()


def _analyzer(*filters: Any) -> Any:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.remove_long(40))
    for one in (tantivy.Filter.lowercase(), *filters, tantivy.Filter.stemmer("english")):
        builder = builder.filter(one)
    return builder.build()


class TextIndex:
    """A text index, open for reading.

    Args:
        folder: Folder of the index.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._index = tantivy.Index.open(str(folder))
        except ValueError as error:
            denied = "PermissionDenied" in str(error)
            hint = "make the folder writable: opening takes a lock file" if denied else "restore it from a backup"
            raise StoreError(f"cannot open the text index {folder}: {error}", hint) from None
        self._searcher: Any = self._index.searcher()
        self._schema = self._index.schema
        try:
            tantivy.Query.term_query(self._schema, "other_title", "")
        except ValueError:
            hint = "any 'patnav ingest' or 'patnav publish' of this PatNav makes it anew"
            raise StoreError(f"the text index {folder} is of an earlier PatNav", hint) from None
        self._analyzer = _analyzer(tantivy.Filter.stopword("english"))  # of questions alone; the index holds them
        self._phrases = _analyzer()

    def holds(self, key: str) -> bool:
        """Whether a patent or document is in the index."""
        return bool(self._searcher.doc_freq("key", key))

    def keys(self) -> list[str]:
        """All keys in the index, sorted."""
        hits = self._searcher.search(tantivy.Query.all_query(), limit=max(1, self._searcher.num_docs)).hits
        return sorted(self._searcher.doc(address)["key"][0] for _, address in hits)

    def terms(self, text: str) -> list[str]:
        """The distinct terms of a text, as the index holds them, in order of first appearance."""
        return list(dict.fromkeys(self._analyzer.analyze(prepare(text))))

    def sequence(self, text: str) -> list[str]:
        """All terms of a phrase in their order, as the index holds them, common words among them."""
        return list(self._phrases.analyze(prepare(text)))

    def rare(self, terms: Sequence[str], limit: int) -> list[str]:
        """The terms that tell most: those in the fewest texts, but in some.

        Args:
            terms: Terms of :meth:`terms`.
            limit: How many at most.

        Returns:
            Terms, rarest first; of equals in alphabetical order.
        """
        counted = [(sum(self._searcher.doc_freq(f, term) for f in _WORDS), term) for term in terms]
        return [term for count, term in sorted(counted) if count][:limit]

    def search(self, terms: Sequence[str], limit: int, type_: str = "Patent", every: bool = False) -> list[Hit]:
        """The texts that match best.

        Args:
            terms: Terms of :meth:`terms`.
            limit: How many at most.
            type_: ``Patent`` or ``Document``.
            every: Whether a text must hold every term, not just any.

        Returns:
            Hits by falling score; of equals by key, so that the order does not depend on how the index was made.
        """
        if not terms:
            return []
        leaves = tuple(Term(term) for term in terms)
        return self.find(Every(leaves) if every else Either(leaves), limit, type_)

    def find(self, match: Match, limit: int, type_: str = "Patent") -> list[Hit]:
        """The texts that a match describes, best first; see :meth:`search`."""
        query = compiled(self._schema, match, type_)
        found = self._searcher.search(query, limit=limit + _SLACK, count=False).hits
        best = sorted((-round(score, 4), self._searcher.doc(address)["key"][0]) for score, address in found)
        return [Hit(key, type_, -score) for score, key in best[:limit]]

    def count(self, match: Match, type_: str = "Patent") -> int:
        """How many texts a match describes."""
        return int(self._searcher.search(compiled(self._schema, match, type_), limit=1, count=True).count or 0)

    def vocabulary(self, prefix: str) -> dict[str, int]:
        """The terms of patents that begin so, each with the number of patents that hold it, as a lower bound."""
        held: dict[str, int] = {}
        for field in _WORDS:
            for term, count in self._searcher.terms_with_prefix(field, prefix):
                held[term] = max(count, held.get(term, 0))
        return dict(sorted(held.items()))
