"""Names under which recording assistants come to a meeting; pure.

A list of names says little: an assistant may come under a person's name, or listen without coming at all. So
this finds those that give themselves away, and is careful with words that are people's names as well. Known
ones are a table; add a line when another one turns up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from bot.folding import fold

# Letters that look alike are the subject here.
# ruff: noqa: RUF001


class Likeness(StrEnum):
    """How much a name looks like an assistant's."""

    SURE = "sure"
    PERHAPS = "perhaps"


# Nobody is called so: wherever the word stands.
PRODUCTS = (
    "airgram", "avoma", "circleback", "claap", "copilot", "fathom", "fireflies", "granola", "krisp", "laxis",
    "leexi", "meetgeek", "meetjamie", "noota", "otterpilot", "plaud", "sembly", "supernormal", "tactiq",
    "tl ?dv",
)  # fmt: skip
# Names or words of every day as well: only with what makes them a product beside them.
NAMES = (
    "bluedot", "chorus", "fellow", "gemini", "gong", "grain", "jamie", "notta", "otter", "read", "recall",
    "scribe", "spinach",
)  # fmt: skip
BESIDE = "ai|app|assistant|bot|com|companion|io|meetings?|notes?|pilot|recorder|recording|transcri[a-z]+"
# What they call themselves, in English and French.
GENERIC = (
    "note ?tak(?:er|ing)s?", "(?:ai|ia) (?:meeting )?(?:assistante?|bot|companion|notes?|scribe)",
    "notes? ai", "take notes for me", "notes (?:by|with) gemini", "(?:google|zoom) (?:gemini|ai)",
    "(?:meeting|call) (?:assistant|bot|notes?|record(?:er|ing)|transcri[a-z]+)",
    "pren(?:eur|euse) de notes?", "prise de notes?",
    "assistante? (?:d )?(?:ai|ia|intelligence artificielle|de notes?|de prise|de reunion|virtuel(?:le)?)",
    "robot (?:de|d) (?:notes?|enregistrement|transcription)", "(?:ai|recording|notes?|transcription) bot",
)  # fmt: skip
# A person may say so of themselves, or be called so.
DOUBTFUL = (
    "(?:l )?assistante? (?:de|du|des|d|of) .+", "assistante?", "bot", "record(?:er|ing)", "transcri[a-z]+",
    "enregistre(?:ur|ment)", *NAMES,
)  # fmt: skip
OWNED = re.compile(r"\w['’ʼ`´]s?\s+(.+)", re.DOTALL)  # "Ana's …"
OWNED_SURE = re.compile(r"(?:own |personal )?(?:ai|ia|bot|copilot|notes?|otter|gong)\b")
OWNED_PERHAPS = re.compile(r"(?:own |personal |virtual )?assistant\b")
_SURE = re.compile(rf"\b(?:{'|'.join(PRODUCTS)}|(?:{'|'.join(NAMES)}) ?(?:{BESIDE})|{'|'.join(GENERIC)})\b")
_WHOLE = re.compile("|".join(DOUBTFUL))
_SURNAME_AI = re.compile(rf"\b(?:{'|'.join(NAMES)}) ai\b")
_HOST = re.compile(r"\w{3,}\.(?:ai|bot)\b", re.IGNORECASE)
_SAYS_AI = re.compile(r"\.\s?ai\b|\bAI\b")
_ROLE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Letters of other scripts that read as ours; Unicode's own table is larger than all else that is loaded.
_READS_AS = str.maketrans("абвгԁеёһіїјкӏмпорсѕтухуѵԝαβεικνορτυχω", "a6brdeeniijklmnopcstyxyvwabeiknoptuxw")
_DIGITS = str.maketrans("03457", "oeast")
LONGEST = 200  # of a name; what is longer is none


def likeness(name: str) -> Likeness | None:
    """None for what looks like a person's."""
    found = {each for each in map(_likeness, _without_role(name[:LONGEST])) if each}
    return min(found, key=[*Likeness].index, default=None)


def _without_role(name: str) -> Iterator[str]:
    """As it stands, and without what video tools put behind it: host, guest, external."""
    yield name
    if (bare := _ROLE.sub(" ", name)) != name:
        yield bare


def _likeness(name: str) -> Likeness | None:
    readings = {*_readings(name)}
    if any(map(_SURE.search, readings)):
        return Likeness.PERHAPS if _may_be_a_person(name, readings) else Likeness.SURE
    owned = OWNED.search(name)
    tails = {*_readings(owned[1])} if owned else set()
    if any(map(OWNED_SURE.match, tails)):
        return Likeness.SURE
    doubtful = any(map(_WHOLE.fullmatch, readings)) or any(map(OWNED_PERHAPS.match, tails))
    return Likeness.PERHAPS if doubtful or _HOST.search(name) else None


def _may_be_a_person(name: str, readings: set[str]) -> bool:
    """Ai is a family name: "Gong Ai" may be somebody, where "Gong AI" and "gong.ai" are not."""
    other = any(_SURE.search(_SURNAME_AI.sub(" ", each)) for each in readings)
    return (
        not other and any(map(_SURNAME_AI.search, readings)) and name.istitle() and not _SAYS_AI.search(name)
    )


def _readings(name: str) -> Iterator[str]:
    """In plain letters, with a blank between words; digits also as the letters that they stand for."""
    plain = fold(re.sub("['’ʼ`´]", " ", name).translate(_LOOKS))
    words = plain.split()
    if len(words) > 3 and all(len(word) == 1 for word in words):  # noqa: PLR2004 - o t t e r
        plain = "".join(words)
    yield plain
    if not plain.isalpha():
        for one in "il":
            yield plain.translate(_DIGITS).replace("1", one)


_LOOKS = {**_READS_AS, **{ord(chr(letter).upper()): like for letter, like in _READS_AS.items()}}
