from __future__ import annotations

import pytest

from tollbook.codebook.actors import load_actors
from tollbook.codebook.deeds import load_deeds
from tollbook.codebook.scope import load_cues, load_speech
from tollbook.codebook.times import load_times
from tollbook.find.actors import find_actors
from tollbook.find.cues import find_cues
from tollbook.find.deeds import find_deeds
from tollbook.find.speech import find_speech
from tollbook.find.times import find_times
from tollbook.frame.scope import scope_of
from tollbook.model.frame import Scope
from tollbook.model.mention import Deed, Mention, MentionKind
from tollbook.model.parse import Parse
from tollbook.model.report import Report
from tollbook.model.span import Span
from tollbook.parse.model import Parser
from tollbook.read.text import Issue, read_text


def mentions_of(parse: Parse, report: Report) -> tuple[Mention, ...]:
    found = (
        *find_actors(parse, load_actors("en")),
        *find_times(parse, report, load_times("en")),
        *find_deeds(parse, load_deeds("en")),
        *find_speech(parse, load_speech("en")),
        *find_cues(parse, load_cues("en")),
    )
    return tuple(sorted(found, key=lambda m: m.span))


def scope(parser: Parser, text: str, word: str, by: str | None = None) -> Scope:
    """The scope of the last deed of that word; where the deed rules know no such deed, of an attack that stands there."""
    report = read_text(text, Issue())
    parse = parser.parse(report)
    mentions = mentions_of(parse, report)
    start = text.rindex(word)
    span = Span(start, start + len(word))
    deed = next((m for m in mentions if m.kind is MentionKind.DEED and m.span == span), None)
    token = parse.at(start)
    assert token is not None
    form = "noun" if token.pos in ("NOUN", "PROPN") else "verb"
    return scope_of(deed or Mention(MentionKind.DEED, span, token.i, Deed("armed-attack", form), by or "none"), parse, mentions)


def said(found: Scope, text: str) -> list[tuple[str, str | None, str | None]]:
    def quote(mention: Mention | None) -> str | None:
        return None if mention is None else mention.span.quote(text)

    return [(s.verb.span.quote(text), quote(s.speaker), quote(s.when)) for s in found.sayings]


