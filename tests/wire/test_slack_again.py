"""Slack sends the same again when it has seen no acknowledgement: it gets the first one's answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from storage.migrations import migrate
from tests.stores import sqlite_url
from tests.wire.slack.misshapes import Recorder
from tests.wire.slack.north import North, north

MODES = ["socket", "http"]


def url(folder: Path) -> str:
    migrate(sqlite_url(folder))
    return sqlite_url(folder)


def recording(there: North) -> Recorder:
    """Ana's way to the bot, with a memory."""
    recorder = Recorder(there["ana"].delivery)
    there["ana"].delivery = recorder
    return recorder


async def again(there: North, recorder: Recorder) -> object:
    """The newest once more, a minute later."""
    there.clock.push(timedelta(minutes=1))
    return (await recorder.delivery.deliver(*recorder.sent[-1], retry=2)).payload


@pytest.mark.parametrize("mode", MODES)
async def test_a_command_that_comes_again_opens_no_second_dialog(tmp_path: Path, mode: str) -> None:
    """Its permission to do so has been used."""
    async with north(tmp_path, url(tmp_path), mode) as there:
        recorder = recording(there)
        await there["ana"].types("/peer join")

        assert await again(there, recorder) is None
        assert len(there.server.called("views.open")) == 1


@pytest.mark.parametrize("mode", MODES)
async def test_a_form_that_comes_again_is_one_request_and_one_letter(tmp_path: Path, mode: str) -> None:
    """And the dialog shows what came of it the first time."""
    async with north(tmp_path, url(tmp_path), mode) as there:
        recorder = recording(there)
        await there["ana"].types("/peer join")
        await there["ana"].fills_in(
            name="Ana", email="ana@calgary.ca", community="community:4806016", role="staff"
        )
        screen = there["ana"].screen
        shown = await again(there, recorder)
        await there.settles()

        assert screen is not None
        assert isinstance(shown, dict)
        assert shown["view"]["blocks"] == screen.content["blocks"]
        assert len(there.letters("ana@calgary.ca")) == 1


@pytest.mark.parametrize("mode", MODES)
async def test_an_event_that_comes_again_changes_nothing(tmp_path: Path, mode: str) -> None:
    """The panel is drawn once more, as it is."""
    async with north(tmp_path, url(tmp_path), mode) as there:
        recorder = recording(there)
        await there["ana"].opens_home()
        await there.settles()
        await again(there, recorder)
        await there.settles()

        first, second = there.server.called("views.publish")
        assert first == second


async def test_the_retry_can_be_the_only_one_that_comes(tmp_path: Path) -> None:
    """A number of attempts in the head is no reason to leave it unanswered."""
    async with north(tmp_path, url(tmp_path), "http") as there:
        await there["luc"].opens_home()
        payload = recording(there)
        await there["ana"].opens_home()
        kind, sent = payload.sent[-1]
        other = {**sent, "event": {**sent["event"], "user": "U0DEV"}, "event_id": "Ev0NEW"}
        await payload.delivery.deliver(kind, other, retry=3)
        await there.settles()

        assert [call["user_id"] for call in there.server.called("views.publish")][-1] == "U0DEV"
