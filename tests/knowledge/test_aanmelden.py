"""The rules of signing in: waits that only grow, and times that fit together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.aanmelden import check_sign_in
from knowledge.errors import KnowledgeError
from models.gebruiker import Rol


@given(failed=st.integers(0, 10_000), free=st.integers(1, 50))
def test_a_wait_never_shrinks_and_never_passes_its_bound(knowledge, failed, free):
    rules = knowledge.aanmelden.wachten
    now, later = rules.seconds(failed, free), rules.seconds(failed + 1, free)
    assert 0 <= now <= later <= rules.hoogstens_s
    assert (now == 0) is (failed < free)


def test_a_second_step_is_asked_of_roles_that_exist(knowledge):
    asked = set(knowledge.aanmelden.tweede_stap.verplicht_voor)
    assert asked <= set(Rol)
    assert {"beheerder", "regisseur", "secretaris", "gedragsdeskundige"} <= asked
    assert not asked & {"ouder", "leerling"}


def test_a_silence_that_cannot_be_measured_is_refused(knowledge):
    rules = knowledge.aanmelden
    rare = rules.model_copy(update={"gezien_elke_min": 40})
    with pytest.raises(KnowledgeError, match="gezien_elke_min"):
        check_sign_in(replace(knowledge, aanmelden=rare))


def test_no_common_word_is_written_with_capitals(knowledge):
    rules = knowledge.aanmelden
    for word in (*rules.wachtwoord.gewoon, *rules.eigen_code.gewoon):
        assert word == word.casefold()
