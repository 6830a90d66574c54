"""Each member may have a calendar of the network's meetings under an address that only they know.

It is shown once, when it is made: what is kept of it finds whose it is, and cannot be read back. A new one
takes the place of the last.
"""

from __future__ import annotations

from datetime import timedelta

from bot.chat import Button, Card, Command, Fact, Link, Press, Style, Text, Value
from bot.feeds import Entry, Feed
from bot.meetings import wording
from bot.meetings.model import Meeting, State
from bot.members.who import acting
from bot.ports import Turn
from bot.replies import Replace, Reply, Say

PAST, AHEAD = timedelta(days=180), timedelta(days=400)
AT_ONCE = 100  # more than there are in such a time
ME = "me"  # the subject of buttons that are about whoever presses them

# ---- of the member


def show(turn: Turn, _event: Command) -> Reply:
    """`/peer calendar`."""
    made_at = turn.unit.calendar_feeds.made_at(acting(turn).id)
    if not turn.world.network.address:
        return Say(_card(Text("meetings.feed.unavailable")))
    if made_at is None:
        return Say(_card(Text("meetings.feed.what"), buttons=(_new(Style.PRIMARY),)))
    since = Text("meetings.feed.since", {"when": made_at})
    return Say(_card(Text("meetings.feed.what"), since, buttons=(_new(), _revoke())))


def make(turn: Turn, _press: Press) -> Reply:
    """Of two who press at once, the address of the later is the one that holds."""
    me, address = acting(turn), turn.world.network.address
    if not address:
        return Replace(_card(Text("meetings.feed.unavailable")))
    token = turn.world.entropy.identifier()
    turn.unit.calendar_feeds.keep(me.id, token, turn.now)
    shown = Fact(Text("meetings.feed.address"), Link(f"{address}/calendar/{token}.ics"))
    return Replace(
        _card(Text("meetings.feed.made"), Text("meetings.feed.keep"), facts=(shown,), buttons=(_revoke(),))
    )


def revoke(turn: Turn, _press: Press) -> Reply:
    """Harmless when there is none."""
    turn.unit.calendar_feeds.revoke(acting(turn).id)
    return Replace(_card(Text("meetings.feed.revoked"), buttons=(_new(),)))


def _card(*body: Value, facts: tuple[Fact, ...] = (), buttons: tuple[Button, ...] = ()) -> Card:
    return Card(Text("meetings.feed.title"), body, facts, buttons)


def _new(style: Style = Style.PLAIN) -> Button:
    return Button("meetings.feed_new", ME, 0, Text("button.meetings.feed_new"), style)


def _revoke() -> Button:
    return Button("meetings.feed_revoke", ME, 0, Text("button.meetings.feed_revoke"), Style.DANGER)


# ---- of whoever knows the address


def feed(turn: Turn, token: str) -> Feed | None:
    """What lies under it; None for one that was revoked or never was, or whose owner is no member now."""
    owner = turn.unit.calendar_feeds.owner(token)
    profile = turn.unit.profiles.get(owner) if owner else None
    if profile is None or not profile.is_member:
        return None
    found = turn.unit.meetings.between(turn.now - PAST, turn.now + AHEAD, AT_ONCE)
    entries = tuple(_entry(turn, meeting) for meeting in found if meeting.state is not State.DRAFT)
    return Feed(profile.reader, turn.world.network.name, entries)


def _entry(turn: Turn, meeting: Meeting) -> Entry:
    """Under another name than in their invitation: a calendar may hold both."""
    return Entry(
        f"feed-{meeting.id}",
        meeting.sequence,
        meeting.stamp,
        meeting.wall,
        meeting.zone,
        meeting.minutes,
        wording.title(turn, meeting),
        wording.description(turn, meeting),
        wording.link_of(turn, meeting),
        cancelled=meeting.state is State.CANCELLED,
    )
