"""A hundred invented records that hold what must not leave: names, minors, sources, shelters, homes and people still held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import cycle

from tests.unit.export.made import ARMY, GUNMEN, VILLAGERS, Said, place
from tollbook.model.account import Claim, Part
from tollbook.model.ledger import UNDISCLOSED
from tollbook.model.party import Party
from tollbook.model.place import Place, PlacePrecision

PERSONS = (
    "Issa Bamadio", "Awa Kontagal", "Moriba Sanfel", "Fatou Delkiré", "Oumou Zantarga", "Bakari Tolmé", "Salif Wendou", "Nana Abarka",
    "Kadi Forogo", "Yaya Mindibo", "Hawa Tessoum", "Drissa Palmou", "Rokia Sengaré", "Modi Altaw", "Zeyna Korbal", "Adama Yistou",
)  # fmt: skip
POINT = (14.53127, -4.09412)


@dataclass(frozen=True)
class Record:
    """What a report says, what of it must not leave, and whether the point must be moved or the whole held back."""

    name: str
    said: Said
    secrets: tuple[str, ...]
    moved: bool = False
    held: bool = False


def spot(name: str, known: bool, precision: PlacePrecision = PlacePrecision.EXACT) -> Place:
    return replace(place(name, precision, 0.3, known))


def records() -> Sequence[Record]:
    """All of them."""
    makers = (_victims, _suspects, _speakers, _claimants, _outlets, _headlines, _shelters, _homes, _survivors, _minors, _held, _workers)
    return [record for maker in makers for record in maker()]


def _text(n: int, what: str) -> str:
    return f"Report {n} of {what}: gunmen came to the town at night and left before dawn, people there said."


def _victims() -> Iterator[Record]:
    for n, person in enumerate(PERSONS[:10]):
        parties = (GUNMEN, Part("victim", Party(person, "civilians" if n % 2 else "other")))
        yield Record(f"victim {n}", Said(parties=parties, tolls=(("killed", "total", 1),), text=_text(n, "victims")), (person, person.split()[1]))


def _suspects() -> Iterator[Record]:
    kinds = ("armed-group", "criminal-group", "militia", "rebel-group", "jihadist-group", "other")
    for n, (person, kind) in enumerate(zip(PERSONS[:10], cycle(kinds), strict=False)):
        told = f"commander {person}" if n % 3 else person
        parties = (Part("perpetrator", Party(told, kind)), VILLAGERS)
        yield Record(f"suspect {n}", Said(parties=parties, text=_text(n, "suspects")), (person, person.split()[0]))


def _speakers() -> Iterator[Record]:
    roles = ("a neighbour", "the mayor", "a nurse", "a teacher at the school", "an uncle of the girl")
    for n, (person, role) in enumerate(zip(PERSONS[:10], cycle(roles), strict=False)):
        yield Record(f"witness {n}", Said(speakers=(f"{person}, {role}",), text=_text(n, "witnesses")), (person, person.split()[1]))


def _claimants() -> Iterator[Record]:
    for n, (person, stance) in enumerate(zip(PERSONS[:8], cycle(("claimed", "denied", "accused")), strict=False)):
        yield Record(f"claimant {n}", Said(claims=(Claim(stance, person, "2024-03-06"),), text=_text(n, "claims")), (person,))


def _outlets() -> Iterator[Record]:
    for n, outlet in enumerate((
        "issa.bamadio@example.org", "@awakontagal", "+223 70 11 22 33", "WhatsApp group of Sévaré health staff", "t.me/moriba_sanfel",
        "u/fatoudelkire", "Telegram: Oumou Zantarga", "Bakari (07 55 66 77 88)", "0033 6 12 34 56 78", "wa.me/22370112233",
        "Facebook page of Salif Wendou", "Interview with Nana Abarka", "Key informant, Banguel", "Letter from Kadi Forogo", "Survivor, 14",
    )):  # fmt: skip
        yield Record(f"source {n}", Said(outlet=outlet, text=_text(n, "sources")), (outlet,))
    for n, person in enumerate(PERSONS[:4]):
        said = Said(outlet=f"Blog of {person}", speakers=(person,), text=_text(n, "blogs"))
        yield Record(f"blogger {n}", said, (person,))
    for n in range(3):
        cable = Said(outlet=UNDISCLOSED, title=f"Leaked cable {n}", url=f"https://leak.example/{n}", text=_text(n, "cables"))
        said = replace(cable, published=date(2024, 3, 17), claims=(Claim("claimed", "JNIM", None),))
        yield Record(f"undisclosed {n}", said, (f"Leaked cable {n}", "leak.example", "2024-03-17"))


def _headlines() -> Iterator[Record]:
    for n, person in enumerate(PERSONS[:8]):
        slug = person.lower().replace(" ", "-")
        said = Said(title=f"{person}, 14, killed at home", url=f"https://courier.example/{slug}-killed", text=_text(n, "headlines"))
        yield Record(f"headline {n}", said, (person, slug))


def _shelters() -> Iterator[Record]:
    for n, name in enumerate((
        "Maison Fanta women's shelter", "Kalaban IDP camp", "Saint Lucie clinic", "Sévaré general hospital", "girls' school of Banguel",
        "orphanage of the lake", "safe house near the mill", "UNHCR transit centre", "Red Cross warehouse", "Socoura displaced site",
    )):  # fmt: skip
        yield Record(f"shelter {n}", Said(where=spot(name, known=bool(n % 2)), text=_text(n, "shelters")), (name,), moved=True)
        struck = Said(parties=(GUNMEN, Part("target", Party(f"the {name}", "object-civilian"))), text=_text(n, "what was struck"))
        yield Record(f"struck {n}", struck, (name,), moved=True)


def _homes() -> Iterator[Record]:
    for n, person in enumerate(PERSONS[:6]):
        for where in (f"the compound of {person}", f"5 km from {person}'s farm"):
            yield Record(f"home {n} {where[:3]}", Said(where=spot(where, known=False), text=_text(n, where[:9])), (person, person.split()[1]))


def _survivors() -> Iterator[Record]:
    for n, group in enumerate(("women", "children", "health-workers", "students", "displaced", "traders")):
        said = Said(
            kind="sexual-violence", parties=(ARMY, Part("victim", Party(PERSONS[n], "health-workers"))),
            tolls=(("injured", "total", 4), ("injured", group, 4)), text=_text(n, "survivors"),
        )  # fmt: skip
        yield Record(f"survivor {n}", said, (PERSONS[n], "Health Workers", f'"{group}"', f"{group} 4"), moved=True)


def _minors() -> Iterator[Record]:
    for n, group in enumerate(("children", "women", "students", "farmers")):
        tolls = (("killed", "total", 9), ("killed", group, 1 + n % 2), ("killed", "soldiers", 3))
        yield Record(f"minor {n}", Said(tolls=tolls, text=_text(n, "minors")), (f"{group} {1 + n % 2}", f'"{group}"'), moved=group == "students")


def _held() -> Iterator[Record]:
    for n, kind in enumerate(("abduction", "hostage-taking", "hijacking")):
        for day in (date(2024, 12, 31), date(2024, 12, 30)):
            said = Said(kind=kind, published=day, parties=(GUNMEN, Part("victim", Party(PERSONS[n], "civilians"))), text=_text(n, f"{kind} {day}"))
            yield Record(f"held {kind} {day}", said, (PERSONS[n], "Sévaré"), held=True)


def _workers() -> Iterator[Record]:
    kinds = ("aid-workers", "health-workers", "ngo", "journalists")
    for n, (person, kind) in enumerate(zip(PERSONS, kinds, strict=False)):
        said = Said(kind="killing", parties=(GUNMEN, Part("victim", Party(person, kind))), text=_text(n, kind))
        yield Record(f"worker {n}", said, (person, "Sévaré"), moved=True)
        one = replace(said, tolls=(("killed", "total", 1),), text=_text(n, f"one of {kind}"))
        trades = ("Aid Workers", "Health Workers", "Non-governmental", "Journalists")
        yield Record(f"one worker {n}", one, (person, "Sévaré", trades[n]), moved=True)
