"""Disputes: who sued whom, where, and what was awarded or settled (never what was claimed)."""

from __future__ import annotations

import re
from typing import Any

from patnav.ingest.extract.facts.draft import Draft, same_date
from patnav.ingest.extract.facts.factuality import is_fact
from patnav.ingest.extract.facts.terms import date_in
from patnav.ingest.extract.parts import Money, Name, Reading, Sentence, Thing

__all__ = ["find_disputes"]

_COURT = re.compile(r"court|tribunal|arbitration|procuratorate|法院|法庭|仲裁|检察院", re.IGNORECASE)
_FORUM = re.compile(r"court|tribunal|arbitrat|mediation|法院|法庭|仲裁|调解(?:委员会|中心)", re.IGNORECASE)
_CASE = {
    "en": re.compile(r"\b(?:sued|suing|sues|lawsuit|suit|infring\w*|ruled|ruling|rules|verdict|judgment|judgement|ordered|damages|plaintiff|defendant|settled|settlement|litigation|dismissed|upheld|compensat\w+|injunction|appeal(?:ed)?|accus\w*|copying|liable|misappropriat\w+|dispute between|case (?:against|between)|v\.|versus|mediat\w+|arbitrat\w+|filed (?:a|an) [\w ]*complaint|invalidat\w+|copied|counterfeit\w*)", re.IGNORECASE),
    "zh": re.compile("诉|起诉|侵权|侵害|判决|判令|赔偿|原告|被告|和解|调解|仿冒|假冒|驳回|上诉|维持原判|侵犯|仲裁|裁定|纠纷案|一案"),
}
_AWARD = {
    "en": re.compile(r"(?:pay(?:s|ing)?|paid|award(?:ed|ing|s)?|damages|compensat\w+|settle\w*|ordered|worth|receive\w*)\W+(?:\w+\W+){0,14}$", re.IGNORECASE),
    "zh": re.compile("(?:赔偿|支付|判赔|赔付|给付|补偿|和解金|获赔|赔)[^。；]{0,40}$"),
}
_CLAIMED = {
    "en": re.compile(r"(?:claim(?:ed|ing|s)?|sought|seek(?:ing|s)?|demand(?:ed|ing|s)?|ask(?:ed|ing)?(?: the court)? for|had asked|wanted|requested|instead of|less than the|rather than the|costs?|fees?|fine(?:d)?)\W+(?:\w+\W+){0,6}$", re.IGNORECASE),
    "zh": re.compile("(?:索赔|请求|诉请|主张|要求|诉讼请求|受理费|诉讼费|原告诉称|标的额?|罚款|请求判令|保全)[^，。；]{0,24}$"),
}
_PARTY_KINDS = ("enterprise", "university", "research_institute", "hospital", "financial", "association", "other", "ip_service")


def find_disputes(state: Reading) -> list[Draft]:
    """All disputes of an article; what several sentences say of one case is one fact."""
    found: list[Draft] = []
    for index, sentence in enumerate(state.sentences):
        if sentence.silent or sentence.headline or not _CASE[state.lang].search(state.text, sentence.start, sentence.end):
            continue
        roles = _roles(state, sentence)
        if not roles and not found:
            continue
        fields = roles | _terms(state, sentence)
        twin = next((d for d in reversed(found) if _same_case(d, fields, index)), None)
        if twin is not None:
            _join(twin, fields, sentence, index)
        elif roles.get("plaintiff") or roles.get("defendant"):
            found.append(Draft.of("dispute", sentence, index, 0.85, **fields))
    for draft in found:
        _forum_near(state, draft)
    return [d for d in found if "plaintiff" in d.fields and "defendant" in d.fields or ("amount" in d.fields or "forum" in d.fields)]


def _same_case(draft: Draft, fields: dict[str, Any], index: int) -> bool:
    mine = {id(t) for t in draft.things("plaintiff", "defendant")}
    theirs = {id(t) for role in ("plaintiff", "defendant") for t in fields.get(role, ())}
    near = index - draft.index <= 6
    if not theirs:
        return near and any(key in fields for key in ("amount", "outcome", "forum"))
    if mine & theirs:
        return not ("amount" in draft.fields and "amount" in fields and draft.fields["amount"] != fields["amount"] and len(theirs - mine) > 0)
    return False


