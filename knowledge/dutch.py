"""Pydantic's findings about a row, said in Dutch."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any

from knowledge.vormen import VORMEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

_FORM_TAGS = frozenset(VORMEN)
_ONLY_TAGS = frozenset(VORMEN) - {key for keys in VORMEN.values() for key in keys}
_TYPE_WORDS = {
    "string_type": "een tekst",
    "int_type": "een heel getal",
    "int_parsing": "een heel getal",
    "int_from_float": "een heel getal",
    "float_type": "een getal",
    "float_parsing": "een getal",
    "bool_type": "true of false",
    "bool_parsing": "true of false",
    "tuple_type": "een lijst",
    "list_type": "een lijst",
    "dict_type": "een blok met sleutels",
    "model_type": "een blok met sleutels",
    "model_attributes_type": "een blok met sleutels",
}
_DATE_TYPES = ("date_type", "date_parsing", "date_from_datetime_parsing")


def suggest(word: str, known: Iterable[str]) -> str:
    """Return a remedy that names the nearest known word, if one is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"bedoelt u ‘{near[0]}’?" if near else ""


def _key(location: tuple[int | str, ...]) -> str:
    """Name the place of an error, leaving out the tags of unions."""
    words: list[str] = []
    for index, part in enumerate(location):
        nxt = location[index + 1] if index + 1 < len(location) else None
        if isinstance(part, int):
            words.append(f"nummer {part + 1}")
        # A tag is followed by a key of the same form; drop the tag, keep the key.
        elif part in _FORM_TAGS and (isinstance(nxt, str) or part in _ONLY_TAGS):
            continue
        elif part not in ("int", "float", "str", "bool", "constrained-str"):
            words.append(part)
    return f"sleutel {' > '.join(words)}" if words else ""


def _unknown_key(error: ErrorDetails, model: type[BaseModel]) -> str:
    location = error["loc"]
    if len(location) != 1:
        return "haal deze sleutel weg of verbeter de naam"
    near = suggest(str(location[0]), model.model_fields)
    return near or "haal deze sleutel weg of verbeter de naam"


def _explain_one(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    kind = error["type"]
    context: dict[str, Any] = error.get("ctx") or {}
    if kind == "extra_forbidden":
        return "deze sleutel bestaat niet", _unknown_key(error, model)
    if kind == "missing":
        return "deze sleutel ontbreekt", "vul hem in"
    if kind in ("string_too_short", "too_short"):
        return "hier staat niets", "vul het in of haal de sleutel weg"
    if kind == "string_pattern_mismatch":
        return (
            "deze schrijfwijze mag niet",
            f"gebruik het patroon {context.get('pattern')}",
        )
    if kind in _DATE_TYPES:
        return "dit is geen datum", "schrijf hem als JJJJ-MM-DD"
    if error["loc"][-1:] == ("int",):
        return "dit heeft de verkeerde vorm", "hier hoort een getal"
    if kind in _TYPE_WORDS:
        return "dit heeft de verkeerde vorm", f"hier hoort {_TYPE_WORDS[kind]}"
    if kind in ("enum", "literal_error"):
        # pydantic lists the choices in English, with "or" before the last one
        choices = str(context.get("expected", "")).replace(" or ", ", ")
        return "deze waarde kan hier niet", f"kies uit {choices}"
    if kind == "union_tag_not_found":
        return (
            "deze voorwaarde heeft geen bekende vorm",
            "gebruik minstens, hoogstens, meer_dan, minder_dan, in, bevat, rij, "
            "dagen_geleden_minstens, dagen_geleden_meer_dan, "
            "maanden_geleden_minstens, beantwoord, vastgelegd, alle, een, niet of "
            "altijd",
        )
    if kind == "value_error":
        return str(context.get("error", "")), "verbeter de rij"
    if kind in ("greater_than_equal", "less_than_equal", "greater_than"):
        return "dit getal ligt buiten de grenzen", "gebruik een getal dat kan"
    return "dit past niet", "vergelijk met een andere rij in hetzelfde bestand"


def explain(error: ValidationError, model: type[BaseModel]) -> tuple[str, str, str]:
    """Return key, problem and remedy of the first mistake.

    Parameters
    ----------
    error
        What pydantic found.
    model
        The row model, to suggest the nearest key.
    """
    details = error.errors(include_url=False, include_input=False)
    # An unknown key is nearly always the cause of what else is wrong with a row.
    first = next(
        (one for one in details if one["type"] == "extra_forbidden"), details[0]
    )
    problem, remedy = _explain_one(first, model)
    return _key(first["loc"]), problem, remedy
