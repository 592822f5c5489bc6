"""The text index: BM25 over titles, abstracts and articles, English stemmed, Chinese by bigrams.

One tantivy index a generation, of the same state as the graph beside it. Documents are only ever added to an index:
when an indexed text changed or left, the index is made anew, so that scores never depend on how the state was reached
(a deleted document would go on counting in the frequencies of its words).
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

__all__ = ["CJK", "Hit", "TextIndex", "build", "extend", "prepare"]

FIELDS = ("title", "body")
_TITLE_BOOST = 2.0
CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_HEAP = 64_000_000
_SLACK = 64

_TEXTS = """
SELECT 'Patent' AS type, key, coalesce(title, '') AS title, coalesce(abstract, '') AS body FROM patent WHERE NOT stub
UNION ALL
SELECT 'Document', d.key, coalesce(d.title, ''), t.text
FROM document d JOIN (SELECT DISTINCT key, text FROM document_text) t USING (key) WHERE NOT stub
"""


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


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("type", stored=True, tokenizer_name="raw", index_option="basic")
    for field in FIELDS:
        builder.add_text_field(field, stored=False, tokenizer_name="en_stem")
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
    _add(tantivy.Index(_schema(), str(folder)), _rows(db, _TEXTS), threads)


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
        if not path.name.endswith(".lock"):
            os.link(path, folder / path.name)
    if keys:
        db.execute("CREATE OR REPLACE TEMP TABLE texts AS SELECT unnest(?::VARCHAR[]) AS key", [list(keys)])
        rows = _rows(db, f"SELECT * FROM ({_TEXTS}) SEMI JOIN texts USING (key)")
        _add(tantivy.Index.open(str(folder)), rows, threads)


def _rows(db: DuckDBPyConnection, sql: str) -> Iterator[tuple[str, str, str, str]]:
    cursor = db.execute(f"SELECT * FROM ({sql}) ORDER BY type, key")
    while rows := cursor.fetchmany(4096):
        yield from rows


def _add(index: Any, rows: Iterator[tuple[str, str, str, str]], threads: int) -> None:
    writer = index.writer(_HEAP, threads)
    for type_, key, title, body in rows:
        fields = {"key": key, "type": type_, "title": prepare(title), "body": prepare(body)}
        writer.add_document(tantivy.Document(**fields))
    writer.commit()
    writer.wait_merging_threads()


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
        self._searcher = self._index.searcher()
        self._schema = self._index.schema
        splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        self._analyzer = (
            splitter.filter(tantivy.Filter.remove_long(40))
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stopword("english"))  # of questions alone; the index holds them
            .filter(tantivy.Filter.stemmer("english"))
            .build()
        )

    def holds(self, key: str) -> bool:
        """Whether a patent or document is in the index."""
        return self._searcher.doc_freq("key", key) > 0

    def keys(self) -> list[str]:
        """All keys in the index, sorted."""
        hits = self._searcher.search(tantivy.Query.all_query(), limit=max(1, self._searcher.num_docs)).hits
        return sorted(self._searcher.doc(address)["key"][0] for _, address in hits)

    def terms(self, text: str) -> list[str]:
        """The distinct terms of a text, as the index holds them, in order of first appearance."""
        return list(dict.fromkeys(self._analyzer.analyze(prepare(text))))

    def rare(self, terms: Sequence[str], limit: int) -> list[str]:
        """The terms that tell most: those in the fewest texts, but in some.

        Args:
            terms: Terms of :meth:`terms`.
            limit: How many at most.

        Returns:
            Terms, rarest first; of equals in alphabetical order.
        """
        counted = [(sum(self._searcher.doc_freq(f, term) for f in FIELDS), term) for term in terms]
        return [term for count, term in sorted(counted) if count][:limit]

    def search(self, terms: Sequence[str], limit: int, type_: str | None = None, every: bool = False) -> list[Hit]:
        """The texts that match best.

        Args:
            terms: Terms of :meth:`terms`.
            limit: How many at most.
            type_: ``Patent`` or ``Document`` alone.
            every: Whether a text must hold every term, not just any.

        Returns:
            Hits by falling score; of equals by key, so that the order does not depend on how the index was made.
        """
        if not terms:
            return []
        must = tantivy.Occur.Must
        clauses = [(must if every else tantivy.Occur.Should, self._anywhere(term)) for term in terms]
        query = tantivy.Query.boolean_query(clauses)
        if type_ is not None:
            only = tantivy.Query.const_score_query(tantivy.Query.term_query(self._schema, "type", type_), 0.0)
            query = tantivy.Query.boolean_query([(must, query), (must, only)])
        found = self._searcher.search(query, limit=limit + _SLACK, count=False).hits
        hits = []
        for score, address in found:
            doc = self._searcher.doc(address)
            hits.append(Hit(doc["key"][0], doc["type"][0], round(score, 4)))
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))[:limit]

    def _anywhere(self, term: str) -> Any:
        title, body = (tantivy.Query.term_query(self._schema, field, term) for field in FIELDS)
        either = [tantivy.Query.boost_query(title, _TITLE_BOOST), body]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in either])
