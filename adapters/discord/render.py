"""Cards as Discord's messages; pure. Limits: docs.discord.com/developers/resources/message#embed-object

A card is an embed with buttons below it. What an embed names calls nobody, so whom rules call stands above
it, and nothing else does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import discord

from adapters.dates import when
from adapters.discord.markdown import cut, escaped
from adapters.harmless import harmless
from adapters.words import Words, Writer
from bot.chat import Button, Card, Everyone, Fact, Link, Mention, Reader, Role, Style, Text, Value
from bot.network import Network

PLATFORM = "discord"
TITLE, DESCRIPTION, LABEL, ROW = 256, 4096, 80, 5
NAME = 100  # of a fact; Discord's limit is 256, and ours are shorter
FACT_LIMITS = (1024, 512, 256, 128)  # the first is Discord's
TOGETHER, PARAGRAPHS = 6000, 2500  # characters of an embed; so many of them for paragraphs
BESIDE = 60
NOTHING = "—"  # an empty fact is refused
STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}
Drawn = tuple[str, str, discord.ButtonStyle]  # a button: key, label, style
SNOWFLAKE = re.compile(r"[0-9]{1,20}")
NO_ROLES: Mapping[Role, str] = MappingProxyType({})


class Markdown(Writer):
    """docs.discord.com/developers/reference#message-formatting: what a person wrote is escaped, and what
    calls or links is made by us alone."""

    def __init__(self, workspace: str = "", roles: Mapping[Role, str] = NO_ROLES) -> None:
        self._workspace, self._roles = workspace, roles

    def plain(self, ours: str) -> str:
        return escaped(ours)

    def text(self, written: str) -> str:
        return escaped(harmless(written))

    def moment(self, moment: datetime, reader: Reader) -> str:
        """Each reader's own clock."""
        del reader
        return f"<t:{int(moment.timestamp())}:f>"

    def link(self, link: Link) -> str:
        """In brackets nothing is a mark, and nothing of where it leads is shown below the message."""
        return f"<{link.address}>"

    def mention(self, mention: Mention) -> str:
        """Nobody of another place: there the name says enough."""
        return _mark(mention, self._workspace, self._roles) or self.text(mention.name)

    def everyone(self, role: Role, said: str) -> str:
        return _mark(Everyone(role), self._workspace, self._roles) or self.plain(said)


class Heading(Markdown):
    """Titles and names of facts, in which neither moments nor names of people become anything."""

    def moment(self, moment: datetime, reader: Reader) -> str:
        return self.plain(when(moment, reader))

    def link(self, link: Link) -> str:
        return self.plain(link.address)

    def mention(self, mention: Mention) -> str:
        return self.text(mention.name)

    def everyone(self, role: Role, said: str) -> str:
        del role
        return self.plain(said)


class Plain(Writer):
    """For labels and options, in which nothing is formatted."""

    def text(self, written: str) -> str:
        return harmless(written)

    def moment(self, moment: datetime, reader: Reader) -> str:
        return when(moment, reader)


class Wording:
    """How things are said to one reader, or in a room; `roles` are those that can be called."""

    def __init__(
        self,
        words: Words,
        audience: Reader | Network,
        workspace: str = "",
        roles: Mapping[Role, str] = NO_ROLES,
    ) -> None:
        self._words, self._audience = words, audience
        self.workspace, self.roles = workspace, roles

    @property
    def language(self) -> str:
        """That of the one reader; in a room the network's first."""
        one = self._audience
        return one.default_language if isinstance(one, Network) else one.language

    def markdown(self, value: Value) -> str:
        return self._say(value, Markdown(self.workspace, self.roles))

    def heading(self, value: Value) -> str:
        return self._say(value, Heading())

    def plain(self, value: Value) -> str:
        return self._say(value, Plain())

    def mark(self, call: Mention | Everyone) -> str:
        """What calls them, if they can be called here."""
        return _mark(call, self.workspace, self.roles)

    def _say(self, value: Value, write: Writer) -> str:
        if isinstance(self._audience, Network):
            return self._words.post(value, self._audience, write)
        return self._words.say(value, self._audience, write)


# ---- what is shown


