"""A poll with its rules, declared before it opens, and a ballot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.chat import Named

MOST_OPTIONS = 25  # the narrowest platform's select
HIGHEST_NUMBER = 255  # of an option: one byte of a ballot


class Method(StrEnum):
    """How a ballot is filled in: one option, up to so many, or a ranking (counted by instant run-off)."""

    ONE = "one"
    APPROVAL = "approval"
    RANKED = "ranked"


class Deciding(StrEnum):
    """Whose count decides: every person's ballot, or one voice for every community."""

    PERSON = "person"
    COMMUNITY = "community"


class TieRule(StrEnum):
    """Who of several with the same count is ahead: whoever is listed first, or the first in an order drawn by
    a seed that comes with the opening."""

    LISTED = "listed"
    DRAWN = "drawn"


class Stage(StrEnum):
    """While it is closing no ballot is taken any more, and the totals are not stored yet."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


Choice = tuple[int, ...]  # numbers of options; their order matters for a ranking alone


@dataclass(frozen=True, slots=True)
class Option:
    """`number` is its name on ballots and buttons, and never another's. A text that is empty was not given
    in that language; `topic` is the id of the topic that it came from, or empty."""

    number: int
    text_en: str
    text_fr: str = ""
    topic: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.number <= HIGHEST_NUMBER or not (self.text_en or self.text_fr):
            raise ValueError(self.number)

    @property
    def named(self) -> Named:
        """In the other language where there is only one."""
        return Named(self.text_en or self.text_fr, self.text_fr or self.text_en)


@dataclass(frozen=True, slots=True)
class Poll:
    """`options` in the order in which they are listed. `limit` is how many may be approved of (0 for other
    methods); without a `quorum` (0) any number of ballots will do. `seed` (hexadecimal) is drawn and
    published when it opens, and makes a draw one that anybody can repeat. `meeting` is the id of the one that
    it is for, or empty; `revision` counts all changes."""

    id: str
    title_en: str
    title_fr: str
    method: Method
    options: tuple[Option, ...]
    closes: datetime
    seed: str
    limit: int = 0
    quorum: int = 0
    deciding: Deciding = Deciding.PERSON
    tie: TieRule = TieRule.LISTED
    may_add: bool = False
    meeting: str = ""
    stage: Stage = Stage.DRAFT
    opened: datetime | None = None
    opened_by: str = ""
    revision: int = 0

    def __post_init__(self) -> None:
        if self.closes.tzinfo is None or self.quorum < 0:
            raise ValueError(self.id)
        if (self.limit > 0) is not (self.method is Method.APPROVAL):
            raise ValueError("so many may be approved of, and of nothing else there is a limit")
        if len(self.options) > MOST_OPTIONS or len(set(self.numbers)) < len(self.options):
            raise ValueError("options are 25 at most, each with a number of its own")
        bytes.fromhex(self.seed)  # raises ValueError itself

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(option.number for option in self.options)

    @property
    def title(self) -> Named:
        """In the other language where there is only one."""
        return Named(self.title_en or self.title_fr, self.title_fr or self.title_en)

    @property
    def is_open(self) -> bool:
        return self.stage is Stage.OPEN

    def takes_ballots(self, now: datetime) -> bool:
        """Until the moment at which it closes, by one clock for everybody."""
        return self.is_open and now < self.closes

    def takes(self, choice: Choice) -> bool:
        """Whether a ballot can say that: something, each option once, as many as the method has room for."""
        most = {Method.ONE: 1, Method.APPROVAL: self.limit, Method.RANKED: MOST_OPTIONS}[self.method]
        once = len(set(choice)) == len(choice)
        return once and 0 < len(choice) <= most and set(choice) <= set(self.numbers)

    def as_cast(self, choice: Choice) -> Choice:
        """Where order says nothing, it is everybody's: in a ballot no other trace of the voter is kept."""
        return choice if self.method is Method.RANKED else tuple(sorted(choice))


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one member chose, for which community (its id, empty when none is known), at which moment. Without
    a choice it is withdrawn."""

    choice: Choice
    community: str
    cast: datetime

    def __post_init__(self) -> None:
        if self.cast.tzinfo is None:
            raise ValueError("a ballot is cast at an aware moment")

    @property
    def is_withdrawn(self) -> bool:
        return not self.choice