def _join(draft: Draft, fields: dict[str, Any], sentence: Sentence, index: int) -> None:
    known = draft.things("plaintiff", "defendant")
    for key, value in fields.items():
        if key in ("plaintiff", "defendant"):
            rest = [thing for thing in value if thing not in known]
            if key not in draft.fields and rest:
                draft.fields[key] = rest
        elif key in ("amount", "currency", "outcome"):
            if key == "amount" and "amount" not in draft.fields:
                draft.start, draft.end = sentence.start, sentence.end
            draft.fields[key] = value if key != "outcome" else draft.fields.get(key, value)
        elif key == "date":
            if "amount" in fields or "outcome" in fields or "date" not in draft.fields:
                old = draft.fields.get("date")
                draft.fields["date"] = max(old, value, key=len) if old and same_date(old, value) else value
        elif key == "forum":
            draft.fields.setdefault(key, value)


def _is_party(name: Name) -> bool:
    thing = name.thing
    return thing.label == "Organization" and thing.kind in _PARTY_KINDS and not _FORUM.search(thing.name)


def _terms(state: Reading, sentence: Sentence) -> dict[str, Any]:
    """Forum, sum awarded, date and outcome that a sentence states."""
    fields: dict[str, Any] = {}
    forums = [n.thing for n in sentence.names if n.thing.label == "Organization" and _FORUM.search(n.thing.name)]
    if forums:
        fields["forum"] = list(dict.fromkeys(forums))[:1]
    money = _award(state, sentence)
    if money is not None:
        fields |= {"amount": money.value, "currency": money.currency}
    when = date_in([d for d in sentence.dates if not d.compared], sentence.end if money is None else money.start)
    if when is not None and when.iso and len(when.iso) > 4:
        fields["date"] = when.iso
    outcome = _outcome(state, sentence)
    if outcome:
        fields["outcome"] = outcome
    return fields


def _award(state: Reading, sentence: Sentence) -> Money | None:
    for money in sentence.money:
        before = state.text[max(sentence.start, money.start - 90) : money.start]
        after = state.text[money.end : money.end + 40]
        if money.bracketed or _CLAIMED[state.lang].search(before) or re.match(r"\s+(?:that )?(?:it|they|the plaintiff) (?:had )?(?:claimed|sought|demanded|asked)", after):
            continue
        if _AWARD[state.lang].search(before) or re.match(r"\s+(?:in|as|of)\s+(?:\w+\s+){0,2}(?:damages|compensation|settlement)", after):
            if is_fact(state, sentence, money.start, money.end, max(sentence.start, money.start - 60), money.end) or re.search(r"order|must|判|shall|agreed", before, re.IGNORECASE):
                return money
    return None


_OUTCOMES = {
    "en": (("settled", r"\bsettle\w*|mediation agreement|reached a settlement"), ("dismissed", r"\bdismiss\w*|rejected (?:the )?(?:claim|suit|appeal)"),
           ("upheld", r"\bupheld|\baffirmed"), ("awarded", r"\border(?:ed|s)\b|\baward\w*|ruled in favou?r|found .{0,60}infring|liable")),
    "zh": (("settled", "和解|调解(?:协议|成功|结案)|达成调解"), ("dismissed", "驳回"), ("upheld", "维持原判|维持一审"), ("awarded", "判决|判令|判赔|赔偿")),
}


def _outcome(state: Reading, sentence: Sentence) -> str | None:
    text = state.text[sentence.start : sentence.end]
    return next((name for name, pattern in _OUTCOMES[state.lang] if re.search(pattern, text, re.IGNORECASE)), None)


_EN_SUES = re.compile(r"\b(?:sued|sues|suing|filed (?:a|an|its|two|three)?\s?[\w -]*?(?:suit|lawsuits?|complaint|action|case|claim)s? against|brought (?:a|an) [\w ]*?(?:suit|case|action|lawsuit|claim) against|accused|took .{0,20}to court|initiated (?:a )?[\w ]*?(?:proceedings|lawsuit|litigation) against|won (?:a |its |an )?[\w -]*?(?:case|lawsuit|suit|verdict|ruling|judge?ment|dispute|appeal) against|prevailed over|beat)\b", re.IGNORECASE)
_EN_ORDER = re.compile(r"\b(?:ordered|orders|ordering|directed|required|told|told that|obliged|requiring|instructed|held|found|ruled that|ruled against|ruling against|convicted|sentenced)\b", re.IGNORECASE)
_EN_ORDERED = re.compile(r"\b(?:was|were|been|being)\s+(?:also\s+)?(?:ordered|found|held|told|required|directed|liable|sued)\b|\bmust (?:now )?pay\b|\b(?:agreed|agreeing|will|undertook|promised) (?:to )?pay\b|\b(?:paid|pays|paying)\b|\bhad infringed\b|\binfringed\b|\binfringes\b|\blost\b|\bcopied\b", re.IGNORECASE)