@dataclass(frozen=True, slots=True)
class Shown:
    """A card as it is sent: `content` calls exactly those whom `mentions` allows it to call."""

    content: str
    embed: discord.Embed
    rows: tuple[tuple[Drawn, ...], ...]
    mentions: discord.AllowedMentions

    def view(self) -> discord.ui.View:
        """Stopped, so that the library keeps nothing of it: whatever is pressed comes to us by its key."""
        view = discord.ui.View(timeout=None)
        for place, row in enumerate(self.rows):
            for key, label, style in row:
                view.add_item(discord.ui.Button(custom_id=key, label=label, style=style, row=place))
        view.stop()
        return view


def message(card: Card, wording: Wording) -> Shown:
    """Whom it calls, the card, its buttons."""
    calls = tuple(dict.fromkeys(call for call in calls_in(card) if wording.mark(call)))
    return Shown(
        " ".join(map(wording.mark, calls)),
        _embed(card, wording),
        tuple(_rows([_button(button, wording) for button in card.buttons])),
        _allowed(calls, wording),
    )


def calls_in(card: Card) -> Iterator[Mention | Everyone]:
    """Everybody whom rules call in it; what people wrote is only ever a string."""
    for value in (*card.body, *(fact.value for fact in card.facts)):
        yield from _calls(value)


def _calls(value: Value) -> Iterator[Mention | Everyone]:
    if isinstance(value, Mention | Everyone):
        yield value
    inside = value if isinstance(value, tuple) else value.values.values() if isinstance(value, Text) else ()
    for inner in inside:
        yield from _calls(inner)


def _mark(call: Mention | Everyone, workspace: str, roles: Mapping[Role, str]) -> str:
    """What calls them: somebody of this guild, a role that it gave us; else nothing does."""
    if isinstance(call, Everyone):
        role = roles.get(call.role, "")
        return f"<@&{role}>" if SNOWFLAKE.fullmatch(role) else ""
    identity = call.identity
    here = (identity.platform, identity.workspace) == (PLATFORM, workspace)
    return f"<@{identity.user}>" if here and SNOWFLAKE.fullmatch(identity.user) else ""


def _allowed(calls: Iterable[Mention | Everyone], wording: Wording) -> discord.AllowedMentions:
    users, roles = list[discord.Object](), list[discord.Object]()
    for call in calls:
        if isinstance(call, Mention):
            users.append(discord.Object(int(call.identity.user)))
        else:
            roles.append(discord.Object(int(wording.roles[call.role])))
    return discord.AllowedMentions(
        everyone=False, users=users or False, roles=roles or False, replied_user=False
    )


# ---- the card


def _embed(card: Card, wording: Wording) -> discord.Embed:
    title = cut(wording.heading(card.title), TITLE)
    facts = _shared([_fact(fact, wording) for fact in card.facts])
    room = TOGETHER - len(title) - _size(facts)
    embed = discord.Embed(title=title, description=cut(_body(card, wording), min(room, DESCRIPTION)) or None)
    for name, value in facts:
        embed.add_field(name=name, value=value, inline=_is_short(value))
    return embed


def _body(card: Card, wording: Wording) -> str:
    """Without the lines that only call somebody: these stand above the card."""
    said = (wording.markdown(value) for value in card.body if not _is_above(value, wording))
    return "\n\n".join(filter(None, (paragraph.strip() for paragraph in said)))


def _is_above(value: Value, wording: Wording) -> bool:
    return isinstance(value, Mention | Everyone) and bool(wording.mark(value))


def _fact(fact: Fact, wording: Wording) -> tuple[str, str]:
    name = cut(wording.heading(fact.label).strip(), NAME)
    return name or NOTHING, wording.markdown(fact.value).strip() or NOTHING


def _shared(facts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Cut as little as is needed for all of them to be there."""
    shorter = list(facts)
    for limit in FACT_LIMITS:
        shorter = [(name, cut(value, limit)) for name, value in facts]
        if _size(shorter) <= TOGETHER - TITLE - PARAGRAPHS:
            break
    return shorter


def _is_short(value: str) -> bool:
    """Up to three of these stand beside each other; what is longer gets the whole width."""
    return len(value) <= BESIDE and "\n" not in value


def _size(facts: Iterable[tuple[str, str]]) -> int:
    return sum(len(name) + len(value) for name, value in facts)


def _button(button: Button, wording: Wording) -> Drawn:
    return button.key, shortened(wording.plain(button.label), LABEL), STYLES[button.style]


def _rows(buttons: Sequence[Drawn]) -> Iterator[tuple[Drawn, ...]]:
    return (tuple(buttons[first : first + ROW]) for first in range(0, len(buttons), ROW))


def shortened(text: str, limit: int) -> str:
    """Plain words, with a mark that there was more."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
