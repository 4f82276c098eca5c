"""OSO dossiers for tests, made in code after the schema: every pupil is invented."""

from __future__ import annotations

NAMESPACE = "http://www.edustandaard.nl/oso_gegevensset/{year}/dossier"
BSN = "123456782"


def dossier(
    number: int = 1,
    *,
    year: str = "2018",
    pupil: str = "",
    care: str = "",
    absence: str = "",
    before: str = "",
    prefix: bool = False,
) -> bytes:
    """Return a dossier of one invented pupil, with extra elements where given."""
    letters = "".join(chr(ord("a") + int(sign)) for sign in f"{number:04d}")
    body = f"""
      <metadata><deeldossier>LASLVS</deeldossier><overstap>POSWV</overstap></metadata>
      <overdrachtsoort>swv-dossier</overdrachtsoort>
      {before}
      <huidigeschool>
        <naam>Voorbeeldschool De Regenboog</naam>
        <brincode>00YY</brincode><vestigingscode>00</vestigingscode>
        <soort>SBO</soort>
        <leerling>
          <voornaam>Noor</voornaam><voornaam>Maria</voornaam>
          <voorvoegsel>van</voorvoegsel>
          <achternaam>Voorbeeld{letters}</achternaam><roepnaam>Noortje</roepnaam>
          <geboortedatum>2016-03-17</geboortedatum>
          <adreslijst>
            <adres><soortadres>bezoek</soortadres><straat>Voorbeeldlaan</straat>
              <nummer>1</nummer><postcode>4201 AA</postcode><plaats>G</plaats>
              <gemeente>Gorinchem</gemeente></adres>
            <adres><soortadres>gba</soortadres><straat>Voorbeeldstraat</straat>
              <nummer>2</nummer><postcode>3311AB</postcode><plaats>D</plaats>
              <gemeente>Dordrecht</gemeente></adres>
          </adreslijst>
          <leerlingid>LN{number:05d}</leerlingid>
          <datuminschrijving>2020-08-01</datuminschrijving>
          <schoolloopbaanlijst>
            <schoolloopbaan><schooljaar>2025-2026</schooljaar><jaargroep>6</jaargroep>
              <brincode>00YY</brincode></schoolloopbaan>
            <schoolloopbaan><schooljaar>2024-2025</schooljaar><jaargroep>5</jaargroep>
              <brincode>01ZZ</brincode></schoolloopbaan>
          </schoolloopbaanlijst>
          {pupil}
          <zorg>{care}</zorg>
          {absence}
        </leerling>
      </huidigeschool>"""
    space = NAMESPACE.format(year=year)
    if prefix:
        body = body.replace("</", "</o:").replace("<", "<o:").replace("<o:/o:", "</o:")
        return f'<o:dossier xmlns:o="{space}">{body}</o:dossier>'.encode()
    return f'<dossier xmlns="{space}">{body}</dossier>'.encode()
