"""What a name means, in English words in any order: the way from a Chinese name to an English one.

A Chinese name is cut into words of a general lexicon and into places; what is left over is a proper name and is
spelled in pinyin. An English name gives its words, with the syllables of pinyin joined. Names that share a reading
may be one body's; :mod:`patnav.ingest.resolve.cluster` asks that no other name shares it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import cache, lru_cache
from itertools import islice, product
from operator import itemgetter

from patnav.ingest.classify.regions import regions, short_zh
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.names_zh import pinyin_key
from patnav.ingest.resolve.normalise import fold
from patnav.ingest.resolve.parts import Name
from patnav.ingest.resolve.persons import pinyin_syllables
from patnav.ingest.resolve.tables import read_yaml
from patnav.ingest.resolve.vocabulary import vocabulary

__all__ = ["akin", "common_words", "concepts", "in_word", "lexicon_words", "ranked"]

_MOST = 64


@cache
def _lexicon() -> tuple[dict[str, tuple[tuple[str, ...], ...]], dict[str, tuple[int, ...]]]:
    """Chinese words and places to their readings, each a tuple of English words; last characters to lengths."""
    readings: dict[str, list[tuple[str, ...]]] = {}
    for name, keys in regions().names_zh.items():
        if not 1 < len(name) <= 8:
            continue
        for key in keys:
            if key.startswith("CN-") and regions().nodes[key].level in ("province", "city", "district"):
                words = [word for word in fold(regions().nodes[key].name).split() if word not in _LEVELS]
                readings.setdefault(short_zh(name), []).append(tuple(words))
    for word, texts in (*_words().items(), *read_yaml("brands.yaml").items()):
        readings[str(word)] = [tuple(_joined(_canonical(str(text).split()))) for text in texts]
    unique = {word: tuple(dict.fromkeys(map(_rankless, texts))) for word, texts in readings.items()}
    sizes: dict[str, set[int]] = {}
    for word in unique:
        sizes.setdefault(word[-1], set()).add(len(word))
    return unique, {end: tuple(sorted(found, reverse=True)) for end, found in sizes.items()}


def _words() -> dict[str, list[str]]:
    """Chinese words to their English ones, the words for bodies before those for subjects."""
    return {**read_yaml("subject_lexicon.yaml"), **read_yaml("name_lexicon.yaml")}


@cache
def lexicon_words() -> Set[str]:
    """The Chinese words of the lexicon, places among them, without brands."""
    return frozenset(_lexicon()[0]) - frozenset(read_yaml("brands.yaml"))


def in_word(text: str, at: int, least: int = 2) -> bool:
    """Whether the character at a place is part of a common word of so many characters at least."""
    words = lexicon_words()
    return any(
        text[start : start + size] in words
        for size in range(least, 5)
        for start in range(max(at - size + 1, 2), at + 1)
        if start + size <= len(text)
    )


@cache
def _brands() -> Set[str]:
    """The brands of one word: names of firms that have no other word than theirs."""
    return frozenset(str(text) for texts in read_yaml("brands.yaml").values() for text in texts if len(str(text)) > 3)


def _rankless(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _RANKS)


@cache
def common_words() -> Set[str]:
    """The English words that stand for those of the lexicon, as readings have them; no places or brands."""
    texts = (str(text) for texts in _words().values() for text in texts)
    return frozenset(word for text in texts for word in _canonical(text.split()))


def _canonical(words: list[str]) -> list[str]:
    known = vocabulary()
    return [_stem(w) for w in (known.spellings.get(word, word) for word in words) if w not in known.empty]


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return _STEM.get(word, word)


_STEM = {
    "technical": "technology",
    "agriculture": "agricultural",
    "chinese": "china",
    "chemistry": "chemical",
    "optic": "optical",
    "biology": "bio",
    "biological": "bio",
    "environmental": "environment",
    "machinery": "mechanical",
    "mechanic": "mechanical",
    "medicine": "medical",
    "physical": "physics",
    "industrial": "industry",
    "electrical": "electric",
    "metallic": "metal",
    "academic": "academy",
    "economic": "economics",
    "natural": "nature",
    "electronic": "electronics",
    "corporation": "company",
    "auto": "automotive",
    "automobile": "automotive",
    "motor": "automotive",
    "genetic": "genetics",
    "geological": "geology",
    "meteorological": "meteorology",
    "physic": "physics",
    "economy": "economics",
    "autonomou": "autonomous",
    "mathematical": "mathematic",
    "metallurgical": "metallurgy",
    "geographical": "geography",
    "geographic": "geography",
    "ecological": "ecology",
    "botanical": "botany",
    "educational": "education",
    "financial": "finance",
    "commercial": "commerce",
    "physiological": "physiology",
    "oceanographic": "oceanography",
    "seismological": "seismology",
    "astronomical": "astronomy",
    "geophysical": "geophysic",
    "cultural": "culture",
    "psychological": "psychology",
    "technological": "technology",
    "architectural": "architecture",
    "microbiological": "microbiology",
    "statistical": "statistic",
    "toxicological": "toxicology",
    "pharmacological": "pharmacology",
    "zoological": "zoology",
}
_RANKS = frozenset({"province", "provincial", "municipal", "municipality"})
_AUTONOMOUS = frozenset({"autonomous", "region", "zhuang", "hui", "uygur", "uyghur"})
_SPARE = frozenset({"research", "china"})
"""Words that an English name may have and the Chinese one not: 研究所 is an institute, and its name is Chinese."""

_LEAST_SPARE = 3
_LEVELS = _RANKS | {"district", "county", "city", "prefecture", "banner", "autonomous"}


def _joined(words: list[str]) -> list[str]:
    """The words, with neighbouring syllables of pinyin in one: ``hua hong`` as ``huahong``."""
    out: list[str] = []
    was = False
    for word in words:
        syllable = pinyin_syllables(word)
        if syllable and was and word not in vocabulary().common and word not in vocabulary().places:
            out[-1] += word
        else:
            out.append(word)
        was = syllable and word not in vocabulary().common and word not in vocabulary().places
    return out


def concepts(name: Name) -> frozenset[str]:
    """The readings of a name, each its English words in alphabetical order.

    Examples:
        >>> from patnav.ingest.resolve.names import parse
        >>> sorted(concepts(parse("南京林业大学")) & concepts(parse("Nanjing Forestry University")))
        ['forestry nanjing university']
    """
    return frozenset(ranked(name))


@lru_cache(maxsize=1 << 14)
def ranked(name: Name) -> Mapping[str, int]:
    """The readings of a name, and of each how many of its words are not the usual ones: 0 for the usual reading."""
    if name.script == "latin":
        words = [w for w in _joined(_canonical(list(name.core))) if w not in _RANKS]
        if {"autonomous", "region"}.issubset(words):
            words = [word for word in words if word not in _AUTONOMOUS]
        read = {" ".join(sorted(set(words))): 0} if len(words) > 1 or _brands() >= set(words) else {}
        if "city" in words and "university" not in words and len(words) > 2:
            read[" ".join(sorted({*words} - {"city"}))] = 1
        for word in _SPARE.intersection(words) if len(set(words)) > _LEAST_SPARE else ():
            read.setdefault(" ".join(sorted({*words} - {word})), 1)
        return read
    found: dict[str, int] = {}
    for pieces in _cuts(name):
        for choice in islice(
            product(*([(at > 0, words) for at, words in enumerate(piece)] for piece in pieces)), _MOST
        ):
            text = " ".join(sorted(set().union(*map(itemgetter(1), choice))))
            unusual = sum(map(itemgetter(0), choice))
            if " " in text or text in _brands():
                found[text] = min(unusual, found.get(text, unusual))
    return found


_Pieces = tuple[tuple[tuple[str, ...], ...], ...]


def _cuts(name: Name) -> Iterator[_Pieces]:
    """The ways to cut a Chinese name into words: from the left, and for firms by place, brand and line of business."""
    group: _Pieces = ((("group",), ()),) if "集团" in name.form else ()
    whole = _pieces(name.key.split("/")[0].replace("(", "").replace(")", "") + name.unit)
    if whole:
        yield whole + group
    if name.form and name.core[0] and not name.unit:
        brand = name.core[0]
        known = _lexicon()[0].get(brand, ())
        place = _pieces(name.place.replace("(", "").replace(")", ""))
        yield (*place, (*known, (pinyin_key(brand),)), *_pieces(name.activity), *group)


@lru_cache(maxsize=1 << 14)
def _pieces(text: str) -> _Pieces:
    """A Chinese name cut into words known, so that least of it is left over, and in fewest; the readings of each.

    Of what is left over a character counts two, and one that is a word by itself counts one.
    """
    readings, sizes = _lexicon()
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(text) + 1):
        tries = [(best[end - 1][0] + 2, best[end - 1][1] + 1, end - 1)]
        for size in sizes.get(text[end - 1], ()):
            start = end - size
            if start >= 0 and text[start:end] in readings:
                left, count, _ = best[start]
                tries.append((left + (end - start == 1), count + 1, start))
        best.append(min(tries))
    pieces: list[tuple[tuple[str, ...], ...]] = []
    unknown = ""
    end = len(text)
    while end:
        start = best[end][2]
        word = text[start:end]
        if word in readings and (len(word) > 1 or not unknown):
            pieces[:0] = [((pinyin_key(unknown),),)] if unknown else []
            unknown = ""
            pieces.insert(0, readings[word])
        else:
            unknown = word + unknown
        end = start
    if unknown:
        pieces.insert(0, ((pinyin_key(unknown),),))
    return tuple(pieces)


def akin(chinese: str, latin: str) -> bool:
    """Whether two names may be one body's: they share a word of their own, a place, or two of the words of many.

    Less is asked than of names that are taken for one: this is for parties of what else agrees.

    Args:
        chinese: A name in Chinese.
        latin: A name in Latin letters.

    Examples:
        >>> akin("南繁种子实验室", "Nanfan Seed Laboratory"), akin("滨海银行", "Shanghai Puze Biologics")
        (True, False)
    """
    key = parse(chinese).key
    words = {word for choices in _pieces(key) for reading in choices for word in reading}
    sounds = [pinyin_key(character) for character in key]
    words |= {"".join(sounds[i:j]) for i in range(len(sounds)) for j in range(i + 2, min(i + 4, len(sounds)) + 1)}
    shared = words & set(_joined(_canonical(fold(latin).split())))
    own = {word for word in shared if len(word) > 3 and word not in vocabulary().common}
    return bool(own) or len(shared) > 1