STANCES = {
    "stated": [
        ("Bandits attacked a mine near Kolda, officials said.", "attacked"),
        ("Peru's navy reported that rebels had ambushed a patrol.", "ambushed"),
        ("The sect denied involvement in the bombing.", "bombing"),
        ("The sect has claimed responsibility for the bombing.", "bombing"),
        ("No movement has claimed the ambush.", "ambush"),
        ("Nobody has said who carried out the raid.", "raid"),
        ("Suspected smugglers killed two guards.", "killed"),
        ("Police hunt a man who killed two guards.", "killed"),
        ("The envoy condemned the raid.", "raid"),
        ("The envoy urged both sides to respect the victims of the raid.", "raid"),
        ("The clans began to burn huts.", "burn"),
        ("The guards used clubs to beat two students.", "beat"),
        ("The raid forced hundreds of families to flee.", "flee"),
        ("The men were arrested on suspicion of theft.", "arrested"),
        ("The garrison was not asleep when rebels stormed the gate.", "stormed"),
        ("It was the third such raid in a week.", "raid"),
        ("Guards failed to prevent the raid.", "raid"),
        ("The mayor would resign after gunmen killed two nurses.", "killed"),
        ("Laos said two envoys were abducted.", "abducted"),
        ("Rebels kill four in Sucre", "kill"),
    ],
    "alleged": [
        ("Observers accused the brigade of atrocities.", "accused"),
        ("Observers accused the brigade of atrocities.", "atrocities"),
        ("Observers accused the brigade of burning huts.", "burning"),
        ("Two men accused of carrying out attacks on clinics were held.", "attacks"),
        ("A tribunal jailed nine cadets over an alleged coup plot.", "plot"),
        ("The guards allegedly beat two students.", "beat"),
        ("Prosecutors charged a cook with murder.", "murder"),
        ("A smuggler suspected of killing a ranger fled.", "killing"),
        ("The priest is believed to have been abducted.", "abducted"),
        ("Rumours of a coup reached the port.", "coup"),
        ("Detectives think robbers killed the clerk.", "killed"),
        ("The militia is accused of killing nine monks in a raid.", "raid"),
    ],
    "denied": [
        ("Bolivia denied arming the clans.", "denied"),
        ("The junta denied shelling the port.", "shelling"),
        ("The junta denied that its jets had bombed the port.", "bombed"),
        ("The governor rejected reports of a second blast.", "blast"),
        ("The governor dismissed claims that guards had beaten two students.", "beaten"),
        ("The junta denied allegations of torture.", "torture"),
    ],
    "claimed": [
        ("The front claimed to have killed nine rangers.", "killed"),
        ("The front claimed its men had shot down a drone.", "shot"),
    ],
    "negated": [
        ("No one was killed when the shell landed.", "killed"),
        ("Nobody was wounded.", "wounded"),
        ("No rangers were killed or wounded.", "wounded"),
        ("There were no clashes in the port.", "clashes"),
        ("The rebels did not attack the dam.", "attack"),
        ("The patrol left without arresting anyone.", "arresting"),
        ("The clans refused to release the priest.", "release"),
        ("The clans have yet to release the priest.", "release"),
        ("Divers foiled an attack on the ferry.", "attack"),
        ("The guild called off a march.", "march"),
        ("No arrests have been made.", "arrests"),
    ],
    "hypothetical": [
        ("Troops were taking steps to trace and arrest the bombers.", "arrest"),
        ("The prefect called on herders to surrender their rifles.", "surrender"),
        ("Mediators gave the sect a June 3 deadline to free the monks or face sanctions.", "free"),
        ("Mediators set a June 3 deadline for Chad to free the monks or face sanctions.", "free"),
        ("Mediators set a June 3 deadline for Chad to free the monks or face sanctions.", "sanctions"),
        ("The sect threatened to attack the dam.", "attack"),
        ("The sect threatened to launch an attack on the dam.", "attack"),
        ("They crossed a plain that seldom sees such raids.", "raids"),
        ("Raids in the delta are increasing.", "Raids"),
        ("Kidnappings of drivers have become common.", "Kidnappings"),
        ("Pirates often attack tankers off the cape.", "attack"),
        ("Pirates attack tankers off the cape.", "attack"),
        ("If rebels attack the dam, troops will flee.", "attack"),
        ("If rebels attack the dam, villagers will flee.", "flee"),
        ("The guild will strike unless wages are paid.", "strike"),
        ("The sect could attack the dam.", "attack"),
        ("Villagers live in fear of attacks.", "attacks"),
        ("Patrols were doubled to prevent attacks.", "attacks"),
        ("Patrols guard against the threat of attack.", "attack"),
        ("The council demanded the release of the monks.", "release"),
        ("The council called for the release of the monks.", "release"),
        ("The council urged Chad to release the monks.", "release"),
        ("The embassy warned of attacks on ferries.", "attacks"),
        ("The cell planned attacks on ferries.", "attacks"),
        ("A ranger may have been killed in a raid.", "raid"),
        ("A robber tried to kill a clerk.", "kill"),
    ],
}


@pytest.mark.parametrize(("stance", "text", "word"), [(s, *case) for s, cases in STANCES.items() for case in cases])
def test_stance(parser: Parser, stance: str, text: str, word: str) -> None:
    assert scope(parser, text, word).stance == stance


