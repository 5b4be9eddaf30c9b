"""An account in the codes of other schemes: each scheme by its own rules, none of which changes what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tollbook.codebook.actors import load_actor_kinds
from tollbook.codebook.crosswalk import (
    AcledCase,
    load_acled_cases,
    load_gtd_targets,
    load_inso_acts,
    load_plover_rules,
    load_plover_standing,
    load_ucdp_types,
    load_weapons,
    load_weapons_of_kinds,
)
from tollbook.codebook.kinds import Codes, load_kinds
from tollbook.codebook.means import target_in, weapons_in
from tollbook.model.account import Account
from tollbook.model.frame import Currency, Stance
from tollbook.model.party import Party

AGENTS, PATIENTS = ("perpetrator", "side_a", "actor"), ("target", "victim", "side_b")
BY_TARGET, CLASH = "armed-attack", "armed-clash"
VIOLENT = ("violence", "explosion")
STATE, EXTERNAL = 1, 8


@dataclass(frozen=True, slots=True)
class Told:
    """What of an account decides its codes; ``agent`` and ``target`` are kinds of actors, ``rule`` the id of the deed's rule.

    ``struck`` is the target's name, ``means`` the instrument as written, ``killed`` true where the account tells of deaths, false where it
    tells that nobody died, ``None`` where it tells neither.
    """

    kind: str
    agent: str | None = None
    target: str | None = None
    struck: str = ""
    means: str = ""
    killed: bool | None = None
    rule: str = ""
    stance: Stance = Stance.STATED
    currency: Currency = Currency.NEW
    lang: str = "en"


def told_of(account: Account, lang: str) -> Told:
    """What of an account decides its codes; of several parties on a side the first told counts."""
    agent, target = _first(account, AGENTS), _first(account, PATIENTS)
    deaths = [t.value.toll.figure for t in account.tolls if t.value.status == "killed"]
    return Told(
        account.kind.value, agent.kind if agent else None, target.kind if target else None, target.name if target else "",
        account.instrument.value if account.instrument else "", any(deaths) if deaths else None, account.kind.by,
        account.stance.value, account.currency.value, lang,
    )  # fmt: skip


def _first(account: Account, roles: Sequence[str]) -> Party | None:
    return next((p.value.party for p in account.parties if p.value.role in roles), None)


def codes_of(told: Told) -> dict[str, object]:
    """The ``codes`` object of the wire format; a scheme with no row for the account has ``None``. KeyError for an unknown kind."""
    codes = load_kinds()[told.kind].codes
    weapons = weapons_in(told.means, told.lang) if told.means else ()
    gtd = _gtd(told, codes)
    return {
        "acled": _acled(told, codes, weapons),
        "plover": _plover(told, codes, weapons),
        "ucdp": _ucdp(told, codes),
        "cameo": load_kinds()[CLASH].codes.cameo if _is_battle(told) else codes.cameo,
        "gtd": gtd,
        "gtd_weapon": _gtd_weapon(told, weapons) if gtd is not None else None,
        "gtd_target": _gtd_target(told) if gtd is not None else None,
        "inso": load_inso_acts().get(told.kind),
    }


def _sorts(kind: str | None) -> frozenset[str]:
    """What the tables may ask of a party: state, nonstate, armed, armed-state, unarmed, its kind; "unknown" where nobody is told."""
    if kind is None or kind == "other":
        return frozenset({"unknown"})
    told = load_actor_kinds()[kind]
    state = told.inter in (STATE, EXTERNAL)
    found = {kind, "armed" if told.battle else "unarmed"}
    found |= {"state"} if state else {"nonstate"} if told.battle else set()
    return frozenset(found | ({"armed-state"} if state and told.battle else set()))


def _is_battle(told: Told) -> bool:
    return told.kind == BY_TARGET and "armed" in _sorts(told.target)


def _acled(told: Told, codes: Codes, weapons: tuple[str, ...]) -> list[str] | None:
    """Event type and sub-event type: the first case that fits, else the kind's."""
    cases = load_acled_cases().get(told.kind, ())
    case = next((c for c in cases if _fits(c, told, weapons)), None)
    if case is not None:
        return [case.event_type, case.sub_event_type]
    return list(codes.acled) if codes.acled else None


def _fits(case: AcledCase, told: Told, weapons: tuple[str, ...]) -> bool:
    agent, target = not case.agent or case.agent in _sorts(told.agent), not case.target or case.target in _sorts(told.target)
    means = not case.weapon or set(weapons) == {case.weapon}
    return agent and target and means and (not case.status or bool(told.killed))


def _plover(told: Told, codes: Codes, weapons: tuple[str, ...]) -> list[str | None] | None:
    """Event and mode: by the rule where it tells more than the kind, by what the event's standing makes of it, the mode by the weapon."""
    found = load_plover_rules().get(told.rule) or codes.plover
    if found is None:
        return None
    event, mode = found
    standing = "negated" if told.stance is Stance.NEGATED else told.currency.value
    if told.stance in (Stance.STATED, Stance.NEGATED):
        event, mode = load_plover_standing().get((event, standing), (event, mode))
    if mode is None and event == "ASSAULT" and weapons:
        mode = load_weapons()[weapons[0]][1]
    return [event, mode]


def _ucdp(told: Told, codes: Codes) -> int | None:
    """Likely type of violence by the two sides; ``None`` where nobody died or the sides leave it open."""
    family = load_kinds()[told.kind].family
    if told.killed is False or (family not in VIOLENT and codes.ucdp is None):
        return None
    agents, targets = _sorts(told.agent), _sorts(told.target)
    if "unknown" in targets:
        return None if told.kind == BY_TARGET else codes.ucdp
    types = load_ucdp_types()
    found = {types[a, t] for a in agents for t in targets if (a, t) in types}
    return found.pop() if len(found) == 1 else None


def _gtd(told: Told, codes: Codes) -> int | None:
    """Attack type; ``None`` for what a state does, which the scheme leaves out."""
    return None if "state" in _sorts(told.agent) else codes.gtd


def _gtd_weapon(told: Told, weapons: tuple[str, ...]) -> int | None:
    """Weapon type of what is told first, else of a kind that names its means."""
    types = (load_weapons()[w][0] for w in weapons)
    return next((t for t in types if t is not None), None) or load_weapons_of_kinds().get(told.kind)


def _gtd_target(told: Told) -> int | None:
    """Target type: what is struck says more than whose it is, except of those who bear arms."""
    kind = told.target
    table = load_gtd_targets()
    if kind is not None and load_actor_kinds()[kind].battle:
        return table.get((kind, ""))
    sort = target_in(told.struck, told.lang)
    return table.get(("", sort)) if sort is not None else table.get((kind or "", ""))
