from __future__ import annotations

from patnav.graph.decisions import Decision, same, standing


def test_the_linker_joins_and_hands_win() -> None:
    joins = [("a", "b"), ("b", "c")]
    assert same([], joins) == {"b": "a", "c": "a"}
    split = Decision(1, "split", "a", "c")
    assert same([split], joins) == {"b": "a"}
    assert same([split, Decision(2, "undo", of=1)], joins) == {"b": "a", "c": "a"}
    assert same([split, Decision(2, "merge", "c", "d")], [*joins, ("b", "d")]) == {"b": "a", "d": "c"}
    assert standing([split], "split") == [("a", "c")]
