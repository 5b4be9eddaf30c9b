"""The whole product in one line: a report in, its accounts out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tollbook.code.account import accounts_of
from tollbook.codebook.lexicon import Lexicon, load_lexicon
from tollbook.engine.tagger import Seen, with_proposals
from tollbook.find.everything import find_mentions
from tollbook.frame.conflict import Known
from tollbook.frame.frames import claims_in, frames_of, with_claims
from tollbook.frame.owners import hung_on
from tollbook.frame.same import events_of
from tollbook.frame.scene import Scene
from tollbook.model.account import Account
from tollbook.model.parse import Parse
from tollbook.model.place import Gazetteer
from tollbook.model.proposal import Proposer
from tollbook.model.report import Report
from tollbook.parse import Parser, load_parser
from tollbook.resolve.places import resolve_places
from tollbook.resolve.settle import Settled, anchors_of, countries_of, event_whens, parties_of, plain_whens


@dataclass(frozen=True)
class Coder:
    """Codes reports of one language; same reports, data and versions: same accounts.

    What a ``proposer`` sees beside the rules is taken where it quotes the text and no rule objects (see ``engine.tagger``).
    """

    parser: Parser
    lexicon: Lexicon
    gazetteer: Gazetteer
    proposer: Proposer | None = None

    def code(self, report: Report) -> tuple[Account, ...]:
        """The report's accounts, in the order it tells them."""
        return self.code_parse(report, self.parser.parse(report))

    def code_all(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Account, ...]]]:
        """Each report with its accounts, in order."""
        held = list(reports)
        return ((report, self.code_parse(report, parse)) for report, parse in zip(held, self.parser.parse_all(held), strict=True))

    def code_parse(self, report: Report, parse: Parse) -> tuple[Account, ...]:
        """The accounts of a report that has been parsed: find, frame, resolve, code."""
        lexicon, issued = self.lexicon, report
        report = replace(report, text=parse.text)
        mentions = find_mentions(parse, report, lexicon, self.gazetteer)
        if self.proposer is not None:
            mentions = with_proposals(self.proposer, issued, Seen(parse, mentions, lexicon.deeds))
        scene = Scene(report, parse, mentions, lexicon.deeds, lexicon.frames, lexicon.counts)
        anchors = anchors_of(report, mentions, lexicon.times)
        places = resolve_places(mentions, report, self.gazetteer)
        claims = claims_in(scene)
        frames = frames_of(scene, claims)
        events = with_claims(events_of(frames, scene, Known(plain_whens(mentions, anchors), places)), claims, scene)
        whens, reasons = event_whens(events, hung_on(scene), anchors)
        whens = plain_whens(mentions, anchors) | whens
        parties = parties_of(mentions, lexicon.actors, anchors, places)
        return accounts_of(events, scene, Settled(anchors, whens, places, parties, reasons, countries_of(parties, self.gazetteer)), lexicon.coding)


def load_coder(lang: str, gazetteer: Gazetteer, proposer: Proposer | None = None) -> Coder:
    """A coder for the language; UnsupportedLanguageError where the project has no rules for it."""
    return Coder(load_parser(lang), load_lexicon(lang), gazetteer, proposer)
