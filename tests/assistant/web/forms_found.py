"""Find every form that a visitor can see, with what a person would leave in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.testclient import TestClient

WORDS = "Een tekst van genoeg woorden (voorbeeld)"


@dataclass
class FoundForm:
    """One form of a page: where it goes, and per field what can be chosen or stands."""

    action: str
    method: str
    file: bool
    fields: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def filled(self, day: str) -> dict[str, str]:
        """Return the form as a person would send it: first choice, words, a day."""
        values = {}
        for name, options in self.fields.items():
            real = [one for one in options if one]
            plain = day if self.kinds[name] == "date" else WORDS
            values[name] = real[0] if real else plain
        return values


class _Reader(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.forms: list[FoundForm] = []
        self._form: FoundForm | None = None
        self._select: str | None = None

    def handle_starttag(self, tag, attrs) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            action = given.get("action", "").partition("#")[0].partition("?")[0]
            self._form = FoundForm(
                action or self.path,
                given.get("method", "get").lower(),
                "multipart" in given.get("enctype", ""),
            )
            self.forms.append(self._form)
        if self._form is None:
            return
        if tag == "option" and self._select is not None:
            self._form.fields[self._select].append(given.get("value", ""))
        name = given.get("name")
        if name and tag in ("input", "select", "textarea"):
            options = self._form.fields.setdefault(name, [])
            self._form.kinds.setdefault(name, given.get("type", tag))
            self._select = name if tag == "select" else None
            if tag == "input":
                options.append(given.get("value", ""))

    def handle_endtag(self, tag) -> None:
        if tag == "form":
            self._form = None


def forms_on(client: TestClient, paths: Iterable[str]) -> dict[str, FoundForm]:
    """Return the forms that change something on these pages, by where they go."""
    found: dict[str, FoundForm] = {}
    for path in paths:
        answer = client.get(path)
        if "html" not in answer.headers.get("content-type", ""):
            continue
        reader = _Reader(path)
        reader.feed(answer.text)
        for form in reader.forms:
            if form.method == "post" and form.action != "/uit":
                found.setdefault(form.action, form)
    return found
