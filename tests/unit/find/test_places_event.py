"""The place of the event, not every place named: sentences of the project's own, and what beside the event they name."""

from __future__ import annotations

import pytest

from tollbook.codebook.places import load_places
from tollbook.find.places import PlaceTools, find_places
from tollbook.model.place import Gazetteer, Toponym
from tollbook.parse import Parser
from tollbook.read.text import Issue, read_text


def events(text: str, parser: Parser, gazetteer: Gazetteer) -> set[str]:
    """The names and anchors of places that can be an event's."""
    report = read_text(text, Issue())
    found = find_places(parser.parse(report), report, PlaceTools(load_places("en"), gazetteer))
    values = [m.value for m in found if isinstance(m.value, Toponym) and m.value.event]
    return {n for v in values for n in ((v.name,) if v.name else v.anchors) if n}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Togo, Benin and Ghana were accused of sheltering the men who attacked Kandi, in Benin.", "Kandi"),
        ("BAMAKO, Jan 3 (Wire) - Gunmen killed five people in Mopti on Monday, said a correspondent in Dakar.", "Mopti"),
        ("Ivorian troops killed two men near Bouna.", "Bouna"),
        ("The rebels, originally from Chad, attacked a post at Birao.", "Birao"),
        ("Fighters who had trained in Libya raided the town of Kouri in Niger.", "Kouri"),
        ("The ministry in Abuja said troops killed 12 men in Bama.", "Bama"),
        ("The French-backed force was attacked outside Kidal.", "Kidal"),
        ("A rights group, based in New York, said soldiers shot civilians in Goma.", "Goma"),
        ("Washington condemned the attack in Agadez.", "Agadez"),
        ("The mission in Kinshasa said militia killed nine people in Beni.", "Beni"),
        ("Refugees from Sudan were attacked at a camp near Adre in Chad.", "Adre"),
        ("Residents fled after gunmen attacked Bandiagara.", "Bandiagara"),
        ("The group, which also operates in Niger, Mali and Nigeria, killed four farmers in Dori.", "Dori"),
    ],
)
def test_only_the_place_of_the_event_can_be_it(text: str, place: str, parser: Parser, gazetteer: Gazetteer) -> None:
    assert events(text, parser, gazetteer) == {place}


@pytest.mark.parametrize("text", ["Reporting by Ann Dorra in Bamako; editing by Sam Kollin in London.", "Two Chadian soldiers died."])
def test_bylines_and_origins_have_no_event(text: str, parser: Parser, gazetteer: Gazetteer) -> None:
    assert events(text, parser, gazetteer) == set()
