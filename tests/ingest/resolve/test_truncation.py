from __future__ import annotations

import pytest

from patnav.ingest.resolve.cluster import cluster
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.truncation import goes_on


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("Quvendis Advanced Packaging Techno", "Quvendis Advanced Packaging Technologies Corp."),
        ("Zorblatt-Gesellschaft zur Erforschung der angewandten",
         "Zorblatt-Gesellschaft zur Erforschung der angewandten Chemie e.V."),
        ("Industry-Academic Cooperation Foundation, Hanlim U",
         "Industry-Academic Cooperation Foundation, Hanlim University"),
        ("STATE OF OREGON ACTING BY AND THROUGH THE BOARD ON BEHALF OF PORTLAND STATE UN",
         "State of Oregon acting by and through the Board on behalf of Portland State University"),
    ],
)  # fmt: skip
def test_a_name_that_a_field_cut_off_goes_on(cut: str, whole: str) -> None:
    assert goes_on(parse(cut), parse(whole)) and not goes_on(parse(whole), parse(cut))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Korea Institute of Science and Technology", "Korea Institute of Science and Technology Information"),
        ("Industry-Academic Cooperation Foundation", "Industry-Academic Cooperation Foundation, Hanlim University"),
        ("Hitachi Global Storage Technologies", "Hitachi Global Storage Technologies Netherlands B.V."),
        ("Industry-University Cooperation Foundation Hanyang University",
         "Industry-University Cooperation Foundation Hanyang University ERICA Campus"),
        ("Quvendis Packaging Technologies Corp.", "Quvendis Packaging Technologies Corporation of America"),
        ("University of Massachusetts", "University of Massachusetts Medical School"),
    ],
)  # fmt: skip
def test_a_whole_name_is_not_taken_for_one_cut_off(one: str, other: str) -> None:
    assert not goes_on(parse(one), parse(other))


def test_a_name_that_two_could_go_on_from_is_neither() -> None:
    names = ["Quvendis Advanced Packaging Techno", "Quvendis Advanced Packaging Technologies Corp."]
    assert len(set(cluster({"id": name, "name": name} for name in names).values())) == 1
    names.append("Quvendis Advanced Packaging Technology Inc.")
    assert len(set(cluster({"id": name, "name": name} for name in names).values())) == 3
