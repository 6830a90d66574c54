"""What goes wrong on the way out: it is delayed and not lost, nor done twice where it may happen but once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from adapters.door import Door
from adapters.platform import DeliveryFailed
from adapters.slack.lifecycle import Slack
from adapters.words import Words
from bot.chat import Card, Room, Text
from bot.outbox import Result
from tests.adapters.captured import captured_logs, lines_of
from tests.wire.slack.north import North, awake, ground, north, options_of
from tests.wire.slack.people import Somebody
from tests.wire.slack.scenes import (
    ADDRESS,
    MEMBERS,
    MODES,
    approves,
    both,
    cards,
    desk,
    waits,
)
from tests.wire.slack.server import BOT_TOKEN, Fault
from tests.wire.slack.workspace import APP, BOT, TEAM

POST = "chat.postMessage"
WELCOMED = "Welcome"

# ---- the whole bot


async def test_what_may_happen_once_is_not_repeated_when_the_answer_is_lost(there: North) -> None:
    """The welcome arrived, its acknowledgement did not: it does not come again."""
    await waits(there, "ana")
    there.server.once(POST, Fault(after=True))
    await approves(there)
    await later(there, hours=2)

    assert [message.text.count(WELCOMED) for message in there["ana"].direct()] == [1]


async def test_what_comes_before_a_message_may_fail_as_it_likes(there: North) -> None:
    """Opening the conversation was cut: nothing was said yet, so it is said later."""
    await waits(there, "ana")
    there.server.once("conversations.open", Fault(after=True))
    await approves(there)
    await later(there, hours=2)

    assert [message.text.count(WELCOMED) for message in there["ana"].direct()] == [1]


async def test_a_room_that_is_busy_holds_up_no_other(there: North) -> None:
    """The card waits for as long as Slack asked, and comes then, once."""
    there.server.once(POST, Fault(429, retry_after=600))
    await waits(there, "ana")
    held = len(cards(there))
    await there["ana"].types("/peer status")
    await later(there, minutes=5)
    still = len(there.server.called(POST))
    await later(there, minutes=6)

    assert (held, still, len(cards(there))) == (0, 1, 1)


async def test_an_hour_without_slack_delays_and_loses_nothing(tmp_path: Path, migrated_sqlite: str) -> None:
    """Who was approved meanwhile is let in and welcomed afterwards, once, and hears by mail at once."""
    async with north(tmp_path, migrated_sqlite, "http") as there:
        ana = await waits(there, "ana")
        await desk(there).presses(both("button.joining.approve"))
        await there.settles()
        await there.server.goes_away()
        for _ in range(6):
            await later(there, minutes=11)
        assert (welcomes(ana), is_inside(there, ana), len(there.letters(ADDRESS["ana"]))) == ([], False, 2)
        await there.server.comes_back()
        await later(there, hours=2)

        assert (welcomes(ana), is_inside(there, ana), len(there.letters(ADDRESS["ana"]))) == ([1], True, 2)
        assert len(cards(there)) == 1


def welcomes(who: Somebody) -> list[int]:
    return [message.text.count(WELCOMED) for message in who.direct()]


def is_inside(there: North, who: Somebody) -> bool:
    return who.user.id in there.workspace.channels[MEMBERS].members


async def later(there: North, **span: float) -> None:
    there.clock.push(timedelta(**span))
    await there.settles()


# ---- the token


def taken_away(event: str, **more: object) -> dict[str, object]:
    """docs.slack.dev/reference/events/tokens_revoked, …/app_uninstalled"""
    return {
        "token": "legacy", "team_id": TEAM, "api_app_id": APP, "type": "event_callback",
        "event": {"type": event, **more}, "event_id": "Ev0GONE", "event_time": 1,
    }  # fmt: skip


TAKEN_AWAY = {
    "tokens_revoked": taken_away("tokens_revoked", tokens={"oauth": [], "bot": [BOT]}),
    "app_uninstalled": taken_away("app_uninstalled"),
}


@pytest.mark.parametrize("event", TAKEN_AWAY)
async def test_an_app_that_is_taken_away_stops_slack_and_says_so_once(either: North, event: str) -> None:
    """One clear line; whatever is to be sent from then on waits."""
    await waits(either, "ana")
    with captured_logs() as stream:
        await either["ana"].delivery.deliver("event", TAKEN_AWAY[event])
        await either.slack.ended.wait()
        with pytest.raises(DeliveryFailed) as failed:
            await either.slack.post(Room.COORDINATORS, Card(Text("joining.desk.title")), "")

    assert [line["code"] for line in lines_of(stream) if line["event"] == "slack.stopped"] == [event]
    assert (failed.value.result, failed.value.code) == (Result.LATER, "slack_token")


async def test_a_token_of_somebody_s_own_that_is_revoked_stops_nothing(either: North) -> None:
    """The same event names whose they were: the bot's is as good as before."""
    told = taken_away("tokens_revoked", tokens={"oauth": ["U0ANA"]})
    await either["ana"].delivery.deliver("event", told)
    await either["ana"].types("/peer")

    assert not either.slack.ended.is_set()
    assert either["ana"].sees()


@pytest.mark.parametrize("mode", MODES)
async def test_a_revoked_token_stops_slack_and_leaves_the_rest(
    tmp_path: Path, migrated_sqlite: str, mode: str
) -> None:
    """Letters go out; with a new token, after a restart, so does what waited on Slack."""
    async with ground(tmp_path, migrated_sqlite, mode) as around:
        async with awake(around) as there:
            await waits(there, "ana")
            await desk(there).presses(both("button.joining.approve"))
            there.server.bot_tokens.clear()
            with captured_logs() as stream:
                await later(there, minutes=11)
                await later(there, hours=3)
            letters = len(there.letters(ADDRESS["ana"]))
            refused = [call for call in there.server.calls if "invalid_auth" in str(call["response"])]
        around.server.bot_tokens.add(BOT_TOKEN)
        async with awake(around, seed=8) as there:
            await later(there, hours=12)

            assert (welcomes(there["ana"]), is_inside(there, there["ana"])) == ([1], True)
    assert [line["code"] for line in lines_of(stream) if line["event"] == "slack.stopped"] == ["invalid_auth"]
    assert (letters, len(refused) <= 3) == (2, True)


# ---- the start


FIRST = {"cut": Fault(cut=True), "500": Fault(500), "503": Fault(503), "429": Fault(429, retry_after=0)}


@pytest.mark.parametrize("name", FIRST)
async def test_a_start_at_a_bad_moment_is_tried_again(
    tmp_path: Path, migrated_sqlite: str, name: str
) -> None:
    """Slack does not answer at first, and then does."""
    async with ground(tmp_path, migrated_sqlite, "http") as around:
        for _ in range(3):
            around.server.once("auth.test", FIRST[name])
        async with awake(around) as there:
            await there["ana"].types("/peer status")

            assert there["ana"].sees()


async def test_a_token_that_never_worked_ends_slack_at_once(tmp_path: Path, migrated_sqlite: str) -> None:
    """It is asked once, and nobody waits for it."""
    async with ground(tmp_path, migrated_sqlite) as around:
        slack = Slack(options_of(around.server, around.mode), Words.load(), around.network)
        around.server.bot_tokens.clear()
        with captured_logs() as stream:
            await slack.run(cast("Door", None), asyncio.Event())

    assert [line["event"] for line in lines_of(stream) if line["event"] != "library"] == [
        "slack.stopped", "slack.not_connected",
    ]  # fmt: skip
    assert len(around.server.called("auth.test")) == 1
