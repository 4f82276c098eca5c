"""Reading the labelled set, scoring it, and what the command shows of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from assistant.begrip.begrepen import Begrepen, Nlu
from assistant.cli import main
from assistant.cli.meet_begrip_lines import show
from assistant.measure import diet, pipelines
from assistant.measure.errors import MeetsetError
from assistant.measure.measurement import RASA, RULES, WHOLE, Meting
from assistant.measure.meetset import Meetverslag, read_meetset
from assistant.measure.reports import Gelezen, score_reports
from assistant.measure.sentences import score_sentences
from assistant.settings import Settings
from knowledge.load import load_knowledge

GOOD = 'hand:a\tleeftijd\tantwoord\t{"leeftijd": 13}\t-\tdertien jaar'
REPORT = """
- id: v1
  tekst: Hij is 13. Vader is 40.
  goud: {leeftijd: 13, verzuim_sinds: 2026-10-05}
  mag: {wie_meldt: x}
  niet: {schoolsoort: havo}
  crisis: true
"""


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture
def folder(tmp_path):
    lines = [
        "# a comment",
        GOOD,
        "hand:a\t-\tcrisis\t{}\t-\tik wil dood",
        "hand:b\t-\tklacht|buiten_bereik\t{}\t-\tstomme bot",
        "hand:c\t-\tvraag_begrip\t{}\ttlv\twat is een tlv",
        "",
    ]
    (tmp_path / "toets.tsv").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "verslagen_toets.yaml").write_text(REPORT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def meetset(folder, knowledge):
    return read_meetset(folder, "toets", knowledge)


@pytest.fixture
def scores(meetset, knowledge):
    understood = [
        Begrepen("antwoord", 1.0, {"leeftijd": 13, "schoolsoort": "havo"}),
        Begrepen("crisis", 1.0),
        Begrepen("buiten_bereik", 1.0),
        Begrepen("vraag_begrip", 1.0, begrip="opp"),
    ]
    return score_sentences(meetset.zinnen, understood, knowledge)


def test_every_line_is_read_and_comments_are_not(meetset):
    assert [zin.intent for zin in meetset.zinnen] == [
        *("antwoord", "crisis", "klacht", "vraag_begrip")
    ]
    assert meetset.zinnen[0].vraag == "leeftijd"
    assert meetset.zinnen[2].intenties == ("klacht", "buiten_bereik")
    assert meetset.verslagen[0].goud["verzuim_sinds"] == "2026-10-05"


def test_another_text_gives_another_version(folder, meetset, knowledge):
    path = folder / "verslagen_toets.yaml"
    path.write_text(REPORT.replace("40", "41"), encoding="utf-8")
    changed = read_meetset(folder, "toets", knowledge)
    assert changed.vingerafdruk != meetset.vingerafdruk


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("hand:a\t-\tgroet\t{}\thoi", "5 kolommen"),
        ("hand:a\t-\tgroet\t[1]\t-\thoi", "geen JSON"),
        ("hand:a\t-\tgroet\t{kapot\t-\thoi", "geen JSON"),
        ('hand:a\t-\tgroet\t{"leeftyd": 3}\t-\thoi', "leeftyd"),
        ("hand:a\tleeftyd\tgroet\t{}\t-\thoi", "leeftyd"),
    ],
)
def test_a_bad_line_is_named_by_its_number(folder, knowledge, line, told):
    (folder / "toets.tsv").write_text(f"{GOOD}\n{line}\n", encoding="utf-8")
    with pytest.raises(MeetsetError, match=r"toets\.tsv, regel 2") as failed:
        read_meetset(folder, "toets", knowledge)
    assert told in str(failed.value)


@pytest.mark.parametrize(
    "text",
    [
        "- id: v1",
        "- 3",
        "{",
        "- {id: v1, tekst: x, goud: [1]}",
        "- {id: v1, tekst: x, goud: {leeftyd: 3}}",
    ],
)
def test_a_bad_report_names_its_file(folder, knowledge, text):
    (folder / "verslagen_toets.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(MeetsetError, match=r"verslagen_toets\.yaml"):
        read_meetset(folder, "toets", knowledge)


def test_a_set_that_is_not_there_says_what_to_do(tmp_path, knowledge):
    with pytest.raises(MeetsetError, match=r"Zet toets\.tsv terug"):
        read_meetset(tmp_path, "toets", knowledge)


def test_either_intent_is_right_and_counts_as_the_first(scores):
    assert scores.goed == 1.0
    assert scores.macro_f1 == 1.0
    assert set(scores.intenties) == {"antwoord", "crisis", "klacht", "vraag_begrip"}


def test_an_invented_field_and_a_wrong_term_are_mistakes(scores):
    assert scores.alle_velden.precisie == 0.5
    assert scores.alle_velden.recall == 1.0
    assert scores.begrippen == 0.0
    assert [fout.zin.tekst for fout in scores.fouten] == [
        *("dertien jaar", "wat is een tlv")
    ]


def test_rasa_that_gives_up_means_none_of_these():
    parses = [Nlu("nlu_fallback", 0.2), Nlu("groet", 0.9)]
    read = pipelines.rasa_alone(parses)
    assert [item.intent for item in read] == ["buiten_bereik", "groet"]


def test_reports_count_wanted_free_and_forbidden_values(meetset, knowledge):
    found = {"leeftijd": 13, "wie_meldt": "school", "schoolsoort": "havo"}
    scored = score_reports(meetset.verslagen, [Gelezen(found, False)], knowledge)
    assert scored.velden.recall == 0.5
    assert scored.velden.precisie == 0.5
    assert scored.verboden == 1
    assert scored.crisis.recall == 0.0


def test_a_date_in_a_report_is_the_date_that_was_read(knowledge):
    verslag = Meetverslag("v", "x", {"verzuim_sinds": "2026-10-05"})
    found = Gelezen({"verzuim_sinds": date(2026, 10, 5)}, False)
    assert not score_reports([verslag], [found], knowledge).fouten


def measured(meetset, scores, kept=()):
    ways = {WHOLE: scores, RASA: scores, RULES: scores}
    return Meting(meetset, ways, None, dict(kept))


def test_the_test_set_never_shows_its_sentences(meetset, scores, knowledge, capsys):
    meting = measured(meetset, scores)
    show(meting, knowledge, fouten=False)
    shown = capsys.readouterr().out + json.dumps(
        meting.as_dict(fouten=False), default=str
    )
    for zin in meetset.zinnen:
        assert zin.tekst not in shown


def test_the_development_set_shows_what_goes_wrong(meetset, scores, knowledge, capsys):
    show(measured(meetset, scores), knowledge, fouten=True)
    shown = capsys.readouterr().out
    assert "verzonnen: schoolsoort=havo" in shown
    assert "begrip: tlv, begrepen als opp" in shown
    assert "ik wil dood" not in shown


def test_goals_that_were_not_measured_are_not_reached(meetset, scores):
    goals = {doel.wat: doel for doel in measured(meetset, scores).doelen()}
    assert goals["crisis, recall"].gehaald
    assert not goals["velden, F1"].gehaald
    assert goals["verslagen, recall"].waarde is None
    assert not goals["verslagen, recall"].gehaald


def test_figures_of_diet_are_kept_and_say_which_version_they_are_about(
    tmp_path, meetset, scores, knowledge, capsys
):
    settings = replace(Settings(), bot_dir=tmp_path)
    (tmp_path / "diet").mkdir()
    assert diet.read_figures(settings, "toets") == {}
    figures = {
        diet.ALONE: scores.summary(),
        "vingerafdruk": "ander",
        "gemeten_op": date(2026, 11, 22),
        "training_s": 12,
    }
    diet.keep_figures(settings, "ontwikkel", {"vingerafdruk": "x"})
    diet.keep_figures(settings, "toets", figures)
    kept = diet.read_figures(settings, "toets")
    show(measured(meetset, scores, kept), knowledge, fouten=False)
    shown = capsys.readouterr().out
    assert "DIET alleen *" in shown
    assert "2026-11-22, op een eerdere versie (ander)" in shown


def test_unknown_options_are_bad_input(capsys):
    with pytest.raises(SystemExit, match="2"):
        main(["meet-begrip", "--onzin"])
    assert capsys.readouterr().err


@pytest.mark.rasa
def test_the_development_set_is_measured_with_the_real_bot(capsys):
    assert main(["meet-begrip", "--ontwikkel", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["wijzen"]["leerplek"]["intent_macro_f1"] >= 0.92
    assert document["wijzen"]["leerplek"]["velden"]["f1"] >= 0.90
    assert document["wijzen"]["leerplek"]["crisis"]["recall"] >= 0.98
    assert document["wijzen"]["rasa"]["velden"] is None
