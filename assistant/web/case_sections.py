"""The sections that other nouns add to the case page, in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.web import (
    casus_delen,
    casus_klokken,
    casus_leven,
    casus_verzuim,
    gezinstoegang,
    namen,
    uitvoer,
)

if TYPE_CHECKING:
    from assistant.web.case_page import CaseSection

CASE_SECTIONS: tuple[CaseSection, ...] = (
    namen.DOUBLES,
    casus_leven.NEXT,
    casus_verzuim.SECTION,
    casus_klokken.SECTION,
    casus_leven.SECTION,
    namen.SECTION,
    gezinstoegang.SECTION,
    casus_delen.SECTION,
    uitvoer.SECTION,
)
