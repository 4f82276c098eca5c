"""Renewing the key: all or nothing, whatever happens in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from sqlalchemy import LargeBinary, delete, text

from assistant.casework.absence_keys import cases_of_keys, link_absence_key
from assistant.casework.key_file import key_path, new_key, read_keys, write_keys
from assistant.casework.kijker import SYSTEEM
from assistant.casework.names import Volledigenaam, add_names, names_of, set_name
from assistant.casework.renew_key import key_state, renew_key
from assistant.casework.search import search
from assistant.casework.start_case import start_case
from assistant.casework.vault import open_vault
from assistant.errors import VaultError
from models.naam import Naam
from models.tables import metadata
from models.verwijzing import references_of
from models.verzegeld import Verzegeld
from models.verzuim import Verzuimleerling, pupils_of_cases

NAAM = Volledigenaam("Sanne", "van der", "Voorbeeldmeijer")


def silent(_done: int, _total: int) -> None:
    """Hear nothing."""


@pytest.fixture
def ctx(ctx):
    """Return surroundings that keep their key in a file, as on a real machine."""
    return replace(ctx, settings=replace(ctx.settings, sleutel=""))


@pytest.fixture
def named(ctx) -> str:
    """Return a case with a name and a key of another system."""
    case = start_case(ctx, rol="zorgcoordinator", door="Test Zorg")
    set_name(ctx, case, NAAM, door="Test Zorg")
    with ctx.store.unit_of_work() as uow:
        link_absence_key(ctx, uow, case, "magister", "L-0001")
        (link,) = references_of(uow.session, case)
        absent = Verzuimleerling(
            bron=link.bron,
            sleutel_hash=link.sleutel_hash,
            versleuteld=open_vault(ctx).seal(b'"L-0001"'),
            op=ctx.now(),
        )
        uow.session.add(absent)
    return case


def everything_works(ctx, case) -> bool:
    """Tell whether the name is read and found, and the keys of other systems too."""
    with ctx.store.reading() as uow:
        name = names_of(ctx, uow, [case])[case]
        keys = cases_of_keys(ctx, uow, "magister", ["L-0001"])
        absent = pupils_of_cases(uow.session, [case])[case]
    hits = search(ctx, SYSTEEM, "voorbeeldmeyer").treffers
    found = (name, keys, len(absent), [hit.rij.id for hit in hits])
    return found == (NAAM, {"L-0001": case}, 1, [case])


def test_after_renewal_everything_works_with_the_new_key_alone(ctx, named):
    (old,) = read_keys(ctx.settings)
    heard = []
    done, finished = renew_key(ctx, lambda *step: heard.append(step))
    assert (done, finished) == (3, False)
    assert heard[0] == (0, 3)
    assert heard[-1] == (3, 3)
    new, before = read_keys(ctx.settings)
    assert before == old
    assert everything_works(ctx, named)
    write_keys(ctx.settings, (new,))
    assert everything_works(ctx, named)


def test_the_old_key_opens_nothing_any_more(ctx, named):
    (old,) = read_keys(ctx.settings)
    renew_key(ctx, silent)
    write_keys(ctx.settings, (old,))
    with pytest.raises(VaultError, match="hoort niet bij deze database"):
        everything_works(ctx, named)


def test_the_key_before_the_last_one_is_forgotten(ctx, named):
    (first,) = read_keys(ctx.settings)
    renew_key(ctx, silent)
    renew_key(ctx, silent)
    assert len(read_keys(ctx.settings)) == 2
    assert first not in read_keys(ctx.settings)
    assert everything_works(ctx, named)


def test_a_failure_half_way_changes_nothing_and_doing_it_again_finishes(ctx, named):
    def fail(done: int, _total: int) -> None:
        if done:
            raise RuntimeError

    (old,) = read_keys(ctx.settings)
    with pytest.raises(RuntimeError):
        renew_key(ctx, fail)
    assert everything_works(ctx, named)
    assert key_state(ctx).met_oude == 3
    done, finished = renew_key(ctx, silent)
    assert (done, finished) == (3, True)
    assert read_keys(ctx.settings)[1] == old
    assert key_state(ctx).met_oude == 0
    assert everything_works(ctx, named)


def test_a_damaged_value_stops_the_renewal_and_nothing_changes(ctx, named):
    vault = open_vault(ctx)
    with ctx.store.unit_of_work() as uow:
        row = uow.session.get(Naam, 1)
        good = row.versleuteld
        row.versleuteld = good[:-4] + b"AAAA"
    with pytest.raises(VaultError, match="beschadigd"):
        renew_key(ctx, silent)
    with ctx.store.unit_of_work() as uow:
        assert uow.session.get(Naam, 1).versleuteld[: len(good) - 4] == good[:-4]
        uow.session.get(Naam, 1).versleuteld = good
    assert vault.keys[0] in read_keys(ctx.settings)
    assert everything_works(ctx, named)


def test_without_the_key_file_nothing_is_made_and_nothing_is_overwritten(ctx, named):
    path = key_path(ctx.settings)
    kept = path.read_bytes()
    path.unlink()
    for attempt in (
        lambda: everything_works(ctx, named),
        lambda: set_name(ctx, named, NAAM, door="Test"),
        lambda: renew_key(ctx, silent),
        lambda: key_state(ctx),
    ):
        with pytest.raises(VaultError, match="ontbreekt") as refused:
            attempt()
        assert str(path) in str(refused.value)
        assert not path.exists()
    path.write_bytes(kept)
    assert everything_works(ctx, named)


def test_with_another_key_nothing_is_sealed_or_overwritten(ctx, named):
    path = key_path(ctx.settings)
    kept = path.read_bytes()
    write_keys(ctx.settings, (new_key(),))
    wrong = path.read_bytes()
    for attempt in (
        lambda: everything_works(ctx, named),
        lambda: set_name(ctx, named, NAAM, door="Test"),
        lambda: renew_key(ctx, silent),
    ):
        with pytest.raises(VaultError, match="hoort niet bij deze database"):
            attempt()
    assert path.read_bytes() == wrong
    path.write_bytes(kept)
    assert everything_works(ctx, named)


def test_a_record_without_names_may_start_with_a_new_key(ctx, named):
    with ctx.store.unit_of_work() as uow:
        uow.session.execute(text("DELETE FROM naamzoek"))
        uow.session.execute(delete(Naam))
        uow.session.execute(text("DELETE FROM verwijzing"))
        uow.session.execute(text("DELETE FROM verzuimleerling"))
    key_path(ctx.settings).unlink()
    set_name(ctx, named, NAAM, door="Test")
    assert key_path(ctx.settings).exists()


def test_keys_from_the_environment_are_renewed_by_putting_one_in_front(ctx, named):
    (old,) = read_keys(ctx.settings)
    given = replace(ctx, settings=replace(ctx.settings, sleutel=old.text))
    with pytest.raises(VaultError, match="vooraan in LEERPLEK_SLEUTEL"):
        renew_key(given, silent)
    new = new_key()
    both = f"{new.text},{old.text}"
    given = replace(ctx, settings=replace(ctx.settings, sleutel=both))
    assert renew_key(given, silent) == (3, True)
    alone = replace(ctx, settings=replace(ctx.settings, sleutel=new.text))
    assert everything_works(alone, named)


# The rows of the knowledge themselves, which anybody may read.
OPEN_BYTES = {"kennisbestand.inhoud"}


def test_every_column_of_raw_bytes_about_people_is_sealed():
    for table in metadata().sorted_tables:
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            raw = isinstance(column.type, LargeBinary)
            assert not raw or name in OPEN_BYTES, f"{name} is stored open"
            if isinstance(column.type, Verzegeld):
                assert len(table.primary_key) == 1


def test_killing_the_command_leaves_all_or_nothing(ctx, named):
    """Kill a real process at moments of chance; names stay readable every time."""
    names = {
        start_case(ctx, rol="zorgcoordinator"): Volledigenaam(f"Kind{i}", "", "Anders")
        for i in range(60)
    }
    with ctx.store.unit_of_work() as uow:
        add_names(ctx, uow, names, door="Test")
    environment = os.environ | {
        "LEERPLEK_DATA": str(ctx.settings.data_dir),
        "LEERPLEK_DATABASE_URL": ctx.settings.database_url,
        "LEERPLEK_SLEUTEL": "",
        "LEERPLEK_DEMO": "",
    }
    code = "import sys; from assistant.cli import main; sys.exit(main(sys.argv[1:]))"
    words = [sys.executable, "-c", code, "sleutel", "vernieuw", "--json"]

    def run() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            words,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    whole = run()
    started = time.monotonic()
    out, err = whole.communicate(timeout=120)
    span = time.monotonic() - started
    assert whole.returncode == 0, err.decode()
    assert b'"verzegeld": 63' in out
    for _round in range(4):
        process = run()
        time.sleep(random.uniform(0.4 * span, 1.1 * span))
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
        assert everything_works(ctx, named)
        with ctx.store.reading() as uow:
            assert names_of(ctx, uow, names) == names
    renew_key(ctx, silent)
    assert key_state(ctx).met_oude == 0
    assert everything_works(ctx, named)
