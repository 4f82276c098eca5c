from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.casework.key_file import Key, key_path, new_key, read_keys, write_keys
from assistant.casework.vault import (
    Vault,
    fingerprint,
    open_vault,
    seal,
    unseal,
)
from assistant.errors import VaultError

MOMENT = 1_790_000_000


@given(st.binary(max_size=300))
def test_what_is_sealed_comes_back_the_same(data):
    vault = Vault((new_key(),), MOMENT)
    sealed = vault.seal(data)
    assert vault.unseal(sealed) == data
    assert len(data) < 4 or data not in sealed


@given(st.binary(max_size=300))
def test_another_key_never_gives_text(data):
    sealed = Vault((new_key(),), MOMENT).seal(data)
    with pytest.raises(VaultError, match="een sleutel die hier ontbreekt"):
        Vault((new_key(), new_key()), MOMENT).unseal(sealed)


@given(st.binary(min_size=1, max_size=60), st.integers(min_value=0))
def test_one_changed_byte_never_gives_text(data, place):
    vault = Vault((new_key(),), MOMENT)
    sealed = bytearray(vault.seal(data))
    sealed[place % len(sealed)] ^= 1
    with pytest.raises(VaultError):
        vault.unseal(bytes(sealed))


@pytest.mark.parametrize("nothing", [b"", b"L1", b"Jan Voorbeeld", b"L1abcd"])
def test_what_was_never_sealed_is_refused(nothing):
    with pytest.raises(VaultError):
        Vault((new_key(),), MOMENT).unseal(nothing)


def test_an_older_key_still_opens_and_the_newest_seals():
    old, new = new_key(), new_key()
    sealed = Vault((old,), MOMENT).seal(b"naam")
    both = Vault((new, old), MOMENT)
    assert both.unseal(sealed) == b"naam"
    assert Vault((new,), MOMENT).unseal(both.seal(b"naam")) == b"naam"


def test_fingerprints_differ_per_key_and_purpose_and_not_per_call():
    one, other = Vault((new_key(),), MOMENT), Vault((new_key(),), MOMENT)
    assert one.fingerprint("a", "Jan") == one.fingerprint("a", "Jan")
    seen = {one.fingerprint("a", "Jan"), one.fingerprint("b", "Jan")}
    assert len(seen | {other.fingerprint("a", "Jan")}) == 3
    both = Vault(one.keys + other.keys, MOMENT).fingerprints("a", "Jan")
    assert both == (one.fingerprint("a", "Jan"), other.fingerprint("a", "Jan"))


def test_no_key_is_shown_when_a_vault_is_printed():
    vault = Vault((new_key(),), MOMENT)
    assert vault.keys[0].text not in repr(vault)
    assert repr(vault.keys[0].secret) not in repr(vault)


@pytest.fixture
def file_ctx(ctx):
    """Return surroundings that keep their key in a file, as on a real machine."""
    return replace(ctx, settings=replace(ctx.settings, sleutel=""))


def test_the_first_key_is_made_once_and_only_its_owner_may_read_it(file_ctx):
    sealed = seal(file_ctx, b"naam")
    path = key_path(file_ctx.settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    assert unseal(file_ctx, sealed) == b"naam"
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_many_at_once_end_up_with_one_and_the_same_key(file_ctx):
    with ThreadPoolExecutor(8) as pool:
        marks = list(pool.map(lambda _: fingerprint(file_ctx, "p", "x"), range(40)))
    assert len(set(marks)) == 1


def test_the_demo_has_a_key_of_its_own(file_ctx):
    demo = replace(file_ctx, settings=replace(file_ctx.settings, demo=True))
    assert fingerprint(file_ctx, "p", "x") != fingerprint(demo, "p", "x")


def test_a_file_with_something_else_is_named_and_left_alone(file_ctx):
    path = key_path(file_ctx.settings)
    path.parent.mkdir(parents=True)
    for content in (b"", b"# alleen uitleg\n", b"geheim\n", b"\xff\xfe", b"AAAA\n"):
        path.write_bytes(content)
        with pytest.raises(VaultError, match=path.name):
            open_vault(file_ctx)
        assert path.read_bytes() == content


def test_the_key_may_come_from_the_settings_and_no_file_is_made(ctx):
    key = new_key()
    given_ = replace(ctx, settings=replace(ctx.settings, sleutel=key.text))
    assert open_vault(given_).keys == (key,)
    assert not key_path(ctx.settings).exists()
    wrong = replace(ctx, settings=replace(ctx.settings, sleutel="kort"))
    with pytest.raises(VaultError, match="LEERPLEK_SLEUTEL"):
        open_vault(wrong)


def test_a_new_file_of_keys_is_seen_at_once(file_ctx):
    first = open_vault(file_ctx).keys[0]
    fresh = new_key()
    write_keys(file_ctx.settings, (fresh, first))
    assert open_vault(file_ctx).keys == (fresh, first) == read_keys(file_ctx.settings)


def test_a_key_is_32_bytes_of_chance():
    keys = {new_key() for _ in range(50)}
    assert len(keys) == 50
    assert {len(key.secret) for key in keys} == {32}
    assert len({Key(key.secret).kenmerk for key in keys}) > 45
