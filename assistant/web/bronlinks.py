"""References to sources as links: every source that is named opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from knowledge.bronnen import source_parts
from knowledge.rustend import place_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from knowledge.bronnen import Bron


@dataclass(frozen=True)
class SourceLink:
    """One part of a reference: what it says, and the page it opens if known."""

    tekst: str
    pad: str | None


def source_links(known: Mapping[str, Bron], reference: str) -> list[SourceLink]:
    """Return what a reference such as ``WPO 40(6); S1`` says, each with its page."""
    links = []
    for part in source_parts(reference):
        source = known.get(part.id)
        if source is None:
            links.append(SourceLink(f"{part.id} {part.plaats}".strip(), None))
        else:
            anchor = f"#{place_id(part.plaats)}"
            path = f"/bronnen/{source.id}{anchor}"
            links.append(SourceLink(source.genoemd(part.plaats), path))
    return links
