"""Slowing down guessing: an attempt is counted before it is judged.

Counting first means that a thousand guesses at once are still one after the other.
A name that does not exist waits just as long as one that does, and nothing is ever
locked for good: the wait grows to a bound and is forgotten after a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import TYPE_CHECKING

from assistant.casework.log import log
from assistant.casework.vault import fingerprint
from assistant.errors import WaitError
from models.aanmeldpoging import Aanmeldpoging, attempts_of, forget_attempts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from assistant.context import Context
    from models.inlog import Inlog

_PURPOSE = "aanmeldpoging"


@dataclass(frozen=True)
class Source:
    """One thing whose failures are counted: an account, or an address.

    Parameters
    ----------
    sleutel
        Keyed hash of the name or address.
    vrij
        Attempts that cost no wait.
    zakt
        Time after which one failure is forgotten; None: only by a right attempt.
    """

    sleutel: str
    vrij: int
    zakt: timedelta | None = None


def account_source(ctx: Context, what: str, name: str) -> Source:
    """Return the source of guesses at one account, whether it exists or not."""
    free = ctx.knowledge.aanmelden.wachten.vrij_per_account
    return Source(fingerprint(ctx, _PURPOSE, f"{what}:{name}"), free)


def address_source(ctx: Context, address: str) -> Source:
    """Return the source of guesses from one network address."""
    rules = ctx.knowledge.aanmelden.wachten
    return Source(
        fingerprint(ctx, _PURPOSE, f"adres:{address}"),
        rules.vrij_per_adres,
        timedelta(minutes=rules.adres_zakt_min),
    )


def claim_attempt(ctx: Context, sources: Sequence[Source]) -> int:
    """Count an attempt, unless it comes too early.

    Parameters
    ----------
    ctx
        The surroundings.
    sources
        What is tried and from where.

    Returns
    -------
    int
        How many seconds the next attempt must wait when this one fails.

    Raises
    ------
    WaitError
        When one of the sources has to wait; this attempt then does not count.
    """
    now = ctx.now()
    rules = ctx.knowledge.aanmelden.wachten
    with ctx.store.unit_of_work() as uow:
        forget_attempts(uow.session, now - timedelta(hours=rules.vergeten_na_uur))
        rows = attempts_of(uow.session, [one.sleutel for one in sources], now)
        waits = [row.wacht_tot for row in rows.values() if row.wacht_tot is not None]
        latest = max(waits, default=now)
        if latest > now:
            raise WaitError(_wait_text(ceil((latest - now).total_seconds())))
        longest = 0
        for one in sources:
            row = rows[one.sleutel]
            row.mislukt = _remembered(row, one, now) + 1
            row.laatst_op = now
            seconds = rules.seconds(row.mislukt, one.vrij)
            row.wacht_tot = now + timedelta(seconds=seconds) if seconds else None
            longest = max(longest, seconds)
        return longest


def log_failure(ctx: Context, what: str, login: Inlog | None, seconds: int) -> None:
    """Write in the log that an attempt failed; never what was typed.

    An attempt that comes too early is not counted and has no line, so that nobody can
    fill the log: the line before says how long that wait was.

    Parameters
    ----------
    ctx
        The surroundings.
    what
        What was tried: a password, a code.
    login
        The account that was tried; None when there is no such account.
    seconds
        How long the next attempt must wait.
    """
    kind, who = "inlog", None
    if login is not None:
        staff = login.gebruiker_id is not None
        kind = "gebruiker" if staff else "gezinslid"
        who = login.gebruiker_id if staff else login.gezinslid_id
    action = "aanmelden_vertraagd" if seconds else "aanmelden_mislukt"
    with ctx.store.unit_of_work() as uow:
        log(ctx, uow, action, kind, who, door=None, wat=what, wacht_s=seconds)


def forgive(ctx: Context, account: Source, address: Source) -> None:
    """Take back an attempt that turned out right.

    The account starts anew; of the address only this attempt is taken back, or an
    attacker with one account of his own could guess at others without a wait.
    """
    with ctx.store.unit_of_work() as uow:
        rows = attempts_of(uow.session, [account.sleutel, address.sleutel], ctx.now())
        uow.session.delete(rows[account.sleutel])
        near: Aanmeldpoging = rows[address.sleutel]
        near.mislukt = max(0, near.mislukt - 1)
        near.wacht_tot = None


def _remembered(row: Aanmeldpoging, source: Source, now: datetime) -> int:
    """Return how many failures still count."""
    if source.zakt is None:
        return row.mislukt
    return max(0, row.mislukt - (now - row.laatst_op) // source.zakt)


def _wait_text(seconds: int) -> str:
    if seconds < 60:
        span = "1 seconde" if seconds == 1 else f"{seconds} seconden"
    else:
        minutes = ceil(seconds / 60)
        span = "1 minuut" if minutes == 1 else f"{minutes} minuten"
    return (
        f"Het ging een paar keer mis. Wacht {span} en probeer het dan opnieuw. "
        "Weet u het niet meer? Vraag dan om een nieuwe link."
    )
