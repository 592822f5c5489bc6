"""Chinese names of one body in a block: misspelled, cut off, or short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from patnav.ingest.resolve.blocks import LONG_ZH, Leaf, bare, brand, firm_initials
from patnav.ingest.resolve.groups import Groups, apart
from patnav.ingest.resolve.names_zh import activity_words, pinyin_key, split_activity
from patnav.ingest.resolve.short_zh import is_short_of
from patnav.ingest.resolve.translate import in_word

__all__ = ["by_brand", "by_reform", "by_slip", "firm_head", "may_tell", "short_readings"]

_SHORT = 8
_LEAST_BRAND = 2
_LISTED = 4


def by_slip(groups: Groups, han: Sequence[Leaf]) -> None:
    """Long names that differ in a character that sounds alike, within a common word, and names that lack their last."""
    holes: dict[tuple[str, int, str, str], list[Leaf]] = defaultdict(list)
    for leaf in han:
        text = leaf.name.key
        if len(text) >= LONG_ZH:
            for at in range(2, len(text)):
                holes[leaf.name.form, at, text[:at] + text[at + 1 :], pinyin_key(text[at])].append(leaf)
    whole = {leaf.name.key: leaf for leaf in han}
    for (_, at, _, _), leaves in holes.items():
        if len(leaves) < 2:
            continue
        right = [leaf for leaf in leaves if in_word(leaf.name.key, at)]
        if len({leaf.name.key for leaf in right}) != 1:
            continue
        for leaf in leaves:
            if leaf.name.key != right[0].name.key:
                groups.join(right[0], leaf, f"spelling: {leaf.name.key[at]} for {right[0].name.key[at]}")
    for leaf in han:
        if leaf.name.key.endswith(("研", "研究")) and len(leaf.name.key) >= LONG_ZH:
            stem = leaf.name.key.removesuffix("究") + "究"
            longer = [whole[text] for end in "所院" if (text := stem + end) in whole]
            if len(longer) == 1:
                groups.join(leaf, longer[0], "cut off")


def by_reform(groups: Groups, han: Sequence[Leaf]) -> None:
    """A firm before and after it became one with shares: a register of one place gives a name to one firm alone.

    Groups and their listed firms are two, and so may be firms without a place, whose names no one register keeps.
    """
    reformed: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in han:
        if leaf.name.form in _REFORMED and leaf.name.place and "(" not in leaf.name.place and not leaf.name.unit:
            reformed[leaf.name.key].append(leaf)
    for bearers in reformed.values():
        told, _ = brand(bearers[0].name)
        for other in bearers[1:] if told not in activity_words() and len(told) >= _LEAST_BRAND else ():
            if not apart(bearers[0], other):
                sure = groups.one_body(bearers[0], other)
                groups.join(bearers[0], other, "equal name, before and after its reform", sure=sure)


_REFORMED = ("有限公司", "股份有限公司")


def by_brand(groups: Groups, han: Sequence[Leaf]) -> None:
    """A short Chinese name with the one firm that it can be short for; one that the table lists is told by it."""
    firms: dict[str, list[Leaf]] = defaultdict(list)
    worded_firms: dict[str, list[Leaf]] = defaultdict(list)
    for leaf in han:
        if head := firm_head(leaf):
            firms[head].append(leaf)
            for text in firm_initials(leaf.name):
                worded_firms[text].append(leaf)
    for short in han if firms else ():
        if not _is_brief(short):
            continue
        for place, told, business in short_readings(short):
            found = _firm(groups, short, place, told, business, firms.get(told[:_LEAST_BRAND], ()))
            if found is not None:
                groups.join(short, found, "short name")
                break
        else:
            worded = [leaf for leaf in worded_firms.get(short.name.key, ()) if not apart(short, leaf)]
            if len(groups.of(worded)) == 1:
                groups.join(short, worded[0], "short name: a part of each word")


def firm_head(leaf: Leaf) -> str:
    """The first two characters of a firm's name without its place; empty for what is no firm."""
    rest = bare(leaf.name) if leaf.name.form and not leaf.name.unit else ""
    return rest[:_LEAST_BRAND] if len(rest) >= _LEAST_BRAND else ""


def short_readings(leaf: Leaf) -> Iterator[tuple[str, str, str]]:
    """Place, brand and line of business of what may be a firm's short name; a place at its head may be its brand."""
    if not _is_brief(leaf):
        return
    readings = [(leaf.name.place, *brand(leaf.name))]
    if leaf.name.place and leaf.name.key != bare(leaf.name):
        readings.append(("", *split_activity(leaf.name.key)))
    for place, told, business in readings:
        if len(told) >= _LEAST_BRAND and told not in activity_words():
            yield place, told, business


def _is_brief(leaf: Leaf) -> bool:
    return not (leaf.name.form or leaf.name.unit or leaf.body) and len(leaf.name.key) <= _SHORT


def may_tell(short: Leaf, place: str, told: str, firm: Leaf) -> bool:
    """Whether a reading of a short name can tell a firm whose name has the same head, or leave it in doubt."""
    if place not in ("", firm.name.place):
        return False
    return len(told) == _LEAST_BRAND or len(short.name.key) == _LISTED or bare(firm.name).startswith(told[:3])


def _firm(groups: Groups, short: Leaf, place: str, told: str, business: str, firms: Sequence[Leaf]) -> Leaf | None:
    """The one firm that a reading of a short name tells; None where none is, or several are."""
    ends = [end for end in ("股份", "集团") if short.name.key.endswith(end)]
    near = [
        leaf
        for leaf in firms
        if place in ("", leaf.name.place) and all(end in leaf.name.form for end in ends) and not apart(short, leaf)
    ]
    like = [leaf for leaf in near if bare(leaf.name).startswith(told)]
    fits = [leaf for leaf in like if _is_short(leaf, told, business, bool(place or ends))]
    heads = [leaf for leaf in fits if business and bare(leaf.name).startswith(told + business)]
    if len(groups.of(fits)) == 1 and (len(told) > _LEAST_BRAND or len(groups.of(like)) == 1):
        return fits[0]
    if len(groups.of(heads)) == 1 and len(told + business) > 3:
        return heads[0]
    longer = [leaf for leaf in near if _goes_on(told, brand(leaf.name)[0])]
    longer += [leaf for leaf in near if _is_abridged(short.name.key, leaf)]
    return longer[0] if not like and len(groups.of(longer)) == 1 else None


def _is_short(firm: Leaf, told: str, business: str, placed: bool) -> bool:
    """Whether nothing in a short name is at odds with the firm: its line of business, a longer brand."""
    rest = bare(firm.name)[len(told) :]
    if len(told) == _LEAST_BRAND and rest and not placed and not rest.startswith(activity_words()):
        return False
    letters = iter(rest)
    return all(letter in letters for letter in business)


def _goes_on(told: str, whole: str) -> bool:
    """Whether a name is a firm's brand of three characters or more and a line of business after it."""
    return len(whole) > _LEAST_BRAND and told.startswith(whole) and told[len(whole) :].startswith(activity_words())


def _is_abridged(short: str, firm: Leaf) -> bool:
    """Whether four characters are those of a listed firm's name in order, as at the stock exchange: ``中远海控``."""
    rest = bare(firm.name)
    if len(short) != _LISTED or "股份" not in firm.name.form or rest[:2] != short[:2]:
        return False
    return is_short_of(short[1:], rest[1:])
