"""``patnav_facts``: the grammar of facts, family by family, over what the other components have found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from patnav.ingest.extract.components.state import reading
from patnav.ingest.extract.facts.conditions import add_conditions
from patnav.ingest.extract.facts.data_ip import find_data_ip
from patnav.ingest.extract.facts.deals import find_deals
from patnav.ingest.extract.facts.disputes import find_disputes
from patnav.ingest.extract.facts.draft import Draft
from patnav.ingest.extract.facts.indicators import find_indicators
from patnav.ingest.extract.facts.learned import find_learned
from patnav.ingest.extract.facts.open_license import find_open_licenses
from patnav.ingest.extract.facts.ownership import find_ownership
from patnav.ingest.extract.facts.parties import SIDES
from patnav.ingest.extract.facts.patents import add_patents
from patnav.ingest.extract.facts.programmes import find_programmes
from patnav.ingest.extract.facts.regions import assign_regions
from patnav.ingest.extract.facts.relations import find_relations
from patnav.ingest.extract.facts.roles import find_roles
from patnav.ingest.extract.facts.securitization import find_securitizations
from patnav.ingest.extract.facts.speakers import add_speakers
from patnav.ingest.extract.parts import Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["register", "state_facts"]

_TOLD = (
    "license",
    "assignment",
    "pledge",
    "dispute",
    "investment",
    "partnership",
    "securitization",
    "open_license",
    "data_ip",
    "ownership",
)


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language

    if not Language.has_factory("patnav_facts"):
        Language.component("patnav_facts", func=state_facts)


def state_facts(doc: Doc) -> Doc:
    """Read the facts; numbers that a deal has taken are no indicators."""
    state = reading(doc)
    assign_regions(state)
    drafts = find_disputes(state)
    drafts += find_securitizations(state)
    drafts += find_open_licenses(state)
    drafts += find_deals(state, drafts)
    drafts += find_data_ip(state)
    drafts += find_ownership(state)
    drafts = _consistent(state, drafts)
    drafts += find_learned(state, drafts)
    if state.lang == "en":
        _settled_by_licence(drafts)
    add_conditions(state, drafts)
    _claim(state, drafts)
    lang = state.lang
    told = [
        d for d in drafts if d.type in _TOLD and ("place" not in d.fields or (lang, d.type) == ("zh", "securitization"))
    ]
    busy = state.denied | {index for draft in told for index in {draft.index} | draft.also}
    data = {
        (d.index, d.fields["count"]) for d in drafts if d.type == "data_ip" and {"count", "place"} <= d.fields.keys()
    }
    drafts += [d for d in find_indicators(state, busy, data) if not _of_a_deal(state, d, told)]
    programmes = find_programmes(state)
    drafts = [draft for draft in drafts if not _joint_programme(draft, programmes)] + programmes
    drafts += find_roles(state)
    drafts += find_relations(state)
    add_speakers(state, drafts)
    add_patents(state, drafts)
    state.drafts = drafts
    return doc


def _settled_by_licence(drafts: list[Draft]) -> None:
    """A licence that ends a case in the same sentence is from the one who sued; what settles the case is no fee."""
    for case in [draft for draft in drafts if draft.type == "dispute" and draft.things("plaintiff")]:
        for deal in [d for d in drafts if d.type == "license" and d.index == case.index and d.things("licensee")]:
            deal.fields.setdefault(
                "licensor", [t for t in case.things("plaintiff") if t not in deal.things("licensee")]
            )
            if "royalty" in deal.fields and deal.fields.get("amount") == case.fields.get("amount"):
                deal.fields.pop("amount", None)


def _of_a_deal(state: Reading, draft: Draft, deals: list[Draft]) -> bool:
    """Whether a number without a name but repeats how many patents a deal is about."""
    value, named = draft.fields.get("value"), "indicator" in draft.fields or "organization" in draft.fields
    return state.lang == "en" and not named and any(value == deal.fields.get("patents") for deal in deals)


def _joint_programme(draft: Draft, programmes: list[Draft]) -> bool:
    """Whether authorities that "jointly launched" something launched a programme, and are no partners beyond it."""
    told = [d for d in programmes if d.index == draft.index]
    return draft.type == "partnership" and any(
        all(thing in d.things("authority") for thing in draft.things("partner")) for d in told
    )


_CLAIMS = ("amount", "royalty", "patents", "royalty_free", "count", "beneficiaries", "share")


def _claim(state: Reading, drafts: list[Draft]) -> None:
    """Mark the numbers that deals between named parties have taken; a region's totals stay free."""
    for draft in drafts:
        if "place" in draft.fields and draft.type in ("open_license", "data_ip"):
            continue
        values = {draft.fields[key] for key in _CLAIMS if key in draft.fields}
        for sentence in state.sentences[draft.index : draft.index + 3]:
            for quantity in [*sentence.money, *sentence.counts, *sentence.shares]:
                quantity.used = quantity.used or quantity.value in values
            patents = [count for count in sentence.counts if count.unit == "patent"]
            if draft.fields.get("patents") == sum(count.value for count in patents):
                for count in patents:
                    count.used = True


