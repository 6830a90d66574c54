"""What takes longer than Slack waits is told so, is done all the same, and is answered when it is done."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.slack.north import North, awake, ground
from tests.wire.slack.scenes import (
    ADDRESS,
    MODES,
    both,
    cards,
    desk,
    en,
    fr,
    newest,
    said,
    screen,
    waits,
)
from tests.wire.slack.server import Fault


@pytest.fixture(params=MODES)
async def lives(
    request: pytest.FixtureRequest, tmp_path: Path, migrated_sqlite: str
) -> AsyncIterator[AsyncIterator[North]]:
    """First a bot that is as quick as ever, then one to which everything is slow."""
    async with ground(tmp_path, migrated_sqlite, request.param) as around:

        async def each() -> AsyncIterator[North]:
            for seed, guard in ((7, 2.6), (8, 0.0)):
                async with awake(around, seed, guard) as there:
                    yield there

        yield each()


async def test_a_command_is_answered_twice(lives: AsyncIterator[North]) -> None:
    """That it takes longer; and then what it was about, for the reader alone."""
    await anext(lives)
    there = await anext(lives)
    luc = there["luc"]
    await luc.types("/peer accueil")
    assert both("slack.slow") in newest(luc)
    await there.settles()

    assert fr("members.outside.body") in newest(luc)
    assert {message.reader for message in luc.sees()} == {luc.user.id}


async def test_a_form_shows_what_came_of_it_when_it_has(lives: AsyncIterator[North]) -> None:
    """In the dialog that was sent off: it is stored, and the code is on its way."""
    quick = await anext(lives)
    await quick["ana"].types("/peer join")
    (row, *_) = await quick["ana"].looks_up("community", "calg")
    there = await anext(lives)
    ana = there["ana"]
    ana.screen = quick["ana"].screen
    await ana.fills_in(email=ADDRESS["ana"], community=row["value"], role="staff")
    assert both("slack.slow") in screen(ana)
    await there.settles()

    assert en("joining.code_sent.title") in screen(ana)
    assert len(there.letters(ADDRESS["ana"])) == 1


async def test_what_is_wrong_with_a_form_is_told_in_lines(lives: AsyncIterator[North]) -> None:
    """Its fields are gone from the screen by then."""
    quick = await anext(lives)
    await quick["ana"].types("/peer join")
    there = await anext(lives)
    ana = there["ana"]
    ana.screen = quick["ana"].screen
    assert ana.screen is not None
    await ana.sends(ana.screen, {"email": "calgary", "role": "staff"}, checked=False)
    await there.settles()

    assert en("answers.required") in screen(ana)


async def test_a_press_is_done_and_shown(lives: AsyncIterator[North]) -> None:
    """Approved once; the card says so."""
    await waits(await anext(lives), "ana")
    there = await anext(lives)
    await desk(there).presses(both("button.joining.approve"))
    await there.settles()

    assert both("button.joining.send") in said(cards(there)[-1])


@pytest.mark.parametrize("mode", MODES)
async def test_what_is_under_way_at_the_end_is_still_answered(
    tmp_path: Path, migrated_sqlite: str, mode: str
) -> None:
    """A stop in the middle of a press: it is done, and the card in the room says so."""
    async with ground(tmp_path, migrated_sqlite, mode) as around:
        async with awake(around) as there:
            await waits(there, "ana")
            around.server.once("users.info", Fault(after=True, seconds=0.3))
            pressing = asyncio.ensure_future(desk(there).presses(both("button.joining.assign")))
            await asyncio.wait_for(around.server.lingering.wait(), 10)
        await pressing

        assert both("joining.fact.assigned") in said(cards(there)[-1])
