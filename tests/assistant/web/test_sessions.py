"""The session cookie: ours only, and only until its end."""

import base64
import json
import stat
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.web.sessions import SessionSigner, load_signer, new_visitor

NOW = datetime(2026, 9, 14, 9, 0, tzinfo=UTC)
SIGNER = SessionSigner(b"geheim" * 6)


def a_visitor():
    return new_visitor(NOW, rol="overleglid", naam="Noor Voorbeeld", gebruiker_id=3)


def test_a_cookie_reads_back_as_the_same_visitor():
    assert SIGNER.read(SIGNER.write(a_visitor()), NOW) == a_visitor()


def test_a_cookie_is_worth_nothing_after_its_end():
    cookie = SIGNER.write(a_visitor())
    assert SIGNER.read(cookie, NOW + timedelta(hours=9)) is not None
    assert SIGNER.read(cookie, NOW + timedelta(hours=11)) is None


def test_a_changed_role_is_not_accepted():
    body, _, signature = SIGNER.write(a_visitor()).rpartition(".")
    content = json.loads(base64.urlsafe_b64decode(body)) | {"rol": "beheerder"}
    forged = base64.urlsafe_b64encode(json.dumps(content).encode()).decode()
    assert SIGNER.read(f"{forged}.{signature}", NOW) is None


def test_a_cookie_of_another_machine_is_not_accepted():
    other = SessionSigner(b"anders" * 6).write(a_visitor())
    assert SIGNER.read(other, NOW) is None


@given(st.text())
def test_no_text_at_all_is_taken_for_a_cookie(text):
    assert SIGNER.read(text, NOW) is None


@pytest.mark.parametrize("nothing", [None, "", ".", "a.b", "é.é"])
def test_rubbish_is_no_visitor(nothing):
    assert SIGNER.read(nothing, NOW) is None


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path):
    first = load_signer(tmp_path).write(a_visitor())
    assert load_signer(tmp_path).read(first, NOW) == a_visitor()
    mode = (tmp_path / "sessiesleutel").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["sessiesleutel"]


def test_a_parent_stays_signed_in_for_a_week():
    parent = new_visitor(NOW, rol="ouder", naam="Ouder", casus_id="2026-0001")
    cookie = SIGNER.write(parent)
    assert SIGNER.read(cookie, NOW + timedelta(days=6)) == parent
    assert SIGNER.read(cookie, NOW + timedelta(days=8)) is None
