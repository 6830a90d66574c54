"""Whether two themes are about the same, whichever of the two languages each was written in; pure.

Titles are taken apart into what they are about: words of the field by a glossary, all others by their stems,
which English and French mostly share. It is a hint for whoever suggests a theme, and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from bot.folding import fold
from bot.topics.glossary import CONCEPTS
from bot.topics.model import Topic

SIMILAR = 3  # are shown at most
ALIKE = 0.6  # of all that both are about, so much is common
TAGGED_ALIKE = 0.45  # where they have a tag in common too
STEM = 4
SLIP = 0.8  # so alike are two long stems of one word
LONG = 6
_EMPTY = frozenset(  # words that say little
    """a about across after also an and are as at be being between but by can cas ce ces cet cette comme
    comment community communities dans de des do does du elle en entre est et for from get good has have how
    idea ideas il ils in into is it its l la le les leur leurs local lors mais new nos not notre nouveau
    nouvelle nous on or other ou our par pas peut plus pour qu que quel quelle qui quoi s sa sans se ses si
    sont sous sur than that the their them theme there they this to toward towards un une us use using vers
    versus vos votre vs we what when where which who why will with without y you your""".split()  # noqa: SIM905 - a list of them would be a page
)
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu)['’](?=\w{3})", re.IGNORECASE)  # noqa: RUF001 - as it is written
_ENDINGS = re.compile(
    r"(issements?|isations?|izations?|ifications?|ations?|itions?|ements?|ments?|ances?|ences?|ites?|ity|ities"
    r"|iques?|ical|ics?|aires?|ary|aries|ales?|aux|al|elles?|els?|ives?|ifs?|euses?|eux|ous|eurs?|ers?|ors?"
    r"|ings?|ees?|ed|es|ies|ie|y|e|s)$"
)


def similar(title: str, tags: Iterable[str], others: Iterable[Topic]) -> Sequence[Topic]:
    """Those of the others that it is like, the most alike first."""
    about, tags = concepts(title), frozenset(tags)
    found = [(likeness(about, concepts(other.title)), other) for other in others]
    alike = [
        (score, other)
        for score, other in found
        if score >= (TAGGED_ALIKE if tags & frozenset(other.tags) else ALIKE)
    ]
    return [other for _, other in sorted(alike, key=lambda each: -each[0])[:SIMILAR]]


def same(one: str, other: str) -> bool:
    """But for capitals, accents and marks."""
    return (fold(one) or one) == (fold(other) or other)


def concepts(title: str) -> frozenset[str]:
    """What it is about."""
    words = fold(_ELIDED.sub(" ", title)).split()
    return frozenset(_concept(word) for word in words if word not in _EMPTY) or frozenset(words)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0 to 1: twice what is common, of all that both are about."""
    if not one or not other:
        return 0.0
    common = len(one & other)
    stems, rest = sorted((sorted(one - other), sorted(other - one)))
    for stem in stems:
        if met := next((each for each in rest if _same(stem, each)), None):
            rest.remove(met)
            common += 1
    return 2 * common / (len(one) + len(other))


def _concept(word: str) -> str:
    return CONCEPTS.get(word) or CONCEPTS.get(word.removesuffix("s")) or _stem(word)


def _stem(word: str) -> str:
    bare = _ENDINGS.sub("", word)
    return bare if len(bare) >= STEM else word


def _same(one: str, other: str) -> bool:
    """Slips of the fingers, and how the other language spells it."""
    if min(len(one), len(other)) < LONG or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other).ratio() >= SLIP
