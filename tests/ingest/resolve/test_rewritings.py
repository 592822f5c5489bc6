from __future__ import annotations

import pytest

from patnav.ingest.resolve.cluster import cluster
from patnav.ingest.resolve.foreign import english
from patnav.ingest.resolve.hangul import readings
from patnav.ingest.resolve.names import parse
from patnav.ingest.resolve.romanise import romanised


def together(*names: str) -> bool:
    found = cluster({"id": str(i), "name": name} for i, name in enumerate(names))
    return len(set(found.values())) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brökelmann-Hütte AG", "Broekelmann-Huette AG"),
        ("Zülpich Präzisionsteile GmbH", "Z?lpich Pr�zisionsteile GmbH"),
        ("Zülpich Präzisionsteile GmbH", "Zlpich Przisionsteile GmbH"),
        ("Omskij gosudarstvennyj tekhnicheskij universitet", "Omsk State Technical University"),
        ("Омский государственный технический университет", "Omsk State Technical University"),
        ("OOO Vostokmash", "Vostokmash"),
        ("Politechnika Rzeszowska", "Technical University Rzeszow"),
        ("Saga Daigaku", "Saga University"),
        ("Guizhou Daxue", "Guizhou University"),
        ("ST Microdynamics S.r.l.", "STMicrodynamics S.r.l."),
        ("동명대학교 산학협력단", "동명대학교 산학협력단(주)"),
        ("한국철도기술연구원", "Korea Railroad Research Institute"),
        ("Zentrale d'Etudes Vaucluse", "Zentrale d Etudes Vaucluse"),
    ],
)
def test_a_name_written_otherwise_is_the_same(one: str, other: str) -> None:
    assert together(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Brökelmann-Hütte AG", "Brokelmann-Haus AG"),
        ("Omskij gosudarstvennyj tekhnicheskij universitet", "Tomsk State Technical University"),
        ("Kyoto University", "Kyoto Sangyo University"),
        ("Saga Ika Daigaku", "Saga University"),
        ("한국철도기술연구원", "Korea Railroad Corporation"),
        ("Superior Industries International, Inc.", "Higher Industries International, Inc."),
    ],
)
def test_names_that_only_resemble_when_written_otherwise_stay_apart(one: str, other: str) -> None:
    assert not together(one, other)


def test_a_reading_that_two_names_have_tells_neither() -> None:
    found = cluster(
        [
            {"id": "1", "name": "Zhejie Kogyo KK"},
            {"id": "2", "name": "Zhejie Industries, Inc."},
            {"id": "3", "name": "Zhejie Industry Co., Ltd."},
        ]
    )
    assert len(set(found.values())) == 3


def test_words_that_are_english_as_well_are_not_translated() -> None:
    assert english(parse("Federal Mogul Corp")) == english(parse("Nokia Technologies Oy")) == ()


def test_a_korean_name_with_an_unknown_part_has_no_reading() -> None:
    assert list(readings("새빛전자")) == [] and "samsung electronics" in readings("삼성전자")


def test_only_letters_of_other_scripts_are_romanised() -> None:
    assert romanised("АО Газпром / 清华 é") == "AO Gazprom / 清华 é"
