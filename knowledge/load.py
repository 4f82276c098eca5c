"""Everything the field knows, loaded once and checked as a whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from knowledge import checks
from knowledge.aanmelden import Aanmelden
from knowledge.advice_rows import read_advice_rows
from knowledge.begrippen import Begrip
from knowledge.bronnen import Bron
from knowledge.cijfers import Cijferlijst, read_figures
from knowledge.dekking import NietBerekend
from knowledge.documenten import Documentsoort, Documentteksten
from knowledge.doelen import Doel
from knowledge.foutpaginas import Foutpaginas
from knowledge.gebeurtenissen import Gebeurtenisregels
from knowledge.gesprek import Gesprek, read_conversation_texts
from knowledge.gesprek_scherm import Gesprekscherm
from knowledge.gezin import Gezinsregels
from knowledge.gezinsplan import Gezinsplan
from knowledge.invoer import Invoerregels
from knowledge.inzage import Inzageregels
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
from knowledge.plekken_invoer import Plekkeninvoer
from knowledge.rapport import Opgave, Rapportregels, read_report, read_stated
from knowledge.reading import by_id, read_file, read_rows
from knowledge.rondom import Rondom
from knowledge.routestappen import Routestappen
from knowledge.schermwoorden import Schermwoorden
from knowledge.signalen import Signalen, read_signs
from knowledge.stand import Stand, read_stand
from knowledge.stappen import Situatie
from knowledge.synoniemen import Synoniemen, read_synonyms
from knowledge.taakteksten import Taakteksten
from knowledge.termijnen import Termijn
from knowledge.vakanties import Vakantie
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
    from collections.abc import Mapping

    from knowledge.intake import Intake
    from knowledge.leren import Leren
    from knowledge.regio import Regio
    from knowledge.route_regels import RouteRegels
    from knowledge.routes import Route
    from knowledge.veiligheid import Veiligheid

DATA = Path(__file__).parent / "data"


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
    plekken_invoer: Plekkeninvoer
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
    schermwoorden: Schermwoorden
    gezin: Gezinsregels
    gezinsplan: Gezinsplan
    aanmelden: Aanmelden
    werkvoorraad: Werkvoorraad
    taakteksten: Taakteksten
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
        secties=by_id(read_rows(root / "secties.yaml", root, Sectie)),
        afgeleid=by_id(read_rows(root / "afgeleid.yaml", root, Afgeleid)),
        begrippen=by_id(read_rows(root / "begrippen.yaml", root, Begrip)),
        bronnen=by_id(read_rows(root / "bronnen.yaml", root, Bron)),
        opsommingen=by_id(read_rows(root / "opsommingen.yaml", root, Opsomming)),
        signalen=read_signs(root),
        gesprek=read_conversation_texts(root),
        doelen=read_rows(root / "doelen.yaml", root, Doel),
        termijnen=by_id(read_rows(root / "termijnen.yaml", root, Termijn)),
        gebeurtenissen=read_file(root / "gebeurtenissen.yaml", root, Gebeurtenisregels),
        plaatsing=read_file(root / "plaatsing.yaml", root, Plaatsingsregels),
        overleg=read_file(root / "overleg.yaml", root, Overlegregels),
        plekken_invoer=read_file(root / "plekken_invoer.yaml", root, Plekkeninvoer),
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
        financiering=by_id(
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
        documenten=by_id(read_rows(root / "documenten.yaml", root, Documentsoort)),
        documentteksten=read_file(root / "documentteksten.yaml", root, Documentteksten),
        overdracht=read_file(root / "overdracht.yaml", root, Overdrachtregels),
        schermwoorden=read_file(root / "schermwoorden.yaml", root, Schermwoorden),
        foutpaginas=read_file(root / "foutpaginas.yaml", root, Foutpaginas),
        gezin=read_file(root / "gezin.yaml", root, Gezinsregels),
        gezinsplan=read_file(root / "gezinsplan.yaml", root, Gezinsplan),
        taakteksten=read_file(root / "taakteksten.yaml", root, Taakteksten),
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
