"""What the pages of a family say after a request, and the files they offer."""

from __future__ import annotations

FORMATS = (("pdf", "PDF"), ("docx", "Word"), ("json", "JSON"))
DANGER = "gevaar"
"""Marks that what was typed showed danger: the page then says whom to call first."""
HEARD: dict[str, dict[str, str]] = {
    "woorden": {
        "ouder": "Dank u. Wat u schreef is bewaard. Uw contactpersoon leest het.",
        "leerling": "Dank je. Wat je schreef is bewaard. Iemand leest het en vertelt "
        "je wat ermee gebeurt.",
    },
    "terugbellen": {
        "ouder": "We hebben uw vraag doorgegeven. Iemand belt u terug.",
        "leerling": "We hebben je vraag doorgegeven. Iemand neemt contact met je op.",
    },
    "verbeteren": {
        "ouder": "Dank u. Iemand kijkt het na en laat u weten wat er gebeurt.",
        "leerling": "Dank je. Iemand kijkt het na en laat je weten wat er gebeurt.",
    },
}
"""What is said after a request, per role."""