_BESIDE = {role: SIDES.get(role, ("investor", "target")) for role in ("pledge", "investment", "assignment", "license")}


def _apart(draft: Draft, product: Draft) -> bool:
    """Whether a deal told beside notes is one of its own: both sides are named, and one is no party to the notes."""
    sides = [draft.things(role) for role in _BESIDE[draft.type]]
    known = product.things("issuer", "arranger")
    return all(sides) and any(thing not in known for side in sides for thing in side)


def _in_kind(draft: Draft, put_in: set[tuple[int, Any, int]]) -> bool:
    """Whether shares were got for patents: 专利作价640万元过户给乙，甲因此持股16% is the sale that it is."""
    return any((draft.index, draft.fields.get("amount"), id(thing)) in put_in for thing in draft.things("investor"))


def _in_other_clause(state: Reading, deal: Draft, offers: list[Draft]) -> bool:
    """Whether a licence is of another clause than the open one of its sentence: 甲独占许可乙；丙通过开放许可用上."""
    here = [offer for offer in offers if offer.index == deal.index]
    takers = [n for n in state.sentences[deal.index].names if n.thing in deal.things("licensee")]
    return bool(takers) and all(n.end <= offer.start or offer.end <= n.start for n in takers for offer in here)


def _consistent(state: Reading, drafts: list[Draft]) -> list[Draft]:
    """Drop what another fact tells better: a licence that is an open one, a plain deal inside a data deal."""
    offers = [draft for draft in drafts if draft.type == "open_license"]
    open_at = {draft.index for draft in offers}
    taken_at = {draft.index for draft in drafts if draft.type == "open_license" and "licensee" in draft.fields}
    data_at = {draft.index for draft in drafts if draft.type == "data_ip" and draft.fields.get("kind") == "pledge"}
    secured = {at: draft for draft in drafts if draft.type == "securitization" for at in {draft.index} | draft.also}
    put_in = {
        (d.index, d.fields.get("amount"), id(t)) for d in drafts if d.type == "assignment" for t in d.things("assignor")
    }
    return [
        draft
        for draft in drafts
        if not (draft.type == "license" and draft.index in open_at and not _in_other_clause(state, draft, offers))
        and not (draft.type == "assignment" and draft.index in taken_at)
        and not (draft.type == "investment" and _in_kind(draft, put_in))
        and not (draft.type in _BESIDE and draft.index in secured and not _apart(draft, secured[draft.index]))
        and not (
            draft.type == "data_ip"
            and draft.fields.get("kind") == "registration"
            and draft.index in data_at
            and ("holder" in draft.fields or "place" not in draft.fields)
        )
    ]
