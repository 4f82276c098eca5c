"""What must hold of sight for any case, any viewer and any mix of grounds.

The oracle below is written from the rules in words, apart from the table and its code:
it knows who may see a case at all and who may ever see health data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from assistant.casework.inzage import (
    Inzage,
    inzage_of,
    name_sight_in,
    require_case,
    sight_in,
)
from assistant.errors import NotFoundError
from models.casus import Casus, CasusStatus
from models.casusregel import Casusregel
from models.deling import Grond
from models.gebruiker import Rol
from models.zicht import in_sight
from tests.assistant.casework.sight_world import (
    HEALTH,
    PARTIES,
    PROFESSIONALS,
    Case,
    Consent,
    Share,
    World,
    build_world,
    family_viewer,
    store_case,
)

if TYPE_CHECKING:
    from assistant.casework.kijker import Kijker
    from assistant.context import Context

STANDS = ("loopt", "laatste_dag", "verlopen", "straks", "beeindigd")
RUNNING = ("loopt", "laatste_dag")
CATEGORIES = ("naam", "gewoon", "eigen_woorden", HEALTH, "strafrechtelijk")
PARTNERS = tuple(
    name
    for name, (soort, _, _) in PARTIES.items()
    if not soort.value.startswith("school") or name == "school-a2"
)
PLACED = (CasusStatus.BESLOTEN, CasusStatus.GESTART, CasusStatus.NAZORG)

shares = st.builds(
    Share,
    organisatie=st.sampled_from(PARTNERS),
    grond=st.sampled_from(list(Grond)),
    stand=st.sampled_from(STANDS),
    convenant=st.sampled_from(("geldt", "laatste_dag", "verlopen", "straks")),
)
consents = st.builds(
    Consent,
    wie=st.sampled_from(("ouder1", "ouder2", "ouder3", "leerling")),
    organisatie=st.sampled_from((None, *PARTNERS)),
    wat=st.lists(st.sampled_from(CATEGORIES), min_size=1, unique=True).map(tuple),
    stand=st.sampled_from(("loopt", "laatste_dag", "verlopen", "ingetrokken")),
)
cases = st.builds(
    Case,
    organisatie=st.sampled_from((None, "school-a1", "school-a2", "school-b")),
    swv=st.sampled_from((None, "swv-a", "swv-b")),
    status=st.sampled_from([s for s in CasusStatus if s is not CasusStatus.GESTOPT]),
    leeftijd=st.sampled_from((None, 9, 15, 16, 17, 18)),
    agenda=st.lists(
        st.sampled_from(("straks-a", "pas-a", "lang-a", "straks-b")), unique=True
    ).map(tuple),
    besluiten=st.lists(st.sampled_from((None, "g-plek-a", "g-plek-b")), max_size=2).map(
        tuple
    ),
    delingen=st.lists(shares, max_size=3).map(tuple),
    toestemmingen=st.lists(consents, max_size=4).map(tuple),
)
viewers = st.tuples(st.sampled_from(sorted(PARTIES)), st.sampled_from(PROFESSIONALS))

# The record grows with every example; each example looks at its own cases only.
many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
# Where one example asks for every role at every party: 126 viewers each.
some = settings(many, max_examples=15)


def allowed(case: Case, party: str | None) -> set[str]:
    """Return what the family allows a party, by the rule in words."""
    running = [
        one
        for one in case.toestemmingen
        if one.organisatie == party and one.stand in RUNNING
    ]

    def of(name: str) -> set[str]:
        return {what for one in running if one.wie == name for what in one.wat}

    if case.leeftijd is None:
        return set()
    if case.leeftijd >= 16:
        return of("leerling")
    return of("ouder1") & of("ouder2")


def shared(case: Case, party: str) -> bool:
    """Tell whether the case is shared with a party on a ground that holds."""
    signed = {"swv-a", "leerplicht-a", "jeugdhulp-a"}
    for one in case.delingen:
        if one.organisatie != party or one.stand not in RUNNING:
            continue
        if one.grond is Grond.TAAK:
            return True
        if one.grond is Grond.TOESTEMMING and allowed(case, party):
            return True
        if (
            one.grond is Grond.CONVENANT
            and one.convenant in ("geldt", "laatste_dag")
            and party in signed
            and {case.organisatie, case.swv} & signed
        ):
            return True
    return False


def may_see(case: Case, party: str, rol: Rol) -> bool:
    """Tell whether a role at a party may see a case, by the rules in words."""
    soort, regio, _ = PARTIES[party]
    swv = soort.value.startswith("samenwerkingsverband")
    school = soort.value in ("school", "schoolbestuur")
    if rol in (Rol.BEHEERDER, Rol.FUNCTIONARIS_GEGEVENSBESCHERMING):
        return False
    at_table = any(one in (f"straks-{regio}", f"pas-{regio}") for one in case.agenda)
    own = case.organisatie == party or (
        party == "bestuur-a" and case.organisatie == "school-a1"
    )
    works_school = rol in (Rol.ZORGCOORDINATOR, Rol.REGISSEUR, Rol.GEDRAGSDESKUNDIGE)
    if school and works_school and (own or shared(case, party)):
        return True
    if swv and rol is Rol.REGISSEUR and case.swv in (None, party):
        return True
    if swv and rol in (Rol.SECRETARIS, Rol.GEDRAGSDESKUNDIGE) and case.swv == party:
        return True
    swv_work = (Rol.REGISSEUR, Rol.SECRETARIS, Rol.GEDRAGSDESKUNDIGE)
    if swv and rol in swv_work and shared(case, party):
        return True
    if rol in (Rol.OVERLEGLID, Rol.REGISSEUR, Rol.SECRETARIS) and at_table:
        return True
    if (
        rol is Rol.LEERPLICHTAMBTENAAR
        and soort.value in ("leerplicht", "gemeente")
        and shared(case, party)
    ):
        return True
    if (
        rol in (Rol.GEDRAGSDESKUNDIGE, Rol.REGISSEUR)
        and not swv
        and not school
        and shared(case, party)
    ):
        return True
    if rol is Rol.AANBIEDER and case.besluiten and case.status in PLACED:
        return case.besluiten[-1] == f"g-{party}"
    return False


def look(ctx: Context, kijker: Kijker, casus_id: str) -> Inzage | None:
    try:
        return require_case(ctx, kijker, casus_id)
    except NotFoundError:
        return None


def world_of(ctx: Context, made: dict[int, World]) -> World:
    if not made:
        made[0] = build_world(ctx)
    return made[0]


def test_who_sees_a_case_is_who_the_rules_in_words_let_in(ctx: Context) -> None:
    made: dict[int, World] = {}

    @some
    @given(case=cases)
    def check(case: Case) -> None:
        world = world_of(ctx, made)
        casus_id, _ = store_case(ctx, world, case)
        for (party, rol), kijker in world.viewers.items():
            seen = look(ctx, kijker, casus_id) is not None
            assert seen is may_see(case, party, rol), (party, rol.value, case)

    check()


def test_health_data_never_reach_an_outsider_without_consent_or_convenant(
    ctx: Context,
) -> None:
    made: dict[int, World] = {}

    @many
    @given(case=cases, who=viewers)
    def check(case: Case, who: tuple[str, Rol]) -> None:
        world = world_of(ctx, made)
        casus_id, _ = store_case(ctx, world, case)
        party, rol = who
        soort = PARTIES[party][0].value
        inzage = look(ctx, world.viewers[who], casus_id)
        if inzage is None or HEALTH not in inzage.categorieen:
            return
        by_consent = HEALTH in allowed(case, party)
        if rol is Rol.AANBIEDER:
            assert by_consent, case
            return
        signed = party in ("leerplicht-a", "jeugdhulp-a", "swv-a")
        own = (
            party in (case.organisatie, case.swv)
            or (party == "bestuur-a" and case.organisatie == "school-a1")
            or (case.swv is None and rol is Rol.REGISSEUR)
        )
        school_shared = soort.startswith("school") and shared(case, party)
        assert by_consent or signed or own or school_shared, (who, case)

    check()


def test_a_list_and_a_single_case_never_disagree(ctx: Context) -> None:
    made: dict[int, World] = {}

    @many
    @given(batch=st.lists(cases, min_size=1, max_size=4), who=viewers)
    def check(batch: list[Case], who: tuple[str, Rol]) -> None:
        world = world_of(ctx, made)
        ids = [store_case(ctx, world, case)[0] for case in batch]
        kijker = world.viewers[who]
        single = {one: look(ctx, kijker, one) for one in ids}
        with ctx.store.reading() as uow:
            zicht = sight_in(ctx, uow, kijker)
            named = name_sight_in(ctx, uow, kijker)
            query = select(Casus.id).where(Casus.id.in_(ids), in_sight(zicht))
            listed = set(uow.session.scalars(query))
            lines = select(Casusregel.casus_id).where(
                Casusregel.casus_id.in_(ids), in_sight(zicht, Casusregel)
            )
            assert set(uow.session.scalars(lines)) == listed
            names = select(Casus.id).where(Casus.id.in_(ids), in_sight(named))
            with_name = set(uow.session.scalars(names))
            together = inzage_of(ctx, uow, kijker, ids)
        assert listed == {one for one, inzage in single.items() if inzage}
        assert together == {one: inzage for one, inzage in single.items() if inzage}
        assert with_name == {one for one, inzage in together.items() if inzage.naam}

    check()


def test_a_field_is_never_shown_to_whom_it_says_it_must_not(ctx: Context) -> None:
    made: dict[int, World] = {}
    velden = ctx.knowledge.velden

    @some
    @given(case=cases, name=st.sampled_from(("ouder1", "ouder3", "leerling")))
    def check(case: Case, name: str) -> None:
        world = world_of(ctx, made)
        casus_id, family = store_case(ctx, world, case)
        relative = look(ctx, family_viewer(casus_id, family, name), casus_id)
        rol = "leerling" if name == "leerling" else "ouder"
        if relative is not None:
            assert not any(rol in velden[one].niet_tonen_aan for one in relative.velden)
            assert not relative.mag_wijzigen
        assert (relative is None) is (
            rol == "ouder" and (case.leeftijd or 0) >= 18 and not allowed(case, None)
        )
        for (party, _), kijker in world.viewers.items():
            if party in (case.organisatie, case.swv, "bestuur-a", "swv-a", "swv-b"):
                continue
            inzage = look(ctx, kijker, casus_id)
            if inzage is None:
                continue
            assert not inzage.mag_wijzigen, party
            assert not any(
                "plaatsingsoverleg" in velden[one].niet_tonen_aan
                for one in inzage.velden
            ), party

    check()


def test_what_is_in_sight_always_has_a_number_a_ground_and_a_reason_per_category(
    ctx: Context,
) -> None:
    made: dict[int, World] = {}

    @many
    @given(case=cases, who=viewers)
    def check(case: Case, who: tuple[str, Rol]) -> None:
        world = world_of(ctx, made)
        casus_id, _ = store_case(ctx, world, case)
        inzage = look(ctx, world.viewers[who], casus_id)
        if inzage is None:
            return
        assert "pseudoniem" in inzage.categorieen
        assert set(inzage.gronden) == {"pseudoniem", *CATEGORIES}
        assert all(text.endswith(")") for text in inzage.gronden.values())
        assert inzage.grond
        sensitive = {
            ctx.knowledge.velden[one].gevoeligheid.value for one in inzage.velden
        }
        assert sensitive <= inzage.categorieen

    check()
