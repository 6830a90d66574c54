"""Cards and forms as Slack's blocks and views; pure. Limits: docs.slack.dev/reference/block-kit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from adapters.dates import when
from adapters.harmless import harmless
from adapters.words import Words, Writer
from bot.chat import Button, Card, Everyone, Fact, Link, Mention, Reader, Role, Value
from bot.network import Network

Json = dict[str, Any]
Say = Callable[[Value], str]

PLATFORM = "slack"
HEADER, SECTION, FIELDS, LABEL, ROW = 150, 3000, 10, 75, 5
FIELD_LIMITS = (2000, 1000, 500, 200)  # the first is Slack's
FALLBACK = 3000  # characters of `text`, which notifications and screen readers get
# Above some 13,200 characters all blocks together are refused although each is within its limit: so many for
# paragraphs and facts, beside a head and ten buttons with their keys; and so many of them for paragraphs.
TOGETHER, PARAGRAPHS = 9_000, 5_000
_ATOM = re.compile(r"<[^<>]*>|&(?:amp|lt|gt);|.", re.DOTALL)
# What formats: at an edge of a word; and at the beginning of a line what quotes.
_MARKS = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)|^(?:&gt;)+|`+", re.MULTILINE)


class Mrkdwn(Writer):
    """docs.slack.dev/messaging/formatting-message-text: three characters are escaped, and what calls or links
    is made by us alone."""

    def __init__(self, workspace: str = "") -> None:
        self._workspace = workspace

    def plain(self, ours: str) -> str:
        return escaped(ours)

    def text(self, written: str) -> str:
        return _unformatted(escaped(harmless(written)))

    def moment(self, moment: datetime, reader: Reader) -> str:
        """Each reader's own clock; the words behind it are for those whose client is too old."""
        fallback = escaped(when(moment, reader)).replace("|", "/")
        return f"<!date^{int(moment.timestamp())}^{{date_long_pretty}}, {{time}}|{fallback}>"

    def link(self, link: Link) -> str:
        return f"<{escaped(link.address)}>"

    def mention(self, mention: Mention) -> str:
        """Nobody of another place: there the name says enough."""
        if (mention.identity.platform, mention.identity.workspace) != (PLATFORM, self._workspace):
            return self.text(mention.name)
        return f"<@{mention.identity.user}>"

    def everyone(self, role: Role, said: str) -> str:
        """The people in the room where it is said: a role is a room."""
        del role, said
        return "<!channel>"


class Plain(Writer):
    """For titles, labels and options, in which nothing is formatted."""

    def text(self, written: str) -> str:
        return harmless(written)

    def moment(self, moment: datetime, reader: Reader) -> str:
        return when(moment, reader)


def _unformatted(text: str) -> str:
    """Slack has no escape for what makes bold, italic, struck, code or quoted: a soft hyphen, which nobody
    sees, takes its effect. Within a word (as in an address) it has none anyway."""
    return _MARKS.sub(lambda found: f"\u00ad{found[0]}\u00ad", text)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Wording:
    """How things are said to one reader, or in a room: in mrkdwn, and plainly."""

    def __init__(self, words: Words, audience: Reader | Network, workspace: str = "") -> None:
        self._words, self._audience, self._workspace = words, audience, workspace

    @property
    def language(self) -> str:
        """That of the one reader; in a room the network's first."""
        one = self._audience
        return one.default_language if isinstance(one, Network) else one.language

    def mrkdwn(self, value: Value) -> str:
        if isinstance(value, datetime) and isinstance(self._audience, Network):
            return Mrkdwn().moment(
                value, self._audience.reader
            )  # said once: each client words it for its reader
        return self._say(value, Mrkdwn(self._workspace))

    def plain(self, value: Value) -> str:
        return self._say(value, Plain())

    def _say(self, value: Value, write: Writer) -> str:
        if isinstance(self._audience, Network):
            return self._words.post(value, self._audience, write)
        return self._words.say(value, self._audience, write)


# ---- cards