def _roles(state: Reading, sentence: Sentence) -> dict[str, list[Thing]]:
    return _english(state, sentence) if state.lang == "en" else _chinese(state, sentence)


def _english(state: Reading, sentence: Sentence) -> dict[str, list[Thing]]:
    text = state.text[sentence.start : sentence.end]
    names = [n for n in sentence.names if _is_party(n)]
    found: dict[str, list[Thing]] = {}
    if not names:
        return found
    sues = _EN_SUES.search(text)
    if sues and is_fact(state, sentence, sentence.start + sues.start(), sentence.start + sues.end(), sentence.start, sentence.start + sues.end()):
        passive = re.search(r"\b(?:was|were|been)\s+$", text[: sues.start()])
        before = [n.thing for n in names if n.end <= sentence.start + sues.start()]
        after = [n for n in names if n.start >= sentence.start + sues.end() - 1]
        by = [n.thing for n in after if n.cue == "by"]
        if passive and by:
            return {"plaintiff": by, "defendant": before[-1:]}
        if before and after:
            return {"plaintiff": before[-1:], "defendant": _listed(state, after)}
    pair = _between(state, sentence, names, text)
    if pair:
        return pair
    ordered = _EN_ORDERED.search(text)
    order = _EN_ORDER.search(text)
    if order and not (ordered and ordered.start() <= order.start()):
        after = [n for n in names if n.start >= sentence.start + order.end()]
        if after:
            found["defendant"] = [after[0].thing]
    elif ordered:
        before = [n for n in names if n.end <= sentence.start + ordered.start()]
        if before:
            found["defendant"] = [before[-1].thing]
    winners = [n for n in names if re.search(r"(?:in favou?r of|sided with|siding with|compensate|upheld|behalf of|by)\s+(?:the\s+)?$", state.text[sentence.start : n.start], re.IGNORECASE) and n.thing not in found.get("defendant", [])]
    paid = [n for n in names if n.cue == "to" and n.thing not in found.get("defendant", [])]
    owner = [n for n in names if n.owner and n.thing not in found.get("defendant", [])]
    infringed = [n for n in names if re.search(r"infring\w+\s+(?:on\s+)?(?:(?:an?|the|its|\w+)\s+)*(?:patents?\s+(?:held|owned)\s+by\s+|of\s+)?$", state.text[sentence.start : n.start], re.IGNORECASE) and n.thing not in found.get("defendant", [])]
    recipient = [n for n in names if order and n.thing not in found.get("defendant", []) and re.search(r"\bpay\s+$", state.text[sentence.start : n.start])]
    for group in (winners, paid, recipient, infringed, owner):
        if group:
            found["plaintiff"] = [group[0].thing]
            break
    if "plaintiff" in found and "defendant" not in found:
        lost = [n.thing for n in names if n.cue in ("against", "from") and n.thing not in found["plaintiff"]]
        if lost:
            found["defendant"] = lost[:1]
    return found


def _listed(state: Reading, names: list[Name]) -> list[Thing]:
    row = [names[0]]
    for name in names[1:]:
        if re.fullmatch(r"\s*,?\s*(?:and|,)\s*(?:its\s+)?", state.text[row[-1].end : name.start]):
            row.append(name)
    return [name.thing for name in row]


def _between(state: Reading, sentence: Sentence, names: list[Name], text: str) -> dict[str, list[Thing]]:
    for one, two in zip(names, names[1:], strict=False):
        gap = state.text[one.end : two.start]
        if one.thing is two.thing:
            continue
        if re.fullmatch(r"\s*,?\s*v(?:s|ersus)?\.?\s+|(?:'s?)\s+(?:[\w-]+\s+){0,5}?(?:lawsuit|suit|case|complaint|claims?|action|appeal|litigation)\s+against\s+(?:the\s+|its\s+)?(?:[\w-]+\s+){0,3}", gap, re.IGNORECASE):
            return {"plaintiff": [one.thing], "defendant": [two.thing]}
        if re.fullmatch(r"\s+(?:and|with)\s+(?:its\s+rival\s+)?", gap) and re.search(r"\b(?:between|settle\w*|dispute)\b", text, re.IGNORECASE) and not re.search(r"\border", text):
            return {"plaintiff": [one.thing], "defendant": [two.thing]}
        if re.fullmatch(r"\s+against\s+(?:the\s+)?", gap):
            return {"plaintiff": [one.thing], "defendant": [two.thing]}
    return {}


