from __future__ import annotations

import pytest

from patnav.ingest.linker import TableLinker
from patnav.ingest.resolve.units import parent_key


@pytest.mark.parametrize(
    ("name", "parent"),
    [
        ("浙江大学台州研究院", "org:zhejiang-university"),
        ("上汽大通汽车有限公司南京分公司", "org:上汽大通汽车有限公司"),
        ("苏州大学附属第一医院", "org:soochow-university"),
        ("General Dynamics Corporation, Electronics Division", "org:general-dynamics-corp"),
        ("Department of Chemistry, Zhejiang University", "org:zhejiang-university"),
        ("浙江大学", None),
        ("浙江大学科技园有限公司", None),
        ("Motorola, Inc.", None),
        ("Hewlett-Packard Company", None),
        ("University of California", None),
    ],
)
def test_a_unit_belongs_to_its_body(name: str, parent: str | None) -> None:
    assert parent_key(name) == parent
    assert TableLinker().party(name, kind="organization").parent == parent
