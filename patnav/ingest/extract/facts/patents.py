"""Which patents a deal is about, where the text gives their numbers: ZL201910234567.8, U.S. Patent No. 11,093,417.

Numbers are no field of the contract, which counts patents; they stand with the evidence, as the graph's keys of
patents. A number of an application (Chinese patents are called by theirs) is a key of the kind ``X0``, which the graph
joins with the publication of that application.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from patnav.errors import RecordError
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Reading, Sentence
from patnav.ingest.patents import numbers

__all__ = ["add_patents", "patents_in"]

_DEALS = ("license", "open_license", "assignment", "pledge", "securitization", "dispute", "investment")


def add_patents(state: Reading, drafts: Iterable[Draft]) -> None:
    """Give deals the patents that their sentences name.

    Args:
        state: The article.
        drafts: Facts in the making; deals are changed. Patents of a sentence that tells no deal go with the one deal of
            the sentence before it in the paragraph, else behind it; where several deals could mean them, with none.
    """
    deals = [draft for draft in drafts if draft.type in _DEALS]
    for index, sentence in enumerate(state.sentences):
        found = [] if sentence.silent else list(dict.fromkeys(patents_in(state.folded[sentence.start : sentence.end])))
        for near in (index, index - 1, index + 1) if found else ():
            told = [d for d in deals if near in {d.index} | d.also and _beside(state, sentence, near)]
            if len(told) == 1:
                told[0].patents += [key for key in found if key not in told[0].patents]
            if told:
                break


def _beside(state: Reading, sentence: Sentence, near: int) -> bool:
    return state.sentences[near].paragraph == sentence.paragraph


def patents_in(text: str) -> Iterator[str]:
    """Keys of the patents whose numbers a text gives, in its order by way of writing.

    Examples:
        >>> list(patents_in("专利号为ZL201910234567.8，美国第11,093,417号"))
        ['CN201910234567X0', 'US11093417']
    """
    for match in rule("patents.application", exact=True).finditer(text):
        filed = _read(numbers.application, "CN" + match["number"].replace(" ", ""))
        yield from (f"{key}X0" for key in filed)
    for match in rule("patents.publication", exact=True).finditer(text):
        yield from _read(numbers.publication, match["usual"] or match["european"])
    for way in ("american", "american-zh"):
        for match in rule(f"patents.{way}", exact=True).finditer(text):
            for one in rule("patents.one").finditer(match["list"]):
                yield from _read(numbers.publication, "US" + one[0])


def _read(reader: Callable[[str], object], printed: str) -> list[str]:
    try:
        return [str(reader(printed))]
    except RecordError:
        return []
