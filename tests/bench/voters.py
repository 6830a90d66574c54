"""A network of many members, and a poll in which all of them may vote."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

from adapters.clock import SystemClock, SystemEntropy
from bot.chat import Identity, Reader
from bot.members.model import Account, Profile, Standing
from bot.polls.model import Method, Option, Poll, Stage
from bot.ports import Unit
from storage.engine import Storage, open_storage
from storage.migrations import migrate
from tests.wire.slack.workspace import TEAM

FIRST_PERSON = 920_000_000_000_000_000
POLL = "benchbenchbenchbenchbench1"
OPTIONS = 4
AT_ONCE = 500
COMMUNITIES = 900


@dataclass(frozen=True, slots=True)
class Orders:
    """`kind`: `bare` is an app of a few lines for each platform that only acknowledges, `filled` writes the
    database and ends, `bot` is the real one; it serves the platforms whose addresses are given."""

    kind: str
    url: str = ""
    key: str = ""
    people: int = 0
    api: str = ""
    gateway: str = ""
    token: str = ""
    guild: str = ""
    slack: str = ""


def identity(number: int, guild: str) -> Identity:
    """Every other one is on Discord."""
    if number % 2:
        return Identity("discord", guild, str(FIRST_PERSON + number))
    return Identity("slack", TEAM, f"U{number}")


def opened(orders: Orders) -> Storage:
    return open_storage(orders.url, bytes.fromhex(orders.key), SystemEntropy(), SystemClock())


def fill(orders: Orders) -> None:
    """So many members, and a poll in which all of them may vote."""
    migrate(orders.url)
    with closing(opened(orders)) as storage:
        for first in range(0, orders.people, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, orders.people))
            storage.transact(lambda unit, numbers=numbers: _come(unit, orders, numbers))  # type: ignore[misc]
        storage.transact(open_poll)


def _come(unit: Unit, orders: Orders, numbers: range) -> None:
    now, entropy = SystemClock().now(), SystemEntropy()
    for number in numbers:
        reader, where = Reader("en", "America/Toronto"), f"c{number % COMMUNITIES}"
        profile = Profile(entropy.identifier(), Standing.MEMBER, "Jo Bench", "", reader, now, where)
        unit.profiles.add(profile)
        unit.profiles.link(Account(entropy.identifier(), profile.id, identity(number, orders.guild)))


def open_poll(unit: Unit, method: Method = Method.ONE, poll_id: str = POLL, options: int = OPTIONS) -> None:
    now = SystemClock().now()
    listed = tuple(Option(number, f"Theme {number}", f"Thème {number}") for number in range(1, options + 1))
    unit.polls.add(
        Poll(
            poll_id,
            "Next?",
            "Et puis?",
            method,
            listed,
            now + timedelta(days=1),
            "5eed",
            stage=Stage.OPEN,
            opened=now,
        )
    )
    unit.ballots.open(poll_id)
    unit.polls.opened(poll_id, unit.rolls.enrol(poll_id))
