"""The things of a document by the forms that may name them, so that a name is compared with few of them."""

from __future__ import annotations

from collections import defaultdict

from patnav.ingest.extract.parts import Candidate, Thing
from patnav.ingest.extract.shortening import brands, core, is_short_for, short_forms

__all__ = ["Registry"]


class Registry:
    """Things of a document, in the order that they were found.

    Args:
        lang: ``en`` or ``zh``.
    """

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._known: dict[tuple[str, str], Thing] = {}
        self._forms: defaultdict[str, list[Thing]] = defaultdict(list)
        self._brands: defaultdict[str, list[Thing]] = defaultdict(list)

    def add(self, thing: Thing) -> None:
        """Take up a new thing under its name and its forms."""
        self._known[thing.label, thing.name.casefold()] = thing
        for form in {thing.name, core(thing.name, self._lang), *short_forms(thing, self._lang)}:
            self._file(form, thing)
        for brand in brands(thing) if self._lang == "zh" else ():
            self._brands[brand].append(thing)

    def alias(self, thing: Thing, name: str) -> Thing:
        """One more name of a thing."""
        if name not in thing.aliases:
            thing.aliases.add(name)
            self._file(name, thing)
        return thing

    def _file(self, form: str, thing: Thing) -> None:
        for key in self._keys(form):
            if thing not in self._forms[key]:
                self._forms[key].append(thing)

    def _keys(self, form: str) -> list[str]:
        """English forms are filed by each of their words, Chinese ones whole."""
        return [form] if self._lang == "zh" else list(dict.fromkeys(form.split()))

    def named(self, label: str, name: str) -> Thing | None:
        """The thing of a label and full name."""
        return self._known.get((label, name.casefold()))

    def shortened(self, name: str, candidate: Candidate) -> Thing | None:
        """The first thing that a name is a shorter form of."""
        if self._lang == "zh":
            near = self._forms.get(name, []) + self._forms.get(core(name, "zh"), [])
        else:
            near = self._forms.get(next(iter(core(name, "en").split()), ""), [])
        return next((thing for thing in near if is_short_for(name, candidate, thing, self._lang)), None)

    def branded(self, text: str) -> Thing | None:
        """The firm that goes by a short form."""
        near = self._forms.get(text, ())
        told = next((t for t in near if t.kind == "enterprise" and text in short_forms(t, self._lang)), None)
        return told or self._begun(text)

    def knows(self, form: str) -> bool:
        """Whether a form is that of an organization."""
        return any(thing.label == "Organization" for thing in self._forms.get(form, ()))

    def _begun(self, text: str) -> Thing | None:
        """The one firm whose name, after its places, begins with a text."""
        known = self._brands.get(text, ())
        return known[0] if len(known) == 1 else None
