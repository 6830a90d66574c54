"""Cards and forms as Slack's blocks and views; pure. Limits: docs.slack.dev/reference/block-kit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from adapters.dates import when
from adapters.harmless import harmless
from adapters.words import Words, Writer
from bot.chat import Button, Card, Everyone, Fact, Mention, Reader, Role, Text, Value
from bot.network import Network

Json = dict[str, Any]
Say = Callable[[Value], str]

PLATFORM = "slack"
HEADER, SECTION, FIELD, FIELDS, LABEL, ROW = 150, 3000, 2000, 10, 75, 5
FALLBACK = 3000  # characters of `text`, which notifications and screen readers get
TOGETHER = 12_000  # of all blocks; above some 13,200 they are refused although each is within its limit
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
    return {"text": escaped(_cut("\n".join(filter(None, said)), FALLBACK)), "blocks": shown}


def blocks(card: Card, wording: Wording) -> list[Json]:
    """Head, paragraphs, facts, buttons, each with an id that is unique in its message."""
    paragraphs = [_section(said) for value in card.body for said in _pieces(wording.mrkdwn(value))]
    facts = [_fact(fact, wording) for fact in card.facts]
    parts = [
        {"type": "header", "text": _plain(wording.plain(card.title), HEADER)},
        *_fitting(paragraphs),
        *({"type": "section", "fields": some} for some in _batches(facts, FIELDS)),
        *({"type": "actions", "elements": row} for row in _batches(_buttons(card, wording), ROW)),
    ]
    return [{**part, "block_id": f"{place}"} for place, part in enumerate(parts)]


def _calls(value: Value) -> Value | None:
    """Who is called: that is for the blocks alone, or they would be called twice."""
    return value if isinstance(value, Mention | Everyone) else None


def _section(said: str) -> Json:
    return {"type": "section", "text": _mrkdwn(said)}


def _fact(fact: Fact, wording: Wording) -> Json:
    return _mrkdwn(_cut(f"*{wording.mrkdwn(fact.label)}*\n{wording.mrkdwn(fact.value)}", FIELD))


def _buttons(card: Card, wording: Wording) -> list[Json]:
    return [_button(button, wording) for button in card.buttons]


def _button(button: Button, wording: Wording) -> Json:
    drawn: Json = {
        "type": "button",
        "action_id": button.key,
        "value": button.key,
        "text": _plain(wording.plain(button.label), LABEL),
    }
    return drawn if button.style == "plain" else drawn | {"style": button.style.value}


# ---- small parts


def _mrkdwn(text: str) -> Json:
    """`verbatim`: what people write links nothing and calls nobody."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _plain(text: str, limit: int) -> Json:
    return {"type": "plain_text", "text": _cut(text, limit), "emoji": False}


def plain(text: str, limit: int) -> Json:
    return _plain(text, limit)


def _cut(text: str, limit: int) -> str:
    """Never through an escape or a moment, which would be read as something else."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    opened, closed = kept.rfind("<"), kept.rfind(">")
    if opened > closed:
        kept = kept[:opened]
    ampersand = kept.rfind("&")
    if ampersand >= 0 and ";" not in kept[ampersand:]:
        kept = kept[:ampersand]
    return kept + "…"


def _pieces(said: str) -> Iterator[str]:
    """A long paragraph takes several sections; a section is never empty."""
    while len(said) > SECTION:
        at = max(said.rfind("\n", 0, SECTION), said.rfind(" ", 0, SECTION))
        head = _cut(said[: SECTION + 1], SECTION) if at < 1 else said[:at]
        yield head.rstrip("…") if at < 1 else head
        said = said[len(head.rstrip("…")) if at < 1 else at :].lstrip()
    if said.strip():
        yield said


def _fitting(sections: Sequence[Json]) -> Iterator[Json]:
    """As many as fit together."""
    room = TOGETHER // 2
    for section in sections:
        room -= len(section["text"]["text"])
        if room < 0:
            return
        yield section


def _batches(parts: Sequence[Json], size: int) -> Iterable[list[Json]]:
    return (list(parts[first : first + size]) for first in range(0, len(parts), size))


def problem(text: Text, wording: Wording) -> str:
    """A sentence at a field; Slack shows it as plain text."""
    return wording.plain(text)
