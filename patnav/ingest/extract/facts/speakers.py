"""Who said what: the person or body to whom the sentence of a fact is attributed.

``"...," said Liang``, ``According to Rui, ...``, ``Rui said``, 芮文彪介绍, 据市知识产权局介绍. Sentences of one
quotation share its speaker. The speaker is no field of the contract; it stands with the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable

from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.parts import Name, Reading, Sentence, Thing

__all__ = ["add_speakers"]

_TOLD_BY_THE_ARTICLE = ("role", "located_in", "part_of", "nationality")


def add_speakers(state: Reading, drafts: Iterable[Draft]) -> None:
    """Name the speaker of every event and figure whose sentence has one.

    Args:
        state: The article.
        drafts: Facts in the making; changed. Who somebody is and where is told in passing, and is the article's word.
    """
    speakers = _by_sentence(state)
    for draft in drafts:
        if draft.type not in _TOLD_BY_THE_ARTICLE:
            draft.speaker = speakers.get(draft.index)


def _by_sentence(state: Reading) -> dict[int, Thing]:
    """The speaker by index of the sentence; all sentences between two quotation marks have the same."""
    found: dict[int, Thing] = {}
    quoted: list[int] = []
    last: Thing | None = None
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline:
            continue
        if index and state.sentences[index - 1].paragraph != sentence.paragraph:
            quoted, last = [], None
        speaker = _speaker(state, sentence) or _again(state, sentence, last)
        if speaker:
            last = speaker
            found |= dict.fromkeys([*quoted, index], speaker)
        elif quoted and quoted[0] in found:
            found[index] = found[quoted[0]]
        last = None if any(n.thing.label == "Person" and n.thing is not last for n in sentence.names) else last
        quoted = [*quoted, index] if _open_after(state, sentence, bool(quoted)) else []
    return found


def _open_after(state: Reading, sentence: Sentence, within: bool) -> bool:
    """Whether a quotation goes on behind a sentence."""
    text = state.text[sentence.start : sentence.end]
    if state.lang == "zh":
        return (text.count("“") + within) > text.count("”")
    return (text.count('"') + within) % 2 == 1


def _speaker(state: Reading, sentence: Sentence) -> Thing | None:
    told = _told_zh if state.lang == "zh" else _told_en
    speaking = [n for n in sentence.names if n.thing.label in ("Person", "Organization") and not n.owner]
    people_first = sorted(speaking, key=lambda n: (n.thing.label != "Person", n.start))
    return next((name.thing for name in people_first if told(state, sentence, name)), None)


def _again(state: Reading, sentence: Sentence, last: Thing | None) -> Thing | None:
    """The person who spoke last in the paragraph, where "he" or "she" goes on and nobody else has been named since."""
    goes_on = rule("speakers.again", state.lang).search(state.text, sentence.start, sentence.end)
    return last if goes_on and last and last.label == "Person" else None


def _told_en(state: Reading, sentence: Sentence, name: Name) -> bool:
    before = state.text[max(sentence.start, name.start - 60) : name.start]
    if rule("speakers.according", "en").search(before) or rule("speakers.behind", "en").search(before):
        return True
    said = rule("speakers.ahead", "en").match(state.text, name.end, sentence.end)
    starts = name.start == sentence.start or name.cue == "subj" or before.endswith(('" ', ", "))
    return bool(said) and starts


def _told_zh(state: Reading, sentence: Sentence, name: Name) -> bool:
    before = state.text[max(sentence.start, name.start - 30) : name.start]
    if rule("speakers.according", "zh").search(before):
        return bool(rule("speakers.source").match(state.text, name.end, sentence.end))
    return bool(rule("speakers.ahead", "zh").match(state.text, name.end, sentence.end))
