"""Reports of our own making as templates: a text with slots, what fills them first, and the day it was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from tollbook.model.report import Report
from tollbook.read.text import Issue, read_text

NOTHING: Mapping[str, str] = MappingProxyType({})
FOLDER = Path(__file__).parent / "reports"


@dataclass(frozen=True)
class Town:
    """A town of the core gazetteer and roughly where it lies."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Setting:
    """A country as a text names it, with its code and towns."""

    country: str
    code: str
    demonym: str
    capital: Town
    town: Town
    town2: Town

    @property
    def words(self) -> dict[str, str]:
        """What the setting puts into a template's slots."""
        return {
            "country": self.country, "demonym": self.demonym, "Demonym": self.demonym, "town": self.town.name, "town2": self.town2.name,
            "capital": self.capital.name, "capital_up": self.capital.name.upper(), "town_up": self.town.name.upper(),
        }  # fmt: skip


SETTINGS = {
    s.code: s
    for s in (
        Setting("Burkina Faso", "BFA", "Burkinabe", Town("Ouagadougou", 12.4, -1.5), Town("Djibo", 14.1, -1.6), Town("Dori", 14.0, 0.0)),
        Setting("Mali", "MLI", "Malian", Town("Bamako", 12.6, -8.0), Town("Mopti", 14.5, -4.2), Town("Gao", 16.3, 0.0)),
        Setting("Nigeria", "NGA", "Nigerian", Town("Abuja", 9.1, 7.5), Town("Maiduguri", 11.8, 13.2), Town("Damaturu", 11.7, 12.0)),
        Setting("Somalia", "SOM", "Somali", Town("Mogadishu", 2.0, 45.3), Town("Baidoa", 3.1, 43.7), Town("Kismayo", -0.4, 42.5)),
        Setting("Kenya", "KEN", "Kenyan", Town("Nairobi", -1.3, 36.8), Town("Garissa", -0.5, 39.6), Town("Mandera", 3.9, 41.9)),
        Setting("Mozambique", "MOZ", "Mozambican", Town("Maputo", -26.0, 32.6), Town("Pemba", -13.0, 40.5), Town("Nampula", -15.1, 39.3)),
        Setting("Colombia", "COL", "Colombian", Town("Bogota", 4.6, -74.1), Town("Tumaco", 1.8, -78.8), Town("Saravena", 7.0, -71.9)),
        Setting("Pakistan", "PAK", "Pakistani", Town("Islamabad", 33.7, 73.1), Town("Quetta", 30.2, 67.0), Town("Peshawar", 34.0, 71.6)),
        Setting("Iraq", "IRQ", "Iraqi", Town("Baghdad", 33.3, 44.4), Town("Kirkuk", 35.5, 44.4), Town("Tikrit", 34.6, 43.7)),
        Setting("the Philippines", "PHL", "Philippine", Town("Manila", 14.6, 121.0), Town("Cotabato", 7.2, 124.2), Town("Marawi", 8.0, 124.3)),
        Setting("Afghanistan", "AFG", "Afghan", Town("Kabul", 34.5, 69.2), Town("Kunduz", 36.7, 68.9), Town("Kandahar", 31.6, 65.7)),
        Setting("Ukraine", "UKR", "Ukrainian", Town("Kyiv", 50.5, 30.5), Town("Kherson", 46.6, 32.6), Town("Kharkiv", 50.0, 36.2)),
    )
}


@dataclass(frozen=True)
class Template:
    """A report with slots: ``home`` is the country its source version plays in, ``words`` fill the other slots."""

    name: str
    home: str
    published: date
    words: Mapping[str, str]

    @property
    def setting(self) -> Setting:
        """The country and towns of the source version."""
        return SETTINGS[self.home]

    def fill(self, slotted: str, other: Mapping[str, str] = NOTHING) -> str:
        """The words with the template's own in their slots, or other ones."""
        slots = {**self.setting.words, **self.words, **other}
        capitals = {word[0].upper() + word[1:]: value[0].upper() + value[1:] for word, value in slots.items()}
        return slotted.format_map({**capitals, **slots})

    def text(self, other: Mapping[str, str] = NOTHING, edits: Mapping[str, str] = NOTHING) -> str:
        """The source version's text, or a variant's: other words in some slots, some passages edited, each of which must stand there once."""
        slotted = (FOLDER / f"{self.name}.txt").read_text(encoding="utf-8")
        for old, new in edits.items():
            assert slotted.count(old) == 1, f"{self.name} has {slotted.count(old)} times: {old}"
            slotted = slotted.replace(old, new)
        return self.fill(slotted, other)

    def paragraphs(self) -> list[str]:
        """The source version's paragraphs."""
        return self.text().strip().split("\n\n")


def as_report(text: str, published: date | None) -> Report:
    """The text as a report published that day."""
    return read_text(text, Issue(published=published))


TEMPLATES = {
    t.name: t
    for t in (
        Template("wire", "BFA", date(2023, 11, 16), {
            "month": "November", "day": "16", "actors": "gunmen", "attackers": "attackers", "killed": "nine", "hurt": "four", "weekday": "Tuesday",
            "speaker": "Idrissa Sow",
        }),
        Template("newspaper", "PAK", date(2022, 5, 12), {
            "killed": "six", "hurt": "14", "weekday": "Wednesday", "weekday2": "Thursday", "speaker": "Karim Baloch", "group": "Islamic State group",
        }),
        Template("radio", "SOM", date(2021, 9, 10), {
            "actors": "militants", "attackers": "militants", "killed": "seven", "hurt": "three", "weekday": "Thursday", "weekday2": "Wednesday",
        }),
        Template("bulletin", "NGA", date(2020, 2, 21), {
            "actors": "bandits", "killed": "four", "held": "eight", "taken": "three", "weekday": "Monday", "weekday2": "Tuesday",
            "weekday3": "Wednesday",
        }),
        Template("court", "COL", date(2019, 6, 14), {
            "held": "two", "years": "18", "weekday": "Thursday", "speaker": "Elena Duarte", "victim": "Mateo Rojas", "old_month": "March",
            "old_year": "2016",
        }),
        Template("followup", "AFG", date(2018, 8, 10), {
            "killed": "31", "late": "five", "early": "26", "hurt": "forty", "weekday": "Thursday", "weekday2": "Tuesday", "weekday3": "Wednesday",
            "speaker": "Yusuf Rahimi", "group": "Islamic State group",
        }),
        Template("roundup", "UKR", date(2017, 3, 17), {
            "killed": "three", "hurt": "11", "died": "four", "weekday": "Wednesday", "weekday2": "Thursday",
        }),
        Template("abduction", "MOZ", date(2023, 7, 21), {
            "taken": "three", "actors": "armed men", "held": "two", "weekday": "Thursday", "weekday2": "Wednesday", "old_month": "June",
            "old_day": "14",
        }),
        Template("protest", "KEN", date(2022, 10, 7), {
            "held": "12", "crowd": "300", "killed": "two", "hurt": "nine", "weekday": "Thursday", "weekday2": "Saturday", "speaker": "Peter Mwangi",
        }),
        Template("airstrike", "IRQ", date(2016, 4, 22), {
            "month": "April", "day": "22", "killed": "15", "hurt": "twenty", "weekday": "Thursday", "group": "rebels",
        }),
    )
}  # fmt: skip
