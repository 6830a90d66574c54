"""What is filled in about a poll: numbers, and options line by line."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answers import Unusable, clean_line
from bot.chat import Text
from bot.folding import fold
from bot.polls.model import Option

OPTION_LIMIT = 120
MOST = 20  # options: as many facts as a card has
FEWEST = 2
DASH = "-"  # no words in this language


def read_number(typed: str, highest: int) -> int:
    """0 for nothing; raises `Unusable`."""
    if not typed:
        return 0
    if not typed.isascii() or not typed.isdigit() or int(typed) > highest:
        raise Unusable(Text("polls.number", {"n": highest}))
    return int(typed)


def read_lines(typed: str) -> list[str]:
    """An option each, clean; raises `Unusable` for one that is too long or stands there twice."""
    lines = [clean_line(line, OPTION_LIMIT, required=False) for line in typed.split("\n")]
    given = [line for line in lines if line]
    if len(given) > MOST:
        raise Unusable(Text("polls.options.many", {"n": MOST}))
    folded = [fold(line) or line for line in given if line != DASH]
    twice = [line for line in given if line != DASH and folded.count(fold(line) or line) > 1]
    if twice:
        raise Unusable(Text("polls.options.twice", {"text": twice[0]}))
    return given


def read_options(
    english: Sequence[str], french: Sequence[str], before: Sequence[Option]
) -> tuple[Option, ...]:
    """Line by line; what came from a topic is still of that topic. Raises `Unusable`."""
    if english and french and len(english) != len(french):
        raise Unusable(Text("polls.options.uneven", {"en": len(english), "fr": len(french)}))
    count = max(len(english), len(french))
    pairs = [(_at(english, place), _at(french, place)) for place in range(count)]
    if any(not one and not other for one, other in pairs):
        raise Unusable(Text("polls.options.empty"))
    return tuple(
        Option(place, one, other, _topic(before, one, other)) for place, (one, other) in enumerate(pairs, 1)
    )


def _at(lines: Sequence[str], place: int) -> str:
    said = lines[place] if place < len(lines) else ""
    return "" if said == DASH else said


def _topic(before: Sequence[Option], english: str, french: str) -> str:
    same = (
        option.topic
        for option in before
        if (english and english == option.text_en) or (french and french == option.text_fr)
    )
    return next(same, "")


def same(option: Option, text: str) -> bool:
    """Whether that text, however it is written, is this option in either language."""
    return (fold(text) or text) in {fold(said) or said for said in (option.text_en, option.text_fr) if said}
