"""Slack sends the same again when it has seen no acknowledgement: it gets the first one's answer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.wire.slack.misshapes import Recorder
from tests.wire.slack.north import North, north


def recording(there: North) -> Recorder:
    """Ana's way to the bot, with a memory."""
    recorder = Recorder(there["ana"].delivery)
    there["ana"].delivery = recorder
    return recorder


async def again(there: North, recorder: Recorder) -> object:
    """The newest once more, a minute later."""
    there.clock.push(timedelta(minutes=1))
    return (await recorder.delivery.deliver(*recorder.sent[-1], retry=2)).payload


async def test_a_command_that_comes_again_opens_no_second_dialog(either: North) -> None:
    """Its permission to do so has been used."""
    recorder = recording(either)
    await either["ana"].types("/peer join")

    assert await again(either, recorder) is None
    assert len(either.server.called("views.open")) == 1


async def test_a_form_that_comes_again_is_one_request_and_one_letter(either: North) -> None:
    """And the dialog shows what came of it the first time."""
    recorder = recording(either)
    await either["ana"].types("/peer join")
    await either["ana"].fills_in(
        name="Ana", email="ana@calgary.ca", community="community:4806016", role="staff"
    )
    screen = either["ana"].screen
    shown = await again(either, recorder)
    await either.settles()

    assert screen is not None
    assert isinstance(shown, dict)
    assert shown["view"]["blocks"] == screen.content["blocks"]
    assert len(either.letters("ana@calgary.ca")) == 1


async def test_an_event_that_comes_again_changes_nothing(either: North) -> None:
    """The panel is drawn once more, as it is."""
    recorder = recording(either)
    await either["ana"].opens_home()
    await either.settles()
    await again(either, recorder)
    await either.settles()

    first, second = either.server.called("views.publish")
    assert first == second


async def test_the_retry_can_be_the_only_one_that_comes(tmp_path: Path, migrated_sqlite: str) -> None:
    """A number of attempts in the head is no reason to leave it unanswered."""
    async with north(tmp_path, migrated_sqlite, "http") as there:
        await there["luc"].opens_home()
        payload = recording(there)
        await there["ana"].opens_home()
        kind, sent = payload.sent[-1]
        other = {**sent, "event": {**sent["event"], "user": "U0DEV"}, "event_id": "Ev0NEW"}
        await payload.delivery.deliver(kind, other, retry=3)
        await there.settles()

        assert "U0DEV" in [call["user_id"] for call in there.server.called("views.publish")]