CURRENCIES: list[tuple[str | None, str, str]] = [
    ("future", "Two cadets will go on trial Monday.", "go"),
    ("future", "Two cadets will go on trial Monday.", "trial"),
    ("future", "The trial of two cadets is set to open in May.", "trial"),
    ("future", "A march is planned for Friday.", "march"),
    ("future", "A march announced for Friday drew anger.", "march"),
    ("future", "The guild plans a march on Friday.", "march"),
    ("future", "The minister said the cadets would be released in May.", "released"),
    ("background", "The two clans have been fighting since 2011.", "fighting"),
    ("background", "Violence in the decade-long feud has emptied the valley.", "Violence"),
    ("background", "A tribunal sentenced two cadets over a raid on a bank.", "raid"),
    ("background", "A tribunal gave two cadets nine years for helping men who attacked a bank.", "attacked"),
    ("background", "Chad has been calm since a coup in May.", "coup"),
    ("background", "The blast came three years after a raid on the bank.", "raid"),
    ("background", "The guild marked the anniversary of the massacre.", "massacre"),
    ("background", "The bank was raided four years ago.", "raided"),
    ("background", "Nine monks were killed last year in an attack on the abbey.", "attack"),
    ("background", "The sect had previously attacked the abbey.", "attacked"),
    (None, "Hundreds have fled since Tuesday's raid.", "raid"),
    (None, "The blast came two hours after a raid on the bank.", "raid"),
    (None, "A tribunal sentenced two cadets over a raid on a bank.", "sentenced"),
    (None, "Bandits attacked a mine on Monday.", "attacked"),
]


@pytest.mark.parametrize(("currency", "text", "word"), CURRENCIES)
def test_currency(parser: Parser, currency: str | None, text: str, word: str) -> None:
    assert scope(parser, text, word).currency == currency


SAID: list[tuple[str, str, list[tuple[str, str | None, str | None]]]] = [
    ("Bandits attacked a mine, police said.", "attacked", [("said", "police", None)]),
    ("Peru's navy said rebels attacked a boat.", "attacked", [("said", "Peru's navy", None)]),
    ("In a statement Friday, the navy said rebels attacked a boat.", "attacked", [("said", "the navy", "Friday")]),
    ("The navy issued a note. It said rebels attacked a boat.", "attacked", [("said", "The navy", None)]),
    ("Rebels attacked a boat, according to the navy.", "attacked", [("according", "the navy", None)]),
    ("According to the navy, rebels attacked a boat, killing two.", "killing", [("According", "the navy", None)]),
    ("The navy confirmed an attack on a boat.", "attack", [("confirmed", "The navy", None)]),
    ("The governor told reporters that rebels attacked a boat.", "attacked", [("told", "The governor", None)]),
    ("Two die in attack on boat, navy says", "attack", [("says", "navy", None)]),
    ("Rebels attacked a boat, killing two people, a nurse and a priest said.", "attacked", [("said", "a nurse", None), ("said", "a priest", None)]),
    ("Nobody said who carried out the attack.", "attack", []),
    ("The sect denied involvement in the attack.", "attack", []),
    ("Rebels attacked a boat.", "attacked", []),
    ("The navy said rebels attacked a boat. Two women were killed.", "killed", []),
]


@pytest.mark.parametrize(("text", "word", "wanted"), SAID)
def test_who_says_so(parser: Parser, text: str, word: str, wanted: list[tuple[str, str | None, str | None]]) -> None:
    assert said(scope(parser, text, word), text) == wanted


def test_a_report_does_not_make_a_deed_alleged(parser: Parser) -> None:
    found = scope(parser, "Witnesses told the radio that gunmen stormed a school.", "stormed")
    assert (found.stance, found.currency, found.cues) == ("stated", None, ())
    assert len(found.sayings) == 1


def test_a_quotation_of_two_sentences_is_said_by_one(parser: Parser) -> None:
    text = '"They attacked the mill. They burned the barn," said Rosa Quispe, a farmer.'
    found = scope(parser, text, "attacked")
    assert [s.verb.span.quote(text) for s in found.sayings] == ["said"]


def test_cues_quote_what_the_stance_was_read_from(parser: Parser) -> None:
    text = "The sect threatened to attack the dam."
    assert "threatened" in [c.span.quote(text) for c in scope(parser, text, "attack").cues]
