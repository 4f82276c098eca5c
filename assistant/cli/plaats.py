"""`leerplek plaats`: which pupil on which place, with a proof and a reason."""

from __future__ import annotations

import math
import sys
from time import perf_counter
from typing import TYPE_CHECKING

from assistant.cli.bulk import many_objects
from assistant.cli.common import (
    EXIT_NO,
    EXIT_OK,
    UserError,
    add_json,
    print_json,
    print_line,
)
from assistant.cli.placement_files import read_instance_file
from matching.placement.remarks import remarks_on
from matching.placement.result import Status
from matching.placement.solve import solve

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from assistant.cli.common import Subparsers
    from matching.placement.progress import Voortgang
    from matching.placement.result import Planning, Voorstel

MAX_SEED = 2**31 - 1

LEAST_PART = 0.1
"""Part of the time limit that is left for solving, however long reading took."""


def add_parser(subparsers: Subparsers) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "plaats", help="voorstel: welke leerling op welke plek"
    )
    parser.add_argument("instantie", metavar="INSTANTIE.json")
    parser.add_argument(
        "--seed", type=int, default=1, metavar="N", help="startgetal (standaard 1)"
    )
    parser.add_argument(
        "--tijdslimiet",
        type=float,
        default=60.0,
        metavar="S",
        help="stop na zoveel seconden met het beste tot dan toe (standaard 60)",
    )
    parser.add_argument(
        "--kort", action="store_true", help="zonder redenen en alternatieven"
    )
    add_json(parser)


def run(args: Namespace) -> int:
    """Solve one instance and print the proposal."""
    if not (math.isfinite(args.tijdslimiet) and args.tijdslimiet > 0):
        raise UserError("--tijdslimiet: geef een aantal seconden boven 0.")
    if not 0 <= args.seed <= MAX_SEED:
        raise UserError(f"--seed: geef een geheel getal van 0 tot en met {MAX_SEED}.")
    started = perf_counter()
    with many_objects():
        instance = read_instance_file(args.instantie)[1]
        # The limit is for the whole command: reading a province takes seconds.
        left = args.tijdslimiet - (perf_counter() - started)
        proposal = solve(
            instance,
            seed=args.seed,
            tijdslimiet=max(left, LEAST_PART * args.tijdslimiet),
            waarom=not args.kort,
            progress=_show_step if sys.stderr.isatty() else None,
        )
    remarks = remarks_on(instance)
    if args.json:
        odd = {"opmerkingen": list(remarks)} if remarks else {}
        print_json(proposal.as_dict() | odd)
    else:
        for line in (*proposal_lines(proposal), *_remark_lines(remarks)):
            print_line(line)
    return EXIT_NO if proposal.status == Status.ONMOGELIJK else EXIT_OK


def proposal_lines(proposal: Voorstel) -> list[str]:
    """Return the proposal as lines for a person to read."""
    if proposal.status == Status.ONMOGELIJK:
        return [
            "Er is geen plaatsing mogelijk. Deze regels gaan niet samen:",
            *(f"  - {rule}" for rule in proposal.conflict),
            "Laat een van deze regels los en probeer het opnieuw.",
        ]
    placed = sum(place is not None for place in proposal.plaatsingen.values())
    unique = "enige" if proposal.uniek else "niet per se de enige"
    return [
        f"Voorstel: {placed} van {len(proposal.plaatsingen)} leerlingen geplaatst. "
        f"{proposal.status} ({unique} uitkomst), {proposal.duur_s:.2f} s, "
        f"seed {proposal.seed}.",
        "Een mens beslist; dit is een voorstel.",
        "",
        *_goal_lines(proposal),
        "",
        *_pupil_lines(proposal),
    ]


def _remark_lines(remarks: Sequence[str]) -> list[str]:
    """Return what is odd in the instance as lines."""
    return ["", *(f"Let op: {remark}" for remark in remarks)] if remarks else []


def _goal_lines(proposal: Voorstel) -> list[str]:
    """Return one line per goal with its proven bound."""
    return [
        f"  {number}. {goal.doel:<20} {goal.waarde:>12}"
        + ("  (bewezen)" if goal.waarde == goal.grens else f"  (grens {goal.grens})")
        for number, goal in enumerate(proposal.doelen, start=1)
    ]


def _pupil_lines(proposal: Voorstel) -> list[str]:
    """Return one line per pupil, and indented lines for the reason."""
    pupils = proposal.plaatsingen
    width = max((len(pupil) for pupil in pupils), default=0)
    lines = []
    for pupil, place in pupils.items():
        days = _days(proposal.planning, pupil)
        lines.append(f"{pupil:<{width}}  {place or '- (geen plek)'}{days}")
        reason = (proposal.waarom or {}).get(pupil)
        if reason is not None:
            lines.append(f"{'':<{width}}    {reason.reden}")
            lines += [
                f"{'':<{width}}    of {other.plek}: {other.gevolg}"
                for other in reason.alternatieven
            ]
    return lines


def _days(planning: Planning | None, pupil: str) -> str:
    """Return from when, and what until then, where days count."""
    if planning is None:
        return ""
    words = []
    begin, bridge = planning.begin[pupil], planning.overbrugging[pupil]
    if begin is not None:
        words.append(f"vanaf {begin}")
    if bridge is not None:
        words.append(
            f"overbrugging {bridge.plek} van {bridge.begin} tot en met {bridge.eind}"
        )
    weeks = planning.weken_thuis[pupil]
    if weeks:
        words.append("1 week thuis" if weeks == 1 else f"{weeks} weken thuis")
    return "".join(f", {word}" for word in words)


def _show_step(step: Voortgang) -> None:
    """Print one line of progress for a person who waits."""
    value = "" if step.waarde is None else f" {step.waarde}"
    proof = ""
    if step.waarde is not None:
        proof = " bewezen" if step.waarde == step.grens else f" (grens {step.grens})"
    print(
        f"{step.duur_s:7.2f} s  {step.stap}{value}{proof} [{step.engine}]",
        file=sys.stderr,
        flush=True,
    )
