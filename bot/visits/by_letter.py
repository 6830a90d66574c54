"""What letters say of a member's own pages, to whoever no chat reaches; nothing in a network without pages.

A personal link stands only in letters that are of no use to anybody else. What people hand on to others, as
invitations, names the public page alone, where a link is asked for.
"""

from __future__ import annotations

from bot.chat import Link, Reader, Text, Value
from bot.members.model import Profile
from bot.ports import Turn
from bot.visits import links


def pages(turn: Turn, member: Profile, said: Text, key: str = "") -> tuple[Value, ...]:
    """A link of theirs, after what is `said` of it; with a button's `key` it leads to what that shows."""
    asked_for = mine(turn, member)
    if asked_for is None:
        return ()
    yours = Text("visits.letter.personal", {"n": links.IN_LETTERS.days, "mine": asked_for})
    return (said, links.link(turn, member.id, links.IN_LETTERS, key), yours)


def mine(turn: Turn, member: Profile) -> Link | None:
    """Where anybody asks for a link."""
    address = turn.world.network.address
    if not address or any(not each.directs_closed for each in turn.unit.profiles.accounts(member.id)):
        return None
    return page(address, member.reader)


def page(address: str, reader: Reader) -> Link:
    return Link(f"{address}/{reader.language}/mine")
