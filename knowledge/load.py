"""Everything the field knows, loaded once and checked as a whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict, TypeVar

from knowledge import checks
from knowledge.aanmelden import Aanmelden
from knowledge.begrippen import Begrip
from knowledge.bronnen import Bron
from knowledge.cijfers import Cijferlijst, read_figures
from knowledge.dekking import NietBerekend
from knowledge.documenten import Documentsoort, Documentteksten
from knowledge.doelen import Doel
from knowledge.errors import KnowledgeError
from knowledge.foutpaginas import Foutpaginas
from knowledge.gebeurtenissen import Gebeurtenisregels
from knowledge.gesprek import Gesprek, read_conversation_texts
from knowledge.gesprek_scherm import Gesprekscherm
from knowledge.gezin import Gezinsregels
from knowledge.gezinsplan import Gezinsplan
from knowledge.intake import Intake
from knowledge.invoer import Invoerregels
from knowledge.inzage import Inzageregels
from knowledge.leren import Leren, read_learning
from knowledge.leven import Financieringsbron, Levensloop
from knowledge.leven_woorden import Levenswoorden
from knowledge.namen import Namenregels
from knowledge.openingen import Openingen, read_openings
from knowledge.opsommingen import Opsomming
from knowledge.organisaties import Organisatieregels
from knowledge.oso import Osoregels
from knowledge.overdracht import Overdrachtregels
from knowledge.overleg import Overlegregels
from knowledge.plaatsing import Plaatsingsregels
from knowledge.plaatsing_woorden import Plaatsingswoorden
from knowledge.rapport import Opgave, Rapportregels, read_report, read_stated
from knowledge.reading import file_name, read_file, read_rows, refuse_duplicates
from knowledge.regio import Regio
from knowledge.rondom import Rondom
from knowledge.route_regels import RouteRegels, read_route_rules
from knowledge.routes import Route, read_routes
from knowledge.routestappen import Routestappen
from knowledge.signalen import Signalen, read_signs
from knowledge.stand import Stand, read_stand
from knowledge.stappen import Situatie
from knowledge.synoniemen import Synoniemen, read_synonyms
from knowledge.termijnen import Termijn
from knowledge.vakanties import Vakantie
from knowledge.veiligheid import Veiligheid
from knowledge.velden import Afgeleid, Gevoeligheid, Sectie, Veld
from knowledge.verantwoording import Verantwoording, read_accountability
from knowledge.verslag import Verslagregels
from knowledge.verzuim import Verzuimregels, read_absence
from knowledge.verzuim_invoer import Verzuiminvoerregels, read_absence_layouts
from knowledge.voorbeeld import VoorbeeldCasus
from knowledge.voorbeeld_verzuim import VoorbeeldVerzuim
from knowledge.werkvoorraad import Werkvoorraad
from knowledge.zekerheid import Zekerheid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATA = Path(__file__).parent / "data"

Row = TypeVar(
    "Row",
    Veld,
    Sectie,
    Begrip,
    Bron,
    Regio,
    Afgeleid,
    Termijn,
    Documentsoort,
    Opsomming,
    Financieringsbron,
)


@dataclass(frozen=True)
class Knowledge:
    """What the field knows, checked; ``hash`` names this exact state of the data."""

    secties: Mapping[str, Sectie]
    velden: Mapping[str, Veld]
    afgeleid: Mapping[str, Afgeleid]
    intake: Intake
    begrippen: Mapping[str, Begrip]
    bronnen: Mapping[str, Bron]
    opsommingen: Mapping[str, Opsomming]
    veiligheid: Veiligheid
    signalen: Signalen
    gesprek: Gesprek
    doelen: tuple[Doel, ...]
    plaatsing: Plaatsingsregels
    plaatsing_woorden: Plaatsingswoorden
    overleg: Overlegregels
    termijnen: Mapping[str, Termijn]
    gebeurtenissen: Gebeurtenisregels
    vakanties: tuple[Vakantie, ...]
    synoniemen: Synoniemen
    situaties: tuple[Situatie, ...]
    invoer: Invoerregels
    verzuim: Verzuimregels
    rapport: Rapportregels
    opgaven: tuple[Opgave, ...]
    cijfers: Cijferlijst
    verzuim_invoer: Verzuiminvoerregels
    oso: Osoregels
    routes: Mapping[str, Route]
    route_regels: RouteRegels
    openingen: Openingen
    niet_berekend: tuple[NietBerekend, ...]
    routestappen: tuple[Routestappen, ...]
    organisaties: Organisatieregels
    inzage: Inzageregels
    leven: Levensloop
    leven_woorden: Levenswoorden
    financiering: Mapping[str, Financieringsbron]
    regios: Mapping[str, Regio]
    voorbeelden: tuple[VoorbeeldCasus, ...]
    voorbeeld_verzuim: tuple[VoorbeeldVerzuim, ...]
    rondom: Rondom
    documenten: Mapping[str, Documentsoort]
    documentteksten: Documentteksten
    overdracht: Overdrachtregels
    foutpaginas: Foutpaginas
    gezin: Gezinsregels
    gezinsplan: Gezinsplan
    aanmelden: Aanmelden
    werkvoorraad: Werkvoorraad
    namen: Namenregels
    zekerheid: Zekerheid
    verslag: Verslagregels
    leren: Leren
    gesprek_scherm: Gesprekscherm
    verantwoording: Verantwoording
    stand: Stand
    """The files that an advice rests on, as they were when this was read."""
    hash: str

    def is_plain(self, veld_id: str) -> bool:
        """Tell whether a field, or all a derived value is made of, is plain data.

        Plain is neither health data nor criminal data; those need a ground of their
        own to be shown (AVG art. 9 and 10, WPO 18a lid 13).
        """
        derived = self.afgeleid.get(veld_id)
        if derived is not None:
            return all(self.is_plain(one) for one in derived.van)
        return self.velden[veld_id].gevoeligheid is Gevoeligheid.gewoon


class Adviesrijen(TypedDict):
    """The part of the knowledge that a route advice depends on."""

    velden: Mapping[str, Veld]
    intake: Intake
    veiligheid: Veiligheid
    routes: Mapping[str, Route]
    route_regels: RouteRegels
    regios: Mapping[str, Regio]
    leren: Leren


def read_advice_rows(root: Path) -> Adviesrijen:
    """Read the rows of the files in :data:`knowledge.stand.ADVICE_FILES`.

    Raises
    ------
    KnowledgeError
        On the first mistake.
    """
    return {
        "velden": _by_id(_read_fields(root / "velden", root)),
        "intake": read_file(root / "intake.yaml", root, Intake),
        "veiligheid": read_file(root / "veiligheid.yaml", root, Veiligheid),
        "routes": MappingProxyType(read_routes(root / "routes")),
        "route_regels": read_route_rules(root / "routes"),
        "regios": _by_id(_read_regions(root / "regio", root)),
        "leren": read_learning(root / "leren"),
    }


def _by_id(rows: Iterable[Row]) -> Mapping[str, Row]:
    return MappingProxyType({row.id: row for row in rows})


def _read_fields(folder: Path, root: Path) -> tuple[Veld, ...]:
    """Read the fields of all sections, in the order of the file names."""
    rows: list[Veld] = []
    for path in sorted(folder.glob("*.yaml")):
        name = file_name(path, root)
        for veld in read_rows(path, root, Veld):
            if checks.field_file(veld.sectie) != name:
                raise KnowledgeError(
                    name,
                    f"{veld.id}, sleutel sectie",
                    f"dit veld hoort in {checks.field_file(veld.sectie)}",
                    "verplaats de rij of verbeter de sectie",
                )
            rows.append(veld)
    if not rows:
        raise KnowledgeError(
            file_name(folder, root), "", "hier staat geen enkel veld", "zet ze terug"
        )
    refuse_duplicates(file_name(folder, root), (row.id for row in rows))
    return tuple(rows)


def _read_regions(folder: Path, root: Path) -> tuple[Regio, ...]:
    paths = sorted(folder.glob("*.yaml"))
    rows = tuple(read_file(path, root, Regio) for path in paths)
    refuse_duplicates(file_name(folder, root), (row.id for row in rows))
    return rows


def data_hash(root: Path = DATA) -> str:
    """Return the sha256 (hexadecimal) over the names and bytes of all data files."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def load_knowledge(root: Path = DATA) -> Knowledge:
    """Load all data rows and check that they fit together.

    Parameters
    ----------
    root
        The data folder.

    Returns
    -------
    Knowledge
        Everything, immutable.

    Raises
    ------
    KnowledgeError
        On the first mistake, naming file, row, key and remedy in Dutch.
    """
    knowledge = Knowledge(
        **read_advice_rows(root),
        secties=_by_id(read_rows(root / "secties.yaml", root, Sectie)),
        afgeleid=_by_id(read_rows(root / "afgeleid.yaml", root, Afgeleid)),
        begrippen=_by_id(read_rows(root / "begrippen.yaml", root, Begrip)),
        bronnen=_by_id(read_rows(root / "bronnen.yaml", root, Bron)),
        opsommingen=_by_id(read_rows(root / "opsommingen.yaml", root, Opsomming)),
        signalen=read_signs(root),
        gesprek=read_conversation_texts(root),
        doelen=read_rows(root / "doelen.yaml", root, Doel),
        termijnen=_by_id(read_rows(root / "termijnen.yaml", root, Termijn)),
        gebeurtenissen=read_file(root / "gebeurtenissen.yaml", root, Gebeurtenisregels),
        plaatsing=read_file(root / "plaatsing.yaml", root, Plaatsingsregels),
        overleg=read_file(root / "overleg.yaml", root, Overlegregels),
        plaatsing_woorden=read_file(
            root / "plaatsing_woorden.yaml", root, Plaatsingswoorden
        ),
        vakanties=read_rows(root / "vakanties.yaml", root, Vakantie),
        synoniemen=read_synonyms(root),
        situaties=read_rows(root / "stappen.yaml", root, Situatie),
        invoer=read_file(root / "invoer.yaml", root, Invoerregels),
        verzuim=read_absence(root),
        rapport=read_report(root),
        opgaven=read_stated(root),
        cijfers=read_figures(root),
        verzuim_invoer=read_absence_layouts(root),
        oso=read_file(root / "oso.yaml", root, Osoregels),
        openingen=read_openings(root / "routes"),
        routestappen=read_rows(root / "routes" / "_stappen.yaml", root, Routestappen),
        niet_berekend=read_rows(
            root / "routes" / "_niet_berekend.yaml", root, NietBerekend
        ),
        organisaties=read_file(root / "organisaties.yaml", root, Organisatieregels),
        leven=read_file(root / "leven.yaml", root, Levensloop),
        leven_woorden=read_file(root / "leven_woorden.yaml", root, Levenswoorden),
        financiering=_by_id(
            read_rows(root / "financiering.yaml", root, Financieringsbron)
        ),
        inzage=read_file(root / "inzage.yaml", root, Inzageregels),
        rondom=read_file(root / "voorbeeld" / "rondom.yaml", root, Rondom),
        voorbeelden=read_rows(
            root / "voorbeeld" / "casussen.yaml", root, VoorbeeldCasus
        ),
        voorbeeld_verzuim=read_rows(
            root / "voorbeeld" / "verzuim.yaml", root, VoorbeeldVerzuim
        ),
        documenten=_by_id(read_rows(root / "documenten.yaml", root, Documentsoort)),
        documentteksten=read_file(root / "documentteksten.yaml", root, Documentteksten),
        overdracht=read_file(root / "overdracht.yaml", root, Overdrachtregels),
        foutpaginas=read_file(root / "foutpaginas.yaml", root, Foutpaginas),
        gezin=read_file(root / "gezin.yaml", root, Gezinsregels),
        gezinsplan=read_file(root / "gezinsplan.yaml", root, Gezinsplan),
        werkvoorraad=read_file(root / "werkvoorraad.yaml", root, Werkvoorraad),
        aanmelden=read_file(root / "aanmelden.yaml", root, Aanmelden),
        namen=read_file(root / "namen.yaml", root, Namenregels),
        zekerheid=read_file(root / "zekerheid.yaml", root, Zekerheid),
        gesprek_scherm=read_file(root / "gesprek_scherm.yaml", root, Gesprekscherm),
        verslag=read_file(root / "verslag.yaml", root, Verslagregels),
        verantwoording=read_accountability(root / "verantwoording"),
        stand=read_stand(root),
        hash=data_hash(root),
    )
    checks.check_all(knowledge)
    return knowledge


def load_stand(stand: Stand, hash_: str, now: Knowledge) -> Knowledge:
    """Return the knowledge of now with the advice rows of an earlier stand.

    Nothing is checked against other rows: it was, when it was the knowledge of now.

    Parameters
    ----------
    stand
        The files of then.
    hash_
        The hash of the knowledge of then.
    now
        Everything that no advice depends on.

    Raises
    ------
    KnowledgeError
        When this program can no longer read a file of then.
    """
    with TemporaryDirectory(prefix="leerplek-stand-") as folder:
        stand.write(Path(folder))
        rows = read_advice_rows(Path(folder))
    return replace(now, **rows, stand=stand, hash=hash_)
