"""The closed vocabulary between the rules and every platform; events come in (`replies` go out).

Nothing here knows a colour, a layout or a callback. Limits are those of the narrowest platform and are
checked at birth; the length of words is checked where words are known, with the catalogues.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.errors import Malformed

BUTTON_KEY_LIMIT = 100  # Discord's custom_id
FORM_FIELDS_LIMIT = 5  # Discord's modal
CHOICES_LIMIT = 25  # Discord's select and autocomplete
BUTTONS_LIMIT = 10  # two rows of Discord's buttons
FACTS_LIMIT = 20  # the fields of two of Slack's sections

_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+", re.ASCII)  # without blanks, quotes, < > \ ^ ` { | }
_KEY = re.compile(r"([a-z_.]+):([a-z0-9-]*):([0-9]{1,9})")  # random ids, and those of communities


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence by its message id, with the values that it names; words are found at rendering."""

    id: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Named:
    """A name that exists in both languages: a community's, the network's. Escaped like a person's words."""

    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class Zone:
    """An IANA time zone, shown as its city."""

    key: str


@dataclass(frozen=True, slots=True)
class Local:
    """A moment by the clocks of an IANA zone, with its city, whoever reads it."""

    moment: datetime
    zone: str


class Role(StrEnum):
    """What somebody may do; adapters state the rooms' roles, the rules know who is a member."""

    ANYONE = "anyone"
    MEMBER = "member"
    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"


class Room(StrEnum):
    """The rooms that a network gives the bot; each platform's settings say which channel is meant."""

    WELCOME = "welcome"
    MEMBERS = "members"
    COORDINATORS = "coordinators"
    FACILITATORS = "facilitators"


@dataclass(frozen=True, slots=True)
class Identity:
    """One account on one platform; `workspace` is Slack's team or Discord's guild."""

    platform: str
    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Calls one person, so that their platform tells them. Only rules make one: what people write calls
    nobody."""

    identity: Identity
    name: str


@dataclass(frozen=True, slots=True)
class Everyone:
    """Calls everybody who has this role."""

    role: Role


@dataclass(frozen=True, slots=True)
class Link:
    """An address that can be followed. Only rules make one, of what they have checked; in a person's words
    nothing leads anywhere."""

    address: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.address):
            raise ValueError("an address as it may stand in markup")


# A str is a person's own words: renderers escape it. A datetime is aware, shown as the reader's own moment.
# A tuple is a list, one line each.
Value = str | int | datetime | Named | Zone | Local | Link | Mention | Everyone | Text | tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """In whose language ("en" or "fr") and IANA time zone something is to be worded."""

    language: str
    zone: str


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever does something: the account, how the platform shows it, and the rooms' roles. These are never
    a cached opinion when the route is `fresh`: the adapter reads them anew."""

    identity: Identity
    name: str
    reader: Reader
    roles: frozenset[Role] = frozenset()


class Style(StrEnum):
    """How much weight a button carries."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Stateless: everything it means is in its key, which survives restarts and grants nothing."""

    action: str
    subject: str
    revision: int
    label: Text
    style: Style = Style.PLAIN

    def __post_init__(self) -> None:
        if ":" in self.action + self.subject or len(self.key) > BUTTON_KEY_LIMIT:
            raise ValueError(self.action)

    @property
    def key(self) -> str:
        return f"{self.action}:{self.subject}:{self.revision}"


def read_key(key: str) -> tuple[str, str, int]:
    """Action, subject and revision of a button's key; raises `Malformed` for anything else."""
    match = _KEY.fullmatch(key)
    if match is None or len(key) > BUTTON_KEY_LIMIT:
        raise Malformed
    action, subject, revision = match.groups()
    return action, subject, int(revision)


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled line of a card."""

    label: Text
    value: Value


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown: a title, paragraphs, facts, buttons."""

    title: Text
    body: tuple[Value, ...] = ()
    facts: tuple[Fact, ...] = ()
    buttons: tuple[Button, ...] = ()

    def __post_init__(self) -> None:
        if len(self.facts) > FACTS_LIMIT or len(self.buttons) > BUTTONS_LIMIT:
            raise ValueError(self.title.id)


class Kind(StrEnum):
    """The kinds of field that both platforms can draw natively."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    EMAIL = "email"
    CHOICE = "choice"
    CHOICES = "choices"
    LOOKUP = "lookup"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option: `value` comes back, `label` is shown."""

    value: str
    label: Value


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `limit` counts characters of LINE, PARAGRAPH and EMAIL after trimming. `value`
    stands there already, of CHOICES all that are `chosen`."""

    name: str
    kind: Kind
    label: Text
    required: bool = True
    limit: int = 200
    choices: tuple[Choice, ...] = ()
    hint: Text | None = None
    value: str = ""
    chosen: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.choices) > CHOICES_LIMIT:
            raise ValueError(self.name)


@dataclass(frozen=True, slots=True)
class Form:
    """A dialog; what is filled in comes back as a `Submission` with the same action and subject."""

    action: str
    subject: str
    revision: int
    title: Text
    fields: tuple[Field, ...]
    submit: Text

    def __post_init__(self) -> None:
        if not 1 <= len(self.fields) <= FORM_FIELDS_LIMIT:
            raise ValueError(self.action)


# ---- events in


@dataclass(frozen=True, slots=True)
class Command:
    """A typed command: `/peer join` is Command("peer", "join", …); the rest of the line is `argument`."""

    root: str
    name: str
    person: Person
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button. `at` is the moment by the platform's clock, where it tells one."""

    action: str
    subject: str
    revision: int
    person: Person
    at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Submission:
    """A filled-in form: one string a field, a tuple of strings for CHOICES; nothing is checked yet. `at` is
    as of a `Press`."""

    action: str
    subject: str
    revision: int
    values: Mapping[str, str | tuple[str, ...]]
    person: Person
    at: datetime | None = field(default=None, compare=False)


Event = Command | Press | Submission


@dataclass(frozen=True, slots=True)
class Lookup:
    """What somebody has typed so far into a LOOKUP field."""

    action: str
    field: str
    query: str
    person: Person