def _chinese(state: Reading, sentence: Sentence) -> dict[str, list[Thing]]:
    names = [n for n in sentence.names if _is_party(n)]
    text = state.text
    found: dict[str, list[Thing]] = {}
    for one, two in zip(names, names[1:], strict=False):
        gap = text[one.end : two.start]
        if one.thing is not two.thing and re.fullmatch(r"(?:（[^）]*）)?(?:、[^，。]{2,12})?(?:诉|起诉|状告|诉被告|将|与被告|向[^，。]{2,20}?(?:法院|法庭)(?:提起诉讼|起诉)[^，。]{0,4}|以[^，。]{2,24}为由(?:起诉|将))(?:被告)?(?:（[^）]*）)?", gap):
            return {"plaintiff": [one.thing], "defendant": [two.thing]}
        if re.search("上诉人$", text[sentence.start : one.start]) and "上诉人" in gap:
            return _appeal(state, sentence, one.thing, two.thing)
        if one.thing is not two.thing and re.fullmatch(r"(?:认为|称|指控|指称|投诉|举报)", gap) and re.match(r"[^，。；]{0,6}(?:仿冒|侵犯|侵害|抄袭|盗用|假冒|擅自|未经)", text[two.end : sentence.end]):
            return {"plaintiff": [one.thing], "defendant": [two.thing]}
        if one.thing is not two.thing and re.fullmatch(r"(?:与|和|同)(?:被告)?", gap) and re.match(r"[^，。；]{0,24}(?:纠纷|侵权|侵害|一案|案|和解|专利权)", text[two.end : sentence.end]):
            found = {"plaintiff": [one.thing], "defendant": [two.thing]}
    if found:
        return found
    for name in names:
        before, after = text[sentence.start : name.start], text[name.end : sentence.end]
        if re.search(r"(?:判令|判决|责令|令|要求|认定|被告(?:人|方)?|被诉侵权人|被上诉人)[:：]?(?:被告)?$", before) or re.match(r"[^，。；]{0,6}(?:赔偿|立即停止|停止侵权|侵害|侵犯|构成侵权|赔付|未经许可|应(?:当)?(?:立即)?(?:停止|赔偿)|向[^，。；]{2,24}(?:赔偿|支付)|(?:一次性|同意|自愿)?支付)", after):
            found.setdefault("defendant", [])
            if not found["defendant"] and name.thing not in found.get("plaintiff", []):
                found["defendant"].append(name.thing)
                continue
        if re.search(r"赔偿(?:[\u4e00-\u9fff]{0,8}(?:企业|公司|厂商))?$", before) and name.thing not in found.get("defendant", []):
            found["plaintiff"] = [name.thing]
            continue
        if re.search(r"(?:赔偿|原告(?:人|方)?|上诉人|侵害|侵犯|赔付|支付给|补偿|驳回|支持|向)$", before) or re.match(r"[^，。；]{0,8}(?:提起诉讼|胜诉|获赔|向法院|诉至|诉称|认为)", after):
            found.setdefault("plaintiff", [])
            if not found["plaintiff"] and name.thing not in found.get("defendant", []):
                found["plaintiff"].append(name.thing)
    return {role: things for role, things in found.items() if things}


def _appeal(state: Reading, sentence: Sentence, appellant: Thing, other: Thing) -> dict[str, list[Thing]]:
    """Who had sued whom before an appeal: who has to pay is the defendant; in doubt, the appellant."""
    index = state.sentences.index(sentence)
    for following in state.sentences[index : index + 4]:
        text = state.text[following.start : following.end]
        for name in following.names:
            if name.thing in (appellant, other) and re.match(r"[^，。；]{0,6}(?:赔偿|支付|停止侵权)", text[name.end - following.start :]):
                rest = other if name.thing is appellant else appellant
                return {"plaintiff": [rest], "defendant": [name.thing]}
    return {"plaintiff": [other], "defendant": [appellant]}


def _forum_near(state: Reading, draft: Draft) -> None:
    """The court that the paragraph names, where the sentence itself names none."""
    if "forum" in draft.fields:
        return
    paragraph = state.sentences[draft.index].paragraph
    for sentence in state.sentences:
        if sentence.paragraph == paragraph and not sentence.silent:
            for name in sentence.names:
                if name.thing.label == "Organization" and _COURT.search(name.thing.name):
                    draft.fields["forum"] = [name.thing]
                    return
