"""What somebody might ask with, weighed beside the bot: one address, or a file of them. No network and no
database is asked; whatever is typed ends in an assessment.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from adapters.csv_file import Unreadable, rows_apart
from bot.chat import Named
from bot.communities.registry import Communities
from bot.joining.address import MalformedAddress
from bot.joining.eligibility import Assessment, Claim, assess, unusable
from bot.joining.model import WorkRole
from bot.joining.ports import Addresses
from bot.network import Network

COLUMNS = ("address", "community_id", "role")
NEEDED = COLUMNS[:2]
LISTING_LIFE: timedelta = Network(Named("", "")).listing_life  # unless a setting says otherwise


@dataclass(frozen=True, slots=True)
class Typed:
    """As it stands on a line of a file."""

    line: int
    address: str
    community_id: str
    role: WorkRole


@dataclass(frozen=True, slots=True)
class Scales:
    """What is weighed with."""

    addresses: Addresses
    communities: Communities
    now: datetime

    def weigh(self, typed: Typed, *, proven: bool) -> Assessment:
        try:
            address = self.addresses.read(typed.address)
        except MalformedAddress as malformed:
            return unusable(malformed)
        claim = Claim(address, typed.community_id.strip(), typed.role, proven)
        return assess(claim, self.communities, (), self.now, LISTING_LIFE)


def as_json(assessment: Assessment) -> dict[str, object]:
    """For machines. Domains are the registry's; of the address it holds nothing."""
    return {
        "evidence": assessment.evidence,
        "route": assessment.route,
        "reasons": assessment.reasons,
        "listing": assessment.listing.domain if assessment.listing else None,
        "lookalikes": [{"domain": each.domain, "how": each.how} for each in assessment.lookalikes],
    }


def role_of(written: str) -> WorkRole:
    """Staff, when nothing is written. Raises `ValueError`."""
    return WorkRole(written.strip().lower() or WorkRole.STAFF)


def read_batch(content: bytes) -> tuple[Sequence[Typed], Sequence[str]]:
    """The rows, and the columns that were not looked at. A row that cannot be taken apart, and bytes that are
    no UTF-8, make no address of what stands there, and hinder no other row. Raises `Unreadable`."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable(1, "the file is UTF-16: save it as UTF-8")
    rows = rows_apart(content.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape"))
    _, header = next(rows, (1, None))
    names = [cell.strip().lower() for cell in header or ()]
    if not set(NEEDED) <= set(names):
        named = ", ".join(COLUMNS)
        raise Unreadable(1, f"the first line must name the columns: {named} (role may be left out)")
    twice = next((name for name in COLUMNS if names.count(name) > 1), None)
    if twice:
        raise Unreadable(1, f"a column stands there twice: {twice}")
    others = [ascii(name)[1:-1] for name in names if name not in COLUMNS]
    return [_typed(line, _cells(names, cells)) for line, cells in rows], others


def _cells(names: Sequence[str], cells: Sequence[str] | None) -> Mapping[str, str]:
    """Those that are left out at the end are empty; where there are too many, nobody knows which is which."""
    if cells is None or any(cells[len(names) :]):
        return {}
    return dict(zip(names, cells, strict=False))


def _typed(line: int, cells: Mapping[str, str]) -> Typed:
    """A role that there is not is unclear."""
    try:
        role = role_of(cells.get("role", ""))
    except ValueError:
        role = WorkRole.OTHER
    return Typed(line, cells.get("address", ""), cells.get("community_id", ""), role)
