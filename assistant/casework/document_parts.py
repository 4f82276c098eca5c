"""The parts of a document: answers, own words, advice, decisions, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.casework.tell_advice import ROUTE_WORDS, short_reason
from assistant.casework.tell_answer import tell_answer
from assistant.casework.tell_origin import tell_origin
from assistant.casework.values import to_stored
from assistant.documents.stuk import Citaat, Onderdeel, Regel
from knowledge.documenten import Deelsoort
from knowledge.kalenderwoorden import tell_date
from knowledge.velden import VeldType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assistant.casework.inzage import Inzage
    from assistant.casework.views import AnswerView, DecisionView, StoredAdvice
    from assistant.context import Context
    from knowledge.documenten import Documentdeel, Documentsoort, Documentteksten
    from knowledge.velden import Veld


@dataclass(frozen=True)
class Inhoud:
    """Everything that one document is made from; answers only those in sight."""

    ctx: Context
    document: Documentsoort
    inzage: Inzage
    antwoorden: Mapping[str, AnswerView]
    advies: StoredAdvice | None
    besluiten: tuple[DecisionView, ...]

    @property
    def teksten(self) -> Documentteksten:
        """Return what is said around the answers."""
        return self.ctx.knowledge.documentteksten


def part_of(inhoud: Inhoud, deel: Documentdeel) -> Iterator[Onderdeel]:
    """Make the part, or the parts, that one row of a document asks for."""
    match deel.soort:
        case Deelsoort.alles:
            yield from _everything(inhoud, deel)
        case Deelsoort.antwoorden | Deelsoort.stemmen:
            yield _answers(inhoud, deel)
        case Deelsoort.advies:
            yield _advice(inhoud, deel)
        case Deelsoort.regelen:
            yield _to_arrange(inhoud, deel)
        case Deelsoort.besluit:
            yield _decisions(inhoud, deel)
        case Deelsoort.onbekend:
            yield _unknown(inhoud, deel)


def _start(deel: Documentdeel, *extra: str) -> tuple[str, ...]:
    return tuple(text for text in (deel.toelichting, *extra) if text)


def _answers(inhoud: Inhoud, deel: Documentdeel) -> Onderdeel:
    return _with_rows(
        inhoud, deel.id, deel.kop, deel.bron, _start(deel), deel.velden, deel.soort
    )


def _everything(inhoud: Inhoud, deel: Documentdeel) -> Iterator[Onderdeel]:
    """Give a part per section of the probleemanalyse that has an answer."""
    for section in inhoud.ctx.knowledge.secties.values():
        fields = tuple(
            veld.id
            for veld in inhoud.ctx.knowledge.velden.values()
            if veld.sectie == section.id and veld.id in inhoud.antwoorden
        )
        if fields:
            yield _with_rows(
                inhoud, section.id, section.naam, deel.bron, (), fields, deel.soort
            )


def _with_rows(
    inhoud: Inhoud,
    part_id: str,
    kop: str,
    bron: str,
    start: tuple[str, ...],
    fields: tuple[str, ...],
    soort: Deelsoort,
) -> Onderdeel:
    known = inhoud.ctx.knowledge.velden
    given = [(known[name], inhoud.antwoorden.get(name)) for name in fields]
    quotes, rows = [], []
    for veld, view in given:
        if view is None or _is_unknown(veld, view):
            continue
        if soort is Deelsoort.stemmen and veld.type is VeldType.text_long:
            quotes.append(_quote(inhoud, veld, view))
        else:
            rows.append(_row(inhoud, veld, view))
    if not quotes and not rows:
        start = (*start, inhoud.teksten.niets_ingevuld)
    return Onderdeel(
        id=part_id,
        kop=kop,
        bron=bron,
        toelichting=start,
        citaten=tuple(quotes),
        regels=tuple(rows),
    )


def _is_unknown(veld: Veld, view: AnswerView) -> bool:
    waarde = veld.waarde(view.waarde) if isinstance(view.waarde, str) else None
    return waarde is not None and waarde.onbekend


def _quote(inhoud: Inhoud, veld: Veld, view: AnswerView) -> Citaat:
    return Citaat(
        wie=veld.naam,
        tekst=str(view.waarde),
        herkomst=_origin(inhoud, view),
        veld=veld.id,
    )


def _row(inhoud: Inhoud, veld: Veld, view: AnswerView) -> Regel:
    answer = tell_answer(veld, view.waarde)
    words = (view.woorden or "").strip()
    if words and words != answer:
        answer = f"{answer}\n“{words}”"
    return Regel(
        vraag=veld.naam,
        antwoord=answer,
        herkomst=_origin(inhoud, view),
        veld=veld.id,
        waarde=to_stored(view.waarde),
    )


def _origin(inhoud: Inhoud, view: AnswerView) -> str:
    origin = tell_origin(inhoud.ctx.knowledge, view.rol, view.via)
    text = f"{origin}, {tell_date(view.op.date())}"
    unsure = inhoud.teksten.niet_bevestigd
    return text if view.bevestigd else unsure.format(herkomst=text)


def _advice(inhoud: Inhoud, deel: Documentdeel) -> Onderdeel:
    return Onderdeel(
        id=deel.id,
        kop=deel.kop,
        bron=deel.bron,
        toelichting=_start(deel, *_about_advice(inhoud, deel)),
        koppen=inhoud.teksten.koppen_advies,
        regels=tuple(
            Regel(
                vraag=_route_name(inhoud, row["route"]),
                antwoord=short_reason(row),
                herkomst=ROUTE_WORDS[row["status"]],
            )
            for row in _routes(inhoud, deel)
        ),
    )


def _about_advice(inhoud: Inhoud, deel: Documentdeel) -> Iterator[str]:
    advies, texts = inhoud.advies, inhoud.teksten
    if not inhoud.inzage.heeft("advies"):
        yield texts.niet_zichtbaar
    elif advies is None:
        yield texts.geen_advies
    elif advies.stop:
        yield texts.advies_gestopt
    else:
        made = texts.advies_verouderd if advies.verouderd else texts.advies_van
        yield made.format(dag=tell_date(advies.op.date()))
        if not deel.routes:
            yield from _plan(inhoud, advies)
            if not deel.elke_stand:
                yield _not_shown(inhoud, advies)


def _plan(inhoud: Inhoud, advies: StoredAdvice) -> Iterator[str]:
    """Tell the plan in a few lines."""
    plan = advies.uitkomst["plan"]
    table = [plan["tafel"]] if plan["tafel"] else []
    chosen = {"nu": plan["nu"], "straks": plan["straks"], "tafel": table}
    for place in inhoud.ctx.knowledge.opsommingen["rol"].waarden:
        if routes := chosen[place.id]:
            names = "; ".join(_route_name(inhoud, one) for one in routes)
            yield f"{place.label}: {names}."


def _not_shown(inhoud: Inhoud, advies: StoredAdvice) -> str:
    """Tell how many routes are not in this document."""
    statuses = [row["status"] for row in advies.uitkomst["routes"]]
    return inhoud.teksten.niet_getoond.format(
        onbekend=statuses.count("onbekend"), dicht=statuses.count("dicht")
    )


def _routes(inhoud: Inhoud, deel: Documentdeel) -> list[dict[str, Any]]:
    """Return the routes that the document asks for: some kinds, all, or open ones."""
    advies = inhoud.advies
    if advies is None or advies.stop or not inhoud.inzage.heeft("advies"):
        return []
    return [
        row
        for row in advies.uitkomst["routes"]
        if (
            row["soort"] in deel.routes
            if deel.routes
            else deel.elke_stand or row["status"] == "open"
        )
    ]


def _route_name(inhoud: Inhoud, route_id: str) -> str:
    route = inhoud.ctx.knowledge.routes.get(route_id)
    return route_id if route is None else route.naam


def _to_arrange(inhoud: Inhoud, deel: Documentdeel) -> Onderdeel:
    points: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    if not inhoud.inzage.heeft("advies"):
        extra = (inhoud.teksten.niet_zichtbaar,)
    elif inhoud.advies is not None and not inhoud.advies.stop:
        points = tuple(inhoud.advies.uitkomst["plan"]["nog_te_regelen"])
    if not points and not extra:
        extra = (inhoud.teksten.niets_te_regelen,)
    return Onderdeel(
        id=deel.id,
        kop=deel.kop,
        bron=deel.bron,
        toelichting=_start(deel, *extra),
        punten=points,
    )


def _decisions(inhoud: Inhoud, deel: Documentdeel) -> Onderdeel:
    extra: tuple[str, ...] = ()
    rows = inhoud.besluiten
    if not inhoud.inzage.heeft("besluit"):
        extra, rows = (inhoud.teksten.niet_zichtbaar,), ()
    elif not rows:
        extra = (inhoud.teksten.geen_besluit,)
    return Onderdeel(
        id=deel.id,
        kop=deel.kop,
        bron=deel.bron,
        toelichting=_start(deel, *extra),
        koppen=inhoud.teksten.koppen_besluit,
        regels=tuple(
            Regel(
                vraag=row.plek_naam or inhoud.teksten.geen_plek,
                antwoord=row.reden,
                herkomst=f"{row.door}, {tell_date(row.op.date())}",
            )
            for row in rows
        ),
    )


def _unknown(inhoud: Inhoud, deel: Documentdeel) -> Onderdeel:
    """List the questions of this document without an answer, and who may know."""
    points = []
    people = inhoud.ctx.knowledge.opsommingen["invuller"]
    for name in inhoud.document.velden:
        veld = inhoud.ctx.knowledge.velden[name]
        view = inhoud.antwoorden.get(name)
        if not inhoud.inzage.toont(name):
            continue
        if view is not None and not _is_unknown(veld, view):
            continue
        who = [people.waarde(one) for one in veld.invullers]
        names = ", ".join(one.label.lower() for one in who if one is not None)
        texts = inhoud.teksten
        point = texts.na_te_vragen if view is None else texts.gevraagd
        points.append(point.format(vraag=veld.naam, wie=names))
    extra = () if points else (inhoud.teksten.alles_beantwoord,)
    return Onderdeel(
        id=deel.id,
        kop=deel.kop,
        bron=deel.bron,
        toelichting=_start(deel, *extra),
        punten=tuple(points),
    )
