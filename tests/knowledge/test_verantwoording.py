"""What is told to account for Leerplek is true of the rows."""

from __future__ import annotations

import shutil

import pytest

from knowledge.errors import KnowledgeError
from knowledge.load import DATA
from knowledge.verantwoording import count_worked_cases, read_accountability

NOT_WEIGHED = {"postcode4", "gemeente_woonplaats", "taal_ouders"}


def test_no_route_looks_at_where_somebody_lives_or_which_language_is_spoken(knowledge):
    assert set(knowledge.velden) >= NOT_WEIGHED
    own = [row.velden for route in knowledge.routes.values() for row in route.criteria]
    local = [
        row.als.fields()
        for regio in knowledge.regios.values()
        for row in regio.criteria
        if row.als is not None
    ]
    read = {name for names in (*own, *local) for name in names}
    behind = {
        source
        for name in read & set(knowledge.afgeleid)
        for source in knowledge.afgeleid[name].van
    }
    assert not (read | behind) & NOT_WEIGHED


def test_every_voice_explains_the_same_things(knowledge):
    voices = knowledge.verantwoording.uitleg.stemmen.values()
    assert {frozenset(one.koppen) for one in voices} == {
        frozenset(knowledge.verantwoording.uitleg.voor("regisseur").koppen)
    }
    assert len({frozenset(one.zinnen) for one in voices}) == 1


@pytest.mark.parametrize("rol", ["ouder", "leerling"])
def test_families_read_short_sentences(knowledge, rol):
    words = knowledge.verantwoording.uitleg.voor(rol)
    for text in (*words.inleiding, *words.zinnen.values()):
        for sentence in text.replace("?", ".").replace(":", ".").split(". "):
            assert len(sentence.split()) <= 15, sentence


def test_there_are_worked_cases_to_count():
    assert count_worked_cases(DATA) > 100


def test_a_figure_that_does_not_exist_is_named(tmp_path):
    folder = tmp_path / "verantwoording"
    shutil.copytree(DATA / "verantwoording", folder)
    path = folder / "modelkaart.yaml"
    path.write_text(path.read_text().replace("{routes}", "{rooutes}"))
    with pytest.raises(KnowledgeError, match="rooutes"):
        read_accountability(folder)
