"""The card in the members' room about what is kept: by the bot, and by the platform, whose affair that is.

It hangs once on each platform. When its words change it is shown anew where it hangs.
"""

from __future__ import annotations

from bot import hanging
from bot.chat import Card, Room, Text
from bot.deliveries import Edit, Post
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn

KIND = "members.kept_here"
SUBJECT = "kept-here"
WORDS = "2026-11"  # of when they are; another one with each change of them (tests/core/test_kept_here.py)


def put_up(turn: Turn) -> None:
    """At every start; one whose words are these is left alone. Tried once a day where it does not hang."""
    for platform in turn.world.network.platforms:
        if turn.unit.told.get(_told(platform)) != WORDS:
            _write(turn, platform, f"{KIND}:{platform}:{WORDS}:{turn.now:%Y-%m-%d}")


def compose(turn: Turn, errand: Errand) -> Post | Edit | None:
    """Nothing once it was told by another errand."""
    platform = errand.recipient
    reference = turn.unit.postings.reference(SUBJECT, platform)
    if not reference:
        return Post(platform, Room.MEMBERS, card(platform), errand.nonce)
    if turn.unit.told.get(_told(platform)) == WORDS:
        return None
    return Edit(platform, reference, card(platform))


def posted(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Where it hangs, and as of when; one that was deleted is put up anew."""
    if outcome.result is Result.DELIVERED:
        turn.unit.told.keep(_told(errand.recipient), WORDS)
    if hanging.keep(turn, errand, outcome):
        _write(turn, errand.recipient, f"{KIND}:again:{errand.id}-{errand.attempt}")


def card(platform: str) -> Card:
    """Never that there are no records: what the platform does, and what the law asks, is said as it is."""
    return Card(
        Text("kept.title"),
        (Text("kept.bot"), Text("kept.yours"), Text(f"kept.{platform}"), Text("kept.law")),
    )


def _told(platform: str) -> str:
    return f"kept_here.{platform}"


def _write(turn: Turn, platform: str, key: str) -> None:
    """In the order in which it was asked for, so that no two put one up."""
    order = f"{SUBJECT}:{platform}"
    turn.unit.outbox.add(
        Errand(turn.world.entropy.identifier(), KIND, SUBJECT, platform, key, order, turn.now, turn.now)
    )
