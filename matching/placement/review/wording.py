"""Every answer to a table in Dutch sentences; what they say is worked out elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matching.placement.review.price import Zekerheid
from matching.placement.review.taal import Taal, euros, hundredths, sentence, stopped
from matching.placement.review.wording_edits import tell_edit, tell_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matching.placement.review.cheapest_change import Uitweg
    from matching.placement.review.choice import Keuze
    from matching.placement.review.clashes import Botsing
    from matching.placement.review.difference import Verschil
    from matching.placement.review.edits import Edit
    from matching.placement.review.envy import Afgunst
    from matching.placement.review.plan import Stand
    from matching.placement.review.price import Prijs, Uitsluiting
    from matching.placement.review.replan import Herplan
    from matching.placement.review.rules import Regel
    from matching.placement.review.seat_values import Stoelwaarde
    from matching.placement.review.shortage import Tekort


class Verteller(Taal):
    """Tells a table the answers in its own words."""

    def price(self, prijs: Prijs) -> str:
        """Return what a choice would mean, or why it cannot be."""
        words = self.woorden.prijs
        if prijs.huidig:
            return words["huidig"]
        if prijs.niet_nodig:
            return words["niet_nodig"]
        if prijs.uitsluiting is not None:
            return self.exclusion(prijs.leerling, prijs.uitsluiting)
        if prijs.doelen is None:
            guess = prijs.zekerheid is Zekerheid.SCHATTING
            return words["geen_ruimte" if guess else "kan_niet"]
        chain = self.chain(prijs.keten)
        change = self.goals(prijs.doelen)
        text = f"{change}; {chain}" if chain else change
        if prijs.zekerheid is Zekerheid.SCHATTING:
            text = words["schatting"].format(verandering=text)
        return sentence(text)

    def reason(self, plek: str | None, others: Sequence[Prijs], *, proven: bool) -> str:
        """Return why a pupil without pin has this place, or none.

        Parameters
        ----------
        plek
            The place; ``None`` for none, when there is at least one other.
        others
            The prices of other places, cheapest first.
        proven
            Whether no plan is better.
        """
        words = self.woorden.reden
        if not others:
            return words["enige"].format(plek=self.place(plek))
        best = others[0]
        filled = {
            "plek": self.place(plek),
            "ander": self.place(best.plek),
            "verandering": self.goals(best.doelen or ()),
            "keten": self.chain(best.keten),
        }
        key = _why(best, placed=plek is not None)
        if key == "beste_gevonden" and proven and best.kan:
            key = "beste_plan"
        return words[key].format(**filled)

    def pinned(self, plek: str) -> str:
        """Return that a person put a pupil here."""
        return self.woorden.reden["vast"].format(plek=self.plek(plek))

    def nowhere(self, leerling: str, excluded: Sequence[Uitsluiting]) -> str:
        """Return why no place can be given at all, rule by rule."""
        words = self.woorden.reden
        if not excluded:
            return words["geen_plek_mag"].format(leerling=self.leerling(leerling))
        rules = sorted(self.exclusion(leerling, why) for why in excluded)
        return words["geen_plek_kan"].format(keten=" ".join(rules))

    def when(self, stand: Stand) -> tuple[str, ...]:
        """Return when a pupil begins, how it waits until then, and weeks at home."""
        words, found = self.woorden.reden, []
        if stand.begin is not None:
            found.append(words["begint"].format(datum=self.datum(stand.begin)))
        if stand.brug and stand.brug_begin and stand.brug_eind:
            found.append(
                words["brug" if stand.plek is None else "tot_dan"].format(
                    plek=self.plek(stand.brug),
                    datum=self.datum(stand.brug_begin),
                    eind=self.datum(stand.brug_eind),
                )
            )
        if stand.weken_thuis:
            weeks = self.woorden.count("week", stand.weken_thuis)
            found.append(words["thuis"].format(weken=weeks))
        return tuple(found)

    def certainty(self, zekerheid: Zekerheid) -> str:
        """Return how sure a price is."""
        return self.woorden.zekerheid[zekerheid]

    def exclusion(self, leerling: str, uitsluiting: Uitsluiting) -> str:
        """Return the first rule that keeps a pupil from a place."""
        money = uitsluiting.reden == "budget"
        amount = euros if money else hundredths
        return self.woorden.uitsluiting[uitsluiting.reden].format(
            leerling=self.leerling(leerling),
            plek=self.plek(uitsluiting.plek),
            datum=uitsluiting.datum and self.datum(uitsluiting.datum),
            eind=uitsluiting.eind and self.datum(uitsluiting.eind),
            uren=amount(uitsluiting.nodig),
            bedrag=amount(uitsluiting.nodig),
            grens=amount(uitsluiting.grens),
            budget=uitsluiting.naam,
            kenmerk=uitsluiting.naam,
        )

    def difference(self, verschil: Verschil) -> tuple[str, ...]:
        """Return what another plan changes: pupils, weeks, goals, then who moves."""
        words, found = self.woorden.verschil, []
        if verschil.geplaatst_eerst != verschil.geplaatst_dan:
            count = self.woorden.count("leerling", verschil.geplaatst_dan)
            found.append(
                words["geplaatst"].format(aantal=count, eerste=verschil.geplaatst_eerst)
            )
        if verschil.weken_eerst != verschil.weken_dan:
            weeks = self.woorden.count("week", verschil.weken_dan)
            found.append(
                words["weken"].format(weken=weeks, eerste=verschil.weken_eerst)
            )
        changes = [(goal.doel, goal.verschil) for goal in verschil.doelen]
        if any(grew for _, grew in changes):
            found.append(words["doelen"].format(verandering=self.goals(changes)))
        elif verschil.verplaatsingen:
            found.append(words["doelen_gelijk"])
        else:
            found.append(words["niets"])
        moves = (self.moved(move) for move in verschil.verplaatsingen)
        return (*found, *(stopped(move) for move in moves if move))

    def edit(self, edit: Edit) -> str:
        """Return a change as something to do."""
        return tell_edit(self, edit)

    def rule(self, regel: Regel) -> str:
        """Return a rule by name."""
        return tell_rule(self, regel)

    def clash(self, botsing: Botsing) -> tuple[str, ...]:
        """Return the rules that clash, then what would be enough to repair it."""
        words = self.woorden.botsing
        rules = tuple(stopped(self.rule(rule)) for rule in botsing.regels)
        fixes = tuple(sentence(self.edit(fix.edit)) for fix in botsing.reparaties)
        doubt = () if botsing.bevestigd else (words["niet_bevestigd"],)
        repair = (words["reparatie"], *fixes) if fixes else (words["geen_reparatie"],)
        return (words["kop"], *rules, *repair, *doubt)

    def choice(self, keuze: Keuze) -> str:
        """Return whether the table has a choice for a pupil, and between what."""
        words, near = self.woorden.keuze, "_bijna" if keuze.bijna else ""
        others = [self.place(one) for one in keuze.plekken if one != keuze.plek]
        if keuze.stand == "onbekend":
            return words["onbekend"]
        if keuze.stand == "vast":
            key = f"vast{near}" + ("" if keuze.plek else "_zonder")
            return words[key].format(plek=self.place(keuze.plek))
        key = f"kiesbaar{near}" if keuze.volledig else "kiesbaar_deels"
        return words[key].format(plekken=self.listed(others))

    def seat(self, waarde: Stoelwaarde) -> str:
        """Return what one more seat would do, and for whom."""
        words, place = self.woorden.stoel, self.plek(waarde.plek)
        if not any(grew for _, grew in waarde.doelen):
            return words["niets"].format(plek=place)
        day = None if waarde.vanaf is None else self.datum(waarde.vanaf)
        told = (self.goals(waarde.doelen), self.chain(waarde.keten))
        return words["waarde" if day is None else "waarde_vanaf"].format(
            plek=place,
            datum=day,
            verandering="; ".join(text for text in told if text),
        )

    def shortage(self, tekort: Tekort) -> tuple[str, ...]:
        """Return what enough seats of one provision would do."""
        words, name = self.woorden.stoel, self.voorziening(tekort.voorziening)
        count = self.woorden.count("leerling", len(tekort.leerlingen))
        weeks = self.woorden.count("week", tekort.weken)
        found = []
        if tekort.leerlingen:
            found.append(words["tekort"].format(voorziening=name, aantal=count))
            if tekort.alleen_hier:
                only = self.woorden.count("leerling", len(tekort.alleen_hier))
                found.append(words["alleen_hier"].format(aantal=only))
        elif tekort.weken:
            found.append(words["tekort_weken"].format(voorziening=name, weken=weeks))
        return tuple(found)

    def way_out(self, uitweg: Uitweg) -> str:
        """Return one change that gives an unplaced pupil a place."""
        words = self.woorden.uitweg
        change = " en ".join(self.edit(edit) for edit in uitweg.edits)
        solved = uitweg.verschil is not None
        key = "genoeg" if uitweg.bevestigd else "ander" if solved else "past"
        text = words[key].format(
            wijziging=change,
            leerling=self.leerling(uitweg.leerling),
            plek=self.place(uitweg.plek),
        )
        return sentence(text)

    def envy(self, afgunst: Afgunst, prijs: Prijs | None = None) -> str:
        """Return who would rather have the place of one that comes later, and why not.

        Parameters
        ----------
        afgunst
            The case.
        prijs
            The price of giving this pupil that place.
        """
        words = self.woorden.afgunst
        text = words["rij"].format(
            leerling=self.leerling(afgunst.leerling),
            plek=self.plek(afgunst.plek),
            ander=self.leerling(afgunst.ander),
            voorkeur=words[afgunst.voorkeur],
            voorrang=words[afgunst.voorrang],
        )
        if afgunst.vast:
            text += " " + words["vast"].format(ander=self.leerling(afgunst.ander))
        if prijs is not None:
            text += " " + words["prijs"].format(prijs=self.price(prijs))
        return text

    def replan(self, plan: Herplan) -> str:
        """Return who of those with a place has to move in a re-plan."""
        words = self.woorden.herplan
        if not plan.verschoven:
            return words["niemand"]
        names = ", ".join(self.leerling(id) for id in plan.verschoven)
        count = self.woorden.count("leerling", len(plan.verschoven))
        return words["verschoven"].format(aantal=count, namen=names)


def _why(best: Prijs, *, placed: bool) -> str:
    """Return which reason fits, given the cheapest other place.

    Parameters
    ----------
    best
        Its price.
    placed
        Whether the pupil has a place.
    """
    exact = best.zekerheid is not Zekerheid.SCHATTING
    if placed:
        if not exact:
            return "beste_gevonden"
        return (
            "enige_ruimte" if best.doelen is None else "lot" if best.gelijk else "beste"
        )
    if best.doelen is None:
        return "bezet" if exact else "gingen_voor"
    if best.gelijk:
        return "lot_anderen"
    if not best.keten:
        return "geen_beter"
    return "vol"
