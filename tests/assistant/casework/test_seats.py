"""Who keeps places: own ones only, per period, and nothing of anybody is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from assistant.casework.kijker import Kijker
from assistant.casework.own_provisions import own_provision, own_provisions
from assistant.casework.provision_changes import (
    add_group,
    change_group,
    change_provision,
    create_provision,
    save_seats,
    stop_provision,
)
from assistant.casework.provision_forms import GroupForm, ProvisionForm, SeatsForm
from assistant.errors import ChangedMeanwhileError, InputError, NotFoundError
from models.organisatie import Organisatie, OrganisatieSoort
from tests.assistant.casework.places import provisions_view

if TYPE_CHECKING:
    from assistant.context import Context

FORM = ProvisionForm("Tussenplek (voorbeeld)", "tussenvoorziening", ("vo",))
KEEPER = Kijker("aanbieder", "Kas", 1, 1, "zorg", "jeugdhulp")
OTHER = Kijker("aanbieder", "An", 2, 2, "ander", "jeugdhulp")
SWV = Kijker("secretaris", "Sec", 3, 3, "swv", "samenwerkingsverband_vo")


@pytest.fixture
def group(ctx: Context) -> str:
    """Return a group of a provision of ``zorg`` whose seats are not known yet."""
    with ctx.store.unit_of_work() as uow:
        for key, kind in (
            ("swv", "samenwerkingsverband_vo"),
            ("zorg", "jeugdhulp"),
            ("ander", "jeugdhulp"),
            ("leerplicht", "leerplicht"),
        ):
            soort = OrganisatieSoort(kind)
            uow.session.add(Organisatie(id=key, naam=key, soort=soort, gemeenten=[]))
    place = create_provision(ctx, KEEPER, FORM)
    return add_group(ctx, KEEPER, place, GroupForm("Groep A", 12.5))


def seats(ctx: Context, plaatsen: int | None, bezet: int | None) -> SeatsForm:
    return SeatsForm(ctx.today(), None, plaatsen, bezet)


def version(ctx: Context) -> int:
    return own_provisions(ctx, KEEPER)[0].groepen[0].versie


def test_what_nobody_filled_in_is_unknown_and_not_zero(
    ctx: Context, group: str
) -> None:
    (place,) = own_provisions(ctx, KEEPER)
    (row,) = place.groepen
    assert row.id == group and row.nu is not None
    assert (row.nu.plaatsen, row.nu.bezet, row.nu.vrij) == (None, None, None)
    assert all(month.vrij is None for month in row.maanden)


def test_seats_of_a_period_show_per_month(ctx: Context, group: str) -> None:
    first = ctx.today()
    save_seats(ctx, KEEPER, group, seats(ctx, 8, 6), versie=version(ctx), periode=first)
    autumn = SeatsForm(date(2027, 1, 1), None, 10, None)
    save_seats(ctx, KEEPER, group, autumn, versie=version(ctx))
    (row,) = own_provisions(ctx, KEEPER)[0].groepen
    assert [one.vrij for one in row.maanden] == [2, 2, 2, 2, None, None]
    assert [one.tot for one in row.perioden] == [None, date(2026, 12, 31)]
    (shown,) = provisions_view(ctx)
    assert (shown.groepen[0].plaatsen, shown.groepen[0].vrij) == (8, 2)
    assert row.perioden[1].gewijzigd_door == "Kas"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"plaatsen": -1}, "kan niet -1"),
        ({"bezet": 9}, "van de 8"),
        ({"plaatsen": 99_999}, "kan niet 99999"),
        ({"tot": date(2020, 1, 1)}, "laatste dag"),
    ],
)
def test_seats_that_do_not_add_up_are_refused(
    ctx: Context, group: str, change: dict[str, object], words: str
) -> None:
    form = replace(seats(ctx, 8, 6), **change)
    before = own_provisions(ctx, KEEPER)
    with pytest.raises(InputError, match=words):
        save_seats(ctx, KEEPER, group, form, versie=1, periode=ctx.today())
    assert own_provisions(ctx, KEEPER) == before


def test_periods_do_not_overlap(ctx: Context, group: str) -> None:
    later = SeatsForm(ctx.today() + timedelta(days=30), None, 5, 0)
    save_seats(ctx, KEEPER, group, later, versie=version(ctx))
    with pytest.raises(InputError, match="al een periode"):
        save_seats(
            ctx,
            KEEPER,
            group,
            replace(later, van=ctx.today() - timedelta(days=5)),
            versie=version(ctx),
        )
    with pytest.raises(NotFoundError, match="bestaat niet meer"):
        save_seats(
            ctx,
            KEEPER,
            group,
            later,
            versie=version(ctx),
            periode=date(2020, 1, 1),
        )


def test_who_opened_the_page_earlier_is_told_and_overwrites_nothing(
    ctx: Context, group: str
) -> None:
    seen, day = version(ctx), ctx.today()
    save_seats(ctx, SWV, group, seats(ctx, 8, 7), versie=seen, periode=day)
    with pytest.raises(ChangedMeanwhileError, match="iemand anders"):
        save_seats(ctx, KEEPER, group, seats(ctx, 8, 3), versie=seen, periode=day)
    with pytest.raises(ChangedMeanwhileError):
        change_group(ctx, KEEPER, group, GroupForm("Nieuw"), versie=seen)
    (row,) = own_provisions(ctx, KEEPER)[0].groepen
    assert row.nu is not None
    assert (row.naam, row.nu.bezet) == ("Groep A", 7)


def test_of_two_people_who_save_at_the_same_moment_one_is_told(
    ctx: Context, group: str
) -> None:
    seen, day = version(ctx), ctx.today()

    def save(taken: int) -> int | None:
        try:
            save_seats(
                ctx, KEEPER, group, seats(ctx, 8, taken), versie=seen, periode=day
            )
        except ChangedMeanwhileError:
            return None
        return taken

    with ThreadPoolExecutor(2) as pool:
        done = [one for one in pool.map(save, (1, 2)) if one is not None]
    assert len(done) == 1
    now = own_provisions(ctx, KEEPER)[0].groepen[0].nu
    assert now is not None and now.bezet == done[0]


def test_another_provider_cannot_see_or_change_them(ctx: Context, group: str) -> None:
    (place,) = own_provisions(ctx, KEEPER)
    assert own_provisions(ctx, OTHER) == []
    assert [row.id for row in own_provisions(ctx, SWV)] == [place.id]
    for change in (
        lambda: own_provision(ctx, OTHER, place.id),
        lambda: change_provision(ctx, OTHER, place.id, FORM, versie=1),
        lambda: stop_provision(ctx, OTHER, place.id, stop=True),
        lambda: add_group(ctx, OTHER, place.id, GroupForm("X")),
        lambda: save_seats(ctx, OTHER, group, seats(ctx, 1, 0), versie=1),
    ):
        with pytest.raises(NotFoundError):
            change()
    assert own_provision(ctx, KEEPER, place.id) == place


def test_a_provision_that_stopped_is_in_no_proposal(ctx: Context, group: str) -> None:
    (place,) = own_provisions(ctx, KEEPER)
    stop_provision(ctx, KEEPER, place.id, stop=True)
    assert provisions_view(ctx) == []
    assert not own_provision(ctx, KEEPER, place.id).actief
    stop_provision(ctx, KEEPER, place.id, stop=False)
    assert [row.id for row in provisions_view(ctx)] == [place.id]


@pytest.mark.parametrize(
    "change",
    [
        {"naam": " "},
        {"route": "bestaat_niet"},
        {"sectoren": ()},
        {"sectoren": ("universiteit",)},
        {"biedt": ("zwembad",)},
        {"leeftijd_min": 18, "leeftijd_max": 12},
        {"leeftijd_max": 99},
        {"pc4": "33AB"},
    ],
)
def test_a_wrong_provision_is_refused(
    ctx: Context, group: str, change: dict[str, object]
) -> None:
    with pytest.raises(InputError):
        create_provision(ctx, KEEPER, replace(FORM, **change))
    assert len(own_provisions(ctx, SWV)) == 1


def test_a_samenwerkingsverband_says_whose_the_provision_is(
    ctx: Context, group: str
) -> None:
    with pytest.raises(InputError, match="van welke organisatie"):
        create_provision(ctx, SWV, FORM)
    with pytest.raises(InputError, match="geen eigen plekken"):
        create_provision(ctx, SWV, replace(FORM, organisatie_id="leerplicht"))
    made = create_provision(ctx, SWV, replace(FORM, organisatie_id="ander"))
    assert [row.id for row in own_provisions(ctx, OTHER)] == [made]