def message(card: Card, wording: Wording) -> Json:
    """`text` and `blocks`: an update that has only one of them loses the other."""
    shown = blocks(card, wording)
    said = [
        wording.plain(card.title),
        *(wording.plain(value) for value in card.body if _calls(value) is None),
    ]
    return {"text": cut(escaped("\n".join(filter(None, said))), FALLBACK), "blocks": shown}


def blocks(card: Card, wording: Wording) -> list[Json]:
    """Head, paragraphs, facts, buttons, each with an id that is unique in its message."""
    facts = _shared([_fact(fact, wording) for fact in card.facts])
    room = TOGETHER - sum(map(len, facts))
    parts = [
        {"type": "header", "text": plain(wording.plain(card.title), HEADER)},
        *(_section(said) for said in _fitting([wording.mrkdwn(value) for value in card.body], room)),
        *({"type": "section", "fields": some} for some in _batches([*map(_mrkdwn, facts)], FIELDS)),
        *({"type": "actions", "elements": row} for row in _batches(_buttons(card, wording), ROW)),
    ]
    return [{**part, "block_id": f"{place}"} for place, part in enumerate(parts)]


def _calls(value: Value) -> Value | None:
    """Who is called: that is for the blocks alone, or they would be called twice."""
    return value if isinstance(value, Mention | Everyone) else None


def _section(said: str) -> Json:
    return {"type": "section", "text": _mrkdwn(said)}


def _fact(fact: Fact, wording: Wording) -> str:
    return f"*{wording.mrkdwn(fact.label)}*\n{wording.mrkdwn(fact.value)}"


def _buttons(card: Card, wording: Wording) -> list[Json]:
    return [_button(button, wording) for button in card.buttons]


def _button(button: Button, wording: Wording) -> Json:
    drawn: Json = {
        "type": "button",
        "action_id": button.key,
        "value": button.key,
        "text": plain(wording.plain(button.label), LABEL),
    }
    return drawn if button.style == "plain" else drawn | {"style": button.style.value}


# ---- small parts


def _mrkdwn(text: str) -> Json:
    """`verbatim`: what people write links nothing and calls nobody."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str, limit: int) -> Json:
    shown = text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
    return {"type": "plain_text", "text": shown, "emoji": False}


def cut(said: str, limit: int) -> str:
    """With a mark that there was more."""
    return said if len(said) <= limit else said[: _end(said, limit - 1)] + "…"


def pieces(said: str, limit: int) -> Iterator[str]:
    """A long paragraph as several; none of them is empty."""
    said = said.strip()
    while len(said) > limit:
        end = _end(said, limit)
        yield said[:end].rstrip()
        said = said[end:].lstrip()
    if said:
        yield said


def _end(said: str, limit: int) -> int:
    """Where to part it: at the last blank, unless that is far away, or between two characters; never within
    an escape or a moment, which would be read as something else."""
    blank = end = 0
    for atom in _ATOM.finditer(said):
        if atom[0].isspace() and atom.start() <= limit:
            blank = atom.start()
        if atom.end() > limit:
            break
        end = atom.end()
    return blank if blank > limit // 2 else end


def _shared(facts: Sequence[str]) -> list[str]:
    """Cut as little as is needed for all of them to be there."""
    shorter = list(facts)
    for limit in FIELD_LIMITS:
        shorter = [cut(fact, limit) for fact in facts]
        if sum(map(len, shorter)) <= TOGETHER - PARAGRAPHS:
            break
    return shorter


def _fitting(paragraphs: Sequence[str], room: int) -> Iterator[str]:
    """In sections, as much as fits together."""
    for piece in (piece for said in paragraphs for piece in pieces(said, SECTION)):
        if len(piece) > room:
            yield cut(piece, max(room, 1))
            return
        room -= len(piece)
        yield piece


def _batches(parts: Sequence[Json], size: int) -> Iterable[list[Json]]:
    return (list(parts[first : first + size]) for first in range(0, len(parts), size))
