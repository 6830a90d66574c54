"""One row of a list of members, judged: what each column may hold, in plain words that quote nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.answers import Unusable, clean_email, clean_line, clean_name
from bot.chat import Reader
from bot.communities.model import Community
from bot.communities.registry import Communities
from bot.joining.address import Domain, MalformedAddress
from bot.joining.forms import COMMUNITY_LIMIT
from bot.joining.lookup import called
from bot.joining.ports import Addresses
from bot.members.enrolment import Entrant
from bot.members.views import LANGUAGES
from bot.network import Network

Cells = Mapping[str, str]  # of one row, by column
Values = dict[str, Any]  # fields of an `Entrant`

COLUMNS = (
    "name", "address", "community", "community_id", "province", "language", "zone",
    "consented_on", "joined_on",
)  # fmt: skip
PROVINCES = frozenset({"AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"})
EARLIEST = 1970  # a year before that is a slip
NAME_LIMIT, ADDRESS_LIMIT = 120, 254  # as in the form
FORMULA = frozenset("=+-@")
CONTROLS = frozenset("\t\r")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SAID = {
    "answers.required": "is empty",
    "answers.too_long": "is too long",
    "answers.one_line": "is more than one line",
    "answers.no_letter": "has no letter in it",
    "answers.control": "holds characters that cannot be shown safely",
    "malformed_address": "is no mail address",
    "public_suffix": "lacks something before its last part",
    "non_ascii_domain": "holds letters that can be mistaken for others after the @",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell, or (without a column) with a row."""

    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return ": ".join(filter(None, [f"line {self.line}", self.column, self.what]))


class Wrong(Exception):
    """A cell cannot be taken; `what` says why, in words that go with the name of its column."""

    def __init__(self, what: str, column: str) -> None:
        super().__init__(what)
        self.what = what
        self.column = column


@dataclass(frozen=True, slots=True)
class Judge:
    """What rows are judged by; `network` says what an empty language or zone stands for."""

    addresses: Addresses
    communities: Communities
    network: Network
    now: datetime
    seen: dict[str, Sequence[Community]] = field(default_factory=dict)

    def row(self, line: int, cells: Cells) -> Entrant | tuple[Problem, ...]:
        """Somebody, or all that is wrong."""
        values: dict[str, Any] = {}
        problems = [Problem(line, column, "begins like a formula") for column in _formulas(cells)]
        for read in (_name, self._address, self._community, self._reader, self._dates):
            try:
                values |= read(cells)
            except Wrong as wrong:
                problems.append(Problem(line, wrong.column, wrong.what))
        return tuple(problems) if problems else Entrant(**values)

    def _address(self, cells: Cells) -> Values:
        typed = _clean(clean_email, cells, "address", ADDRESS_LIMIT)
        try:
            address = self.addresses.read(typed)
        except MalformedAddress as malformed:
            raise Wrong(_SAID[malformed.code], "address") from None
        if address.domain is Domain.DISPOSABLE:
            raise Wrong("is a throw-away address", "address")
        return {"address": address.typed, "mailbox": address.mailbox}

    def _community(self, cells: Cells) -> Values:
        """A row of the registry by its id, or by a name that only one has; else it stays as it was typed."""
        given = _cell(cells, "community_id")
        if given and self.communities.get(given) is None:
            raise Wrong("is not in the registry", "community_id")
        if given:
            return {"community_id": given, "community_typed": ""}
        name = _clean(clean_line, cells, "community", COMMUNITY_LIMIT)
        province = _cell(cells, "province").upper()
        if province and province not in PROVINCES:
            raise Wrong("is not two letters such as ON", "province")
        same = [c for c in self._called(name) if province in ("", c.province)]
        if len(same) == 1:
            return {"community_id": same[0].id, "community_typed": ""}
        return {"community_id": "", "community_typed": f"{name} ({province})" if province else name}

    def _called(self, name: str) -> Sequence[Community]:
        """Lists name the same communities again and again."""
        if name not in self.seen:
            self.seen[name] = called(self.communities, name)
        return self.seen[name]

    def _reader(self, cells: Cells) -> Values:
        language = _cell(cells, "language").lower() or self.network.default_language
        if language not in LANGUAGES:
            raise Wrong("is neither en nor fr", "language")
        zone = _cell(cells, "zone") or self.network.zone
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise Wrong("is no time zone such as America/Toronto", "zone") from None
        return {"reader": Reader(language, zone)}

    def _dates(self, cells: Cells) -> Values:
        return {
            "joined_at": self._moment(cells, "joined_on"),
            "consented_at": self._moment(cells, "consented_on"),
        }

    def _moment(self, cells: Cells, column: str) -> datetime | None:
        """Noon of that day, as the network tells the time."""
        written = _cell(cells, column)
        if not written:
            return None
        day = _day(written)
        if day is None or day.year < EARLIEST:
            raise Wrong("is no date such as 2025-04-30", column)
        zone = ZoneInfo(self.network.zone)
        if day > self.now.astimezone(zone).date():
            raise Wrong("is in the future", column)
        return min(datetime.combine(day, time(12), tzinfo=zone).astimezone(UTC), self.now)


def _name(cells: Cells) -> Values:
    return {"name": _clean(clean_name, cells, "name", NAME_LIMIT)}


def _clean(clean: Callable[..., str], cells: Cells, column: str, limit: int) -> str:
    """As what people fill in, and with the same limits."""
    try:
        return clean(cells.get(column, ""), limit, required=True)
    except Unusable as unusable:
        raise Wrong(_SAID[unusable.problem.id], column) from None


def _cell(cells: Cells, column: str) -> str:
    return cells.get(column, "").strip()


def _formulas(cells: Cells) -> list[str]:
    """What a spreadsheet would work out, here or when it is written out again."""
    return [name for name, cell in cells.items() if cell[:1] in CONTROLS or cell.strip()[:1] in FORMULA]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if _DATE.fullmatch(written) else None
    except ValueError:
        return None
