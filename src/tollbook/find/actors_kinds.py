"""What an actor's phrase says of it: kind, country, register, whether it is unidentified, and its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tollbook.codebook.actors import RegisterEntry
from tollbook.find.actors_names import Known
from tollbook.find.actors_phrases import Phrase, Scene, rule_of
from tollbook.model.mention import Actor
from tollbook.model.parse import Token

ABSORBING = (
    "armed-group",
    "unidentified-armed-group",
    "militia",
    "communal-militia",
    "criminal-group",
    "state-forces",
    "peacekeepers",
    "private-military",
)
CITIZENS = ("civilians", "journalists", "health-workers", "aid-workers", "protesters")


def describe(scene: Scene, phrase: Phrase) -> Actor:
    """The actor a phrase names, what stands in apposition to it taken in."""
    main = _alone(scene, phrase)
    if phrase.also is None:
        return main
    other = _alone(scene, phrase.also)
    register = main.register or other.register
    kind = other.kind if main.kind == "other" or (other.register and not main.register) else main.kind
    return Actor(_joint_name(scene, phrase, main, other), kind, main.country or other.country, register, main.unidentified and register is None)


def _joint_name(scene: Scene, phrase: Phrase, main: Actor, other: Actor) -> str:
    """The proper name of two in apposition; both where they stand side by side ("spokesman A. Name")."""
    also = phrase.also
    if also is None:
        return main.name
    if also.first == phrase.last:
        start = scene.parse.tokens[phrase.first].start
        whole = scene.parse.text[start : scene.parse.tokens[also.last - 1].end]
        return whole[whole.index(main.name) :]
    if also.label == "PERSON" and also.rule is None and not phrase.known:
        end = scene.parse.tokens[also.last - 1].end
        whole = scene.parse.text[scene.parse.tokens[phrase.first].start : end]
        return whole[whole.index(main.name) :]
    return other.name if also.known and not phrase.known and phrase.label != "PERSON" else main.name


def _alone(scene: Scene, phrase: Phrase) -> Actor:
    known = phrase.known
    inner = None if known else next(_inner_names(scene, phrase), None)
    entry = _entry(scene, known or inner)
    kind = _kind(scene, phrase, entry)
    anonymous = _is_anonymous(scene, phrase, kind, known or inner)
    if anonymous:
        kind = "unidentified-armed-group"
    register = _register(scene, phrase, entry, kind) if (known or inner) else None
    return Actor(_name(scene, phrase), kind, _country(scene, phrase, entry, kind), register, anonymous)


def _entry(scene: Scene, known: Known | None) -> RegisterEntry | None:
    """The register entry a name has; where one actor changed its standing over time, its first; ``None`` where the name may mean different actors."""
    bearers = [scene.words.register[i] for i in known.ids] if known else []
    return bearers[0] if len({e.name for e in bearers}) == 1 else None


def _inner_names(scene: Scene, phrase: Phrase) -> Iterator[Known]:
    """The known names in a phrase, first those that its tails are: "fighters of the X-linked *Y*"."""
    yield from (known for t in phrase.tails if (known := scene.names.register.get(t)) is not None)
    yield from scene.names.of(phrase.first, phrase.head)
    yield from scene.names.of(phrase.head + 1, phrase.last)


def _register(scene: Scene, phrase: Phrase, entry: RegisterEntry | None, kind: str) -> str | None:
    if entry is None:
        return None
    if phrase.known:
        return entry.id if len(phrase.known.ids) == 1 else None
    head = scene.parse.tokens[phrase.head]
    inner = next(_inner_names(scene, phrase))
    if head.lemma in scene.words.file.branches or len(inner.ids) > 1 or kind != entry.kind:
        return None
    return entry.id


def _kind(scene: Scene, phrase: Phrase, entry: RegisterEntry | None) -> str:
    rule = phrase.rule
    if phrase.known:
        kinds = {scene.words.register[i].kind for i in phrase.known.ids}
        return entry.kind if entry else kinds.pop() if len(kinds) == 1 else "other"
    if rule is None:
        people = phrase.label == "NORP" or phrase.head in scene.names.nations
        return _open_kind(scene, phrase, entry) or ("civilians" if people else "other")
    if rule.sort == "thing":
        return _thing_kind(scene, phrase, entry) if rule.open else rule.kind
    people = scene.parse.tokens[phrase.head].lemma in scene.words.file.anyone
    if entry and (rule.kind in ABSORBING or people) and scene.words.kinds[entry.kind].battle:
        return entry.kind
    if entry and rule.kind == "government" and rule.sort == "person" and entry.kind == "international-organisation":
        return entry.kind
    if phrase.core == phrase.head and _is_national(scene, phrase, entry):
        return "state-forces"
    loose = rule.open and phrase.core == phrase.head
    kind = (_open_kind(scene, phrase, entry) or rule.kind) if loose else rule.kind
    return "ngo" if loose and rule.sort == "group" and kind in CITIZENS else kind


def _is_national(scene: Scene, phrase: Phrase, entry: RegisterEntry | None) -> bool:
    """True for "Malian forces": a body of force right behind the name of a state that has its own, or of its government."""
    head = scene.parse.tokens[phrase.head]
    if head.lemma not in scene.words.file.national:
        return False
    if entry is not None:
        return entry.kind == "government"
    land = scene.names.nations.get(phrase.head - 1)
    return land is not None and has_forces(scene, land)


def has_forces(scene: Scene, land: Known) -> bool:
    """True where the name is that of one state that has armed forces of its own."""
    return len(land.ids) == 1 and scene.words.forces.get((land.ids[0], "state-forces"), "").endswith("-forces")


def _thing_kind(scene: Scene, phrase: Phrase, entry: RegisterEntry | None) -> str:
    owner = _open_kind(scene, phrase, entry)
    land = scene.names.nations.get(phrase.head - 1)
    if owner is None and land is not None and has_forces(scene, land) and scene.parse.tokens[phrase.head].lemma in scene.words.file.wielded:
        owner = "state-forces"
    if owner in scene.words.file.owned:
        return scene.words.file.owned[owner]
    return "object-civilian" if owner in scene.words.file.civilian_owners or phrase.rule is None else phrase.rule.kind


def _open_kind(scene: Scene, phrase: Phrase, entry: RegisterEntry | None) -> str | None:
    """The kind that the words before the head give it, nearest first, then the words of its tail."""
    tokens = scene.parse.tokens
    named = phrase.rule is None and phrase.label == "ORG"
    for i in range(phrase.head - 1, phrase.first - 1, -1):
        kind = _word_kind(scene, tokens[i])
        if kind is not None and not (named and not _names_body(scene, tokens[i])) and not _is_against(scene, i):
            return kind
    for i in phrase.tails:
        kind = _word_kind(scene, tokens[i])
        if kind is not None and kind not in ("object-civilian", "other", "object-military", "object-police"):
            return kind
    return entry.kind if entry else None


def _names_body(scene: Scene, token: Token) -> bool:
    """False for "General" and "Drug" in the name of a body."""
    found = rule_of(scene, token)
    return token.tag != "NNP" or (found is not None and found[0].sort == "group")


def _is_against(scene: Scene, i: int) -> bool:
    tokens = scene.parse.tokens
    return i > 1 and tokens[i - 1].text == "-" and tokens[i - 2].lower in scene.words.file.against


def _word_kind(scene: Scene, token: Token) -> str | None:
    entry = _entry(scene, scene.names.register.get(token.i))
    if entry is not None:
        return entry.kind
    found = rule_of(scene, token)
    if found is not None and not found[0].open and found[0].sort != "thing" and token.pos != "ADJ":
        return found[0].kind
    rule = scene.words.modifiers.get(token.lower)
    return rule.kind if rule else None


def _is_anonymous(scene: Scene, phrase: Phrase, kind: str, known: Known | None) -> bool:
    if known is not None:
        return False
    if phrase.rule is None or phrase.rule.sort == "thing":
        return False
    if phrase.rule.unidentified and kind == phrase.rule.kind:
        return True
    table, head = scene.words.file, scene.parse.tokens[phrase.head]
    if head.lemma not in table.anyone and head.lower not in table.anyone:
        return False
    before = {t.lower for t in scene.parse.tokens[phrase.first : phrase.head]}
    if before & table.armed:
        return kind in ("civilians", "other", "unidentified-armed-group", "armed-group") and head.lemma != "group"
    if before & table.anonymous and head.dep not in ("dobj", "nsubjpass"):
        return kind in ("civilians", "other", "unidentified-armed-group")
    return kind == "civilians" and _bears_arms(scene, head)


def _bears_arms(scene: Scene, head: Token) -> bool:
    """True for "two men with rifles" and "men armed with knives"."""
    if any(k.lower in scene.words.file.armed for k in scene.parse.kids(head, "acl")):
        return True
    held = (t for p in scene.parse.kids(head, "prep") if p.lower == "with" for t in scene.parse.kids(p, "pobj"))
    return any({t.lemma, t.lower.removesuffix("s")} & scene.words.file.weapons for t in held)


def _country(scene: Scene, phrase: Phrase, entry: RegisterEntry | None, kind: str) -> str | None:
    """The one country the phrase tells; ``None`` where it tells none or several."""
    told = {
        k.ids
        for k in scene.names.lands(phrase.first, phrase.last)
        if (k.sort == "demonym" or (k.sort == "country" and phrase.head not in range(k.first, k.last))) and not _only_backs(scene, k)
    }
    if len(told) == 1:
        codes = next(iter(told))
        return codes[0] if len(codes) == 1 else None
    if told or entry is None or not (phrase.known or entry.kind == kind or kind.startswith("object")):
        return None
    return entry.country[0] if len(entry.country) == 1 else None


def _only_backs(scene: Scene, land: Known) -> bool:
    """True for "Iran" in "Iran-backed", "Russian" in "pro-Russian" and "Albanian" in "ethnic Albanian rebels"."""
    tokens = scene.parse.tokens
    if land.first and tokens[land.first - 1].lower in scene.words.file.ethnic:
        return True
    behind = land.last + 1 < len(tokens) and tokens[land.last].text in ("-", "–") and tokens[land.last + 1].tag in ("VBN", "VBD", "JJ")
    return behind or (land.first > 1 and tokens[land.first - 1].text in ("-", "–") and tokens[land.first - 2].lower in scene.words.file.siding)


def _name(scene: Scene, phrase: Phrase) -> str:
    """The words of the phrase without counts and articles; "the" stays before a common noun."""
    tokens, first = scene.parse.tokens, phrase.first
    proper = tokens[phrase.head].pos == "PROPN" or phrase.known is not None
    while first < phrase.head and _is_leading(scene, tokens[first], proper) and not _is_joined(tokens, first):
        first += 1
    name = scene.parse.text[tokens[first].start : tokens[phrase.last - 1].end]
    return name[:-1] if phrase.known and name.find(".") == len(name) - 1 else name


def _is_joined(tokens: Sequence[Token], i: int) -> bool:
    """True for the first part of a joined word that is no number in words ("Thirty-one")."""
    return tokens[i + 1].tag == "HYPH" and not tokens[i].tag == tokens[i + 2].tag == "CD"


def _is_leading(scene: Scene, token: Token, proper: bool) -> bool:
    known = scene.names.register.get(token.i)
    if known is not None:
        return False
    if token.tag == "CD" or token.lower in scene.words.file.leading or not token.text[0].isalnum():
        return True
    return token.lower == "the" and (proper or token.text == "The")
