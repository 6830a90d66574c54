"""The way out keeps to Slack's rates, and to what Slack makes of names in a text."""

from __future__ import annotations

import pytest

from adapters.pacing import Pace
from adapters.platform import DeliveryFailed
from adapters.slack.api import MOST_A_MINUTE, Api
from adapters.slack.chat import SlackChat
from adapters.slack.people import People
from adapters.slack.rooms import Rooms
from adapters.words import Words
from bot.chat import Card, Everyone, Identity, Reader, Role, Room, Text
from bot.outbox import Result
from tests.wire.slack.bad_clients import ANA, OPEN, SECRET, Alone
from tests.wire.slack.north import NETWORK
from tests.wire.slack.workspace import TEAM

ROOMS = {Room.WELCOME: OPEN, Room.COORDINATORS: SECRET}


def chat(slack: Alone, every: float = 1.0) -> SlackChat:
    """On Slack's own clock, which its waiting pushes."""

    async def sleep(seconds: float) -> None:
        slack.pass_time(seconds)

    now = slack.workspace.now
    api = Api(slack.client, lambda _: None, now)
    rooms = Rooms(api, ROOMS)
    people = People(api, rooms, TEAM, NETWORK, now)
    return SlackChat(api, rooms, people, Pace(now, sleep, every), Words.load(), NETWORK, TEAM)


def card(*body: str | Everyone) -> Card:
    return Card(Text("slack.late.title"), body)


async def test_a_room_gets_no_more_than_slack_takes(slack: Alone) -> None:
    """Where Slack lets no burst pass, every post and every change is taken the first time."""
    slack.server.strict, way_out = True, chat(slack)
    references = [await way_out.post(Room.WELCOME, card(f"{each}"), "n") for each in range(3)]
    await way_out.post(Room.COORDINATORS, card(), "n")
    await way_out.edit(references[0], card("changed"))

    assert [call["status"] for call in slack.server.calls] == [200] * 5
    assert len(slack.workspace.channels[OPEN].messages) == 3


async def test_what_comes_too_fast_all_the_same_waits_as_long_as_slack_says(slack: Alone) -> None:
    """It is delivered later, and not lost."""
    slack.server.strict, way_out = True, chat(slack, every=0.0)
    await way_out.post(Room.WELCOME, card(), "n")
    with pytest.raises(DeliveryFailed) as caught:
        await way_out.post(Room.WELCOME, card(), "n")

    assert caught.value.result is Result.LATER
    assert caught.value.retry_after.total_seconds() == 1


async def test_what_somebody_wrote_calls_nobody_and_what_we_say_calls_who_is_meant(slack: Alone) -> None:
    """In a room, when it is changed, and in a direct message."""
    way_out, nasty = chat(slack), "@here <!channel> @everyone <@U0LUC> @channel"
    reference = await way_out.post(Room.WELCOME, card(nasty), "n")
    await way_out.direct(Identity("slack", TEAM, ANA), card(nasty), Reader("en", NETWORK.zone), "n")
    (posted,) = slack.workspace.channels[OPEN].messages
    (direct,) = slack.workspace.direct(ANA).messages
    assert not posted.calls | direct.calls
    await way_out.edit(reference, card(nasty))
    assert not posted.calls
    await way_out.edit(reference, card(nasty, Everyone(Role.MEMBER)))

    assert posted.calls == {"channel"}


async def test_a_message_in_a_room_of_before_is_as_good_as_deleted(slack: Alone) -> None:
    """It may be posted in the new one; while the settings still name the old one, somebody has to hear."""
    way_out = chat(slack)
    reference = await way_out.post(Room.WELCOME, card(), "n")
    slack.workspace.channels[OPEN].archived = True
    codes = []
    for each in (reference, "C0123456789/1.000001"):
        with pytest.raises(DeliveryFailed) as failed:
            await way_out.edit(each, card())
        codes.append(failed.value.code)

    assert codes == ["room_gone", "message_gone"]


async def test_many_who_were_never_written_to_are_told_at_once(slack: Alone) -> None:
    """Slack opens fifty conversations a minute: nobody asks it for more, and nobody waits."""
    slack.server.strict, way_out = True, chat(slack)
    people = [f"U0M{number}" for number in range(60)]
    for person in people:
        slack.workspace.add_user(person, "Jo")
    began = slack.workspace.now()
    for person in people:
        await way_out.direct(Identity("slack", TEAM, person), card(), Reader("en", NETWORK.zone), "n")
    paths = [call["path"] for call in slack.server.calls]

    assert {call["status"] for call in slack.server.calls} == {200}
    assert paths.count("/api/conversations.open") == MOST_A_MINUTE["conversations.open"]
    assert [len(slack.workspace.direct(person).messages) for person in people] == [1] * 60
    assert slack.workspace.now() - began < 10  # seconds: a few hundred a minute
