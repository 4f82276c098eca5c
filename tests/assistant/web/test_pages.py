"""What holds for every page: readable by everybody, nothing from elsewhere."""

import pytest

from assistant.casework.chat import open_conversation
from assistant.casework.next_meetings import next_meeting

PAGES = {
    "zorgcoordinator": [
        "/start",
        "/start?zoek=niets-dat-bestaat",
        "/taken",
        "/intake/{gesprek}",
        "/casus/{intake}",
        "/casus/{geadviseerd}",
        "/casus/{besloten}",
        "/casus/{gestopt}",
        "/casus/{geadviseerd}/advies",
        "/casus/{intake}/advies",
        "/casus/{gestopt}/advies",
        "/casus/{geadviseerd}/antwoord/kind_belemmerend",
        "/casus/{geadviseerd}/antwoord/schoolsoort",
        "/casus/{geadviseerd}/antwoord/verzuim_sinds",
        "/casus/{geadviseerd}/antwoord/verzuim_perioden",
        "/casus/2026-9999",
        "/verzuim/lijsten",
        "/verzuim/rapport?definitie=vuijk",
        "/verzuim/rapport?definitie=vuijk&delen=ja",
    ],
    "overleglid": [
        "/start",
        "/overleg",
        "/overleg/{overleg}",
        "/overleg/{overleg}/besluitenlijst",
        "/casus/{intake}",
    ],
    "ouder": ["/ouder"],
    None: ["/toegang", "/ouder/een-link", "/toegang/een-link", "/bestaat-niet"],
}
ALL = [(rol, path) for rol, paths in PAGES.items() for path in paths]


@pytest.fixture
def get(visit, ctx, case_with):
    def fetch(rol, path):
        if "{gesprek}" in path:
            gesprek = open_conversation(ctx, rol="zorgcoordinator", door="Iemand")
            path = path.replace("{gesprek}", gesprek)
        if "{overleg}" in path:
            path = path.replace("{overleg}", str(next_meeting(ctx).id))
        for status in ("intake", "geadviseerd", "besloten", "gestopt"):
            if f"{{{status}}}" in path:
                path = path.replace(f"{{{status}}}", case_with(status))
        return visit(rol, casus_id=case_with("besloten")).get(path)

    return fetch


@pytest.mark.parametrize(("rol", "path"), ALL)
def test_a_page_can_be_read_by_everybody(get, read_page, rol, path):
    answer = get(rol, path)
    assert answer.status_code in {200, 403, 404}
    page = read_page(answer.text)
    assert page.lang == "nl"
    assert page.title.strip().endswith("- Leerplek")
    assert len(page.title) > len("- Leerplek") + 3
    assert page.tags.count("h1") == 1
    assert page.tags.count("main") == 1
    assert "inhoud" in page.ids
    assert "#inhoud" in page.addresses
    assert len(page.ids) == len(set(page.ids)), "an id stands twice on the page"
    for box in page.boxes:
        named = box.get("id") in page.labelled or box.get("aria-label")
        assert named, f"no label for {box.get('name')}"


@pytest.mark.parametrize(("rol", "path"), ALL)
def test_a_page_loads_nothing_from_elsewhere(get, read_page, rol, path):
    page = read_page(get(rol, path).text)
    for address in page.addresses:
        assert address.startswith(("/", "#", "tel:")), address
        assert not address.startswith("//")
    assert page.inline == [], "the policy forbids inline style and handlers"
    assert page.tags.count("style") == 0


@pytest.mark.parametrize(("rol", "path"), ALL)
def test_a_page_shows_no_raw_value_of_the_program(get, read_page, rol, path):
    text = read_page(get(rol, path).text).text
    for raw in ("None", "True", "False", "Undefined", "{{", "[]", "dict("):
        assert raw not in text, raw
