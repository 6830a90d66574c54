"""Links to a member's own pages, each good once and for a while."""

from __future__ import annotations

from datetime import timedelta

from bot.chat import Link
from bot.errors import Unknown
from bot.ports import Turn

HERE = timedelta(minutes=15)  # for whoever asks in a chat, and follows it at once
ASKED = timedelta(hours=1)  # for whoever asked for a letter
IN_LETTERS = timedelta(days=7)


def link(turn: Turn, member_id: str, life: timedelta, key: str = "") -> Link:
    """In their language; with the `key` of a button it leads to what that shows. Only where the network has
    an address on the web."""
    member = turn.unit.profiles.get(member_id)
    if member is None:
        raise Unknown
    token = turn.world.entropy.identifier()
    turn.unit.visits.link(token, member.id, turn.now + life)
    address = f"{turn.world.network.address}/{member.reader.language}/link/{token}"
    return Link(f"{address}/{key}" if key else address)
