"""``patnav_people_zh``: Chinese names of people, by LAC and by the titles beside them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patnav.ingest.extract.antecedents import PARTIES
from patnav.ingest.extract.components.state import reading, tokens
from patnav.ingest.extract.grammar import rule
from patnav.ingest.extract.names_zh import ends_like_name
from patnav.ingest.extract.parts import Candidate
from patnav.ingest.extract.signatures import signed_name
from patnav.ingest.extract.vocabulary import alternatives, load

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_people", "register"]


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_people_zh"):
        Language.component("patnav_people_zh", func=find_people)


@cache
def _titled() -> re.Pattern[str]:
    names = load("people")["surnames"]
    double, japanese = "|".join(names["zh_double"]), "|".join(names["japanese"])
    titles = alternatives([title for title in load("people")["titles"]["zh"] if len(title) > 1])
    return re.compile(
        rf"{titles}(?:为|是|系|：|由)?(?P<name>(?:{japanese})[\u4e00-\u9fff]{{1,3}}?|(?:{double}|[{names['zh']}])[\u4e00-\u9fff]{{1,2}}?)"
        r"(?=[，。、；：）)（(“\s]|$|说|表示|介绍|称|指出|认为|告诉|透露|坦言|在|主持|等|(?:与|和)(?!说|表示|介绍|称|指出|认为|告诉|透露|坦言)|向|代表|强调|担任|出席|带领|率|女士|先生|教授|博士|作|致|签|共同|宣布|补充|回忆|接受|解释|特地|特别|随后|通报|感慨|感叹|回应|笑|直言|曾|则|也|负责|分管|牵头|率队|陪同|前往|参加|参与|见证|宣读|解读|举例|提醒|承认|否认|预计|估计|打趣|回答|答道|调侃|总结|建议|呼吁|期待|希望|不愿|没有|拒绝|此前|点评|评论|感叹|总结|笑着|举手|发言|插话|接话|摇头|点头|坐在|站)"
    )


@cache
def _given() -> re.Pattern[str]:
    """A title, and behind it the part of a name that LAC has left out: 副所长 + 才让 + 卓玛."""
    titles = alternatives([title for title in load("people")["titles"]["zh"] if len(title) > 1])
    return re.compile(rf"{titles}(?P<rest>和|(?:(?![和与及兼任为是对向由在的则仍现已将也人])[\u4e00-\u9fff]){{1,2}})$")


@cache
def _surname() -> re.Pattern[str]:
    names = load("people")["surnames"]
    return re.compile(f"(?:{'|'.join(names['zh_double'])}|[{names['zh']}])")


@cache
def _parties() -> frozenset[str]:
    """What the sides of a case or contract are called, which LAC takes for names: 被 + 许可人."""
    return frozenset(word for sort in PARTIES for word in load("references")["zh"].get(sort, ()))


def find_people(doc: Doc) -> Doc:
    """Propose names of people."""
    state = reading(doc)
    for index, sentence in enumerate(state.sentences):
        if sentence.silent:
            continue
        if signed := signed_name(state, index, sentence):
            state.candidates.append(Candidate(*signed, "Person", rank=9))
        for match in rule("roles.zh_dotted", exact=True).finditer(state.text, sentence.start, sentence.end):
            state.candidates.append(Candidate(*match.span("name"), "Person", rank=9))
        for match in _titled().finditer(state.text, sentence.start, sentence.end):
            state.candidates.append(Candidate(match.start("name"), match.end("name"), "Person", rank=9))
        for token in tokens(doc, sentence):
            if (
                token.tag_ == "PER"
                and token.text not in _parties()
                and not ends_like_name(token.text)
                and re.fullmatch(r"[\u4e00-\u9fff·]{2,12}|[A-Z][A-Za-z·. ]+", token.text)
            ):
                ahead = _given().search(state.text, max(sentence.start, token.idx - 16), token.idx)
                titled = rule("roles.zh_titled").search(state.text, max(sentence.start, token.idx - 8), token.idx)
                if ahead and not titled and (ahead["rest"] != "和" or not _surname().match(token.text)):
                    state.candidates.append(Candidate(ahead.start("rest"), token.idx + len(token), "Person", rank=8))
                known = bool(_surname().match(token.text)) and len(token.text) <= 4
                state.candidates.append(
                    Candidate(token.idx, token.idx + len(token), "Person", rank=7 if known or "·" in token.text else 3)
                )
    return doc
