"""What takes longer than Discord waits is acknowledged, is done, and is answered when it is done."""

import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.wire.discord.north import North, awake, ground
from tests.wire.discord.scenes import ADDRESS, both, cards, desk, en, fr, newest, said, screen, waits


@pytest.fixture
async def lives(tmp_path: Path, migrated_sqlite: str) -> AsyncIterator[AsyncIterator[North]]:
    """First a bot that is as quick as ever, then one to which everything is slow."""
    async with ground(tmp_path, migrated_sqlite) as around:

        async def each() -> AsyncIterator[North]:
            for seed, guard in ((7, 2.5), (8, 0.0)):
                async with awake(around, seed, guard) as there:
                    yield there

        yield each()


async def test_a_command_is_answered_where_it_was_said_to_be_under_way(lives: AsyncIterator[North]) -> None:
    """For the reader alone."""
    await anext(lives)
    there = await anext(lives)
    luc = there["luc"]
    await luc.types("/peer accueil")
    await there.settles()

    (shown,) = luc.sees()
    assert fr("members.outside.body") in said(shown)
    assert shown.reader == luc.member.id


async def test_a_form_that_came_too_late_is_behind_a_button(lives: AsyncIterator[North]) -> None:
    """It can only be a first answer: the button's."""
    quick = await anext(lives)
    await quick["ana"].types("/peer join")
    there = await anext(lives)
    ana = there["ana"]
    (row, *_) = await ana.autocompletes("/peer join", community="calg")
    await ana.types("/peer join", community=row["value"])
    await there.settles()
    assert ana.screen is None
    assert en("discord.go_on.body") in newest(ana)
    await ana.presses(en("discord.go_on"))
    await there.settles()

    assert en("discord.go_on.body") in newest(ana)


async def test_the_button_opens_the_form_as_it_was_to_be(tmp_path: Path, migrated_sqlite: str) -> None:
    """With the community that was chosen, which is not asked again."""
    async with ground(tmp_path, migrated_sqlite) as around, awake(around, guard=1.0) as there:
        ana, busy = there["ana"], threading.Event()
        there.bot.storage.submit(busy.wait)
        await ana.types("/peer join", community="Calgary")
        busy.set()
        await there.settles()
        await ana.presses(en("discord.go_on"))

        assert en("joining.form.email") in screen(ana)
        assert en("joining.form.community") not in screen(ana)


async def test_a_form_is_answered_when_it_is_done(lives: AsyncIterator[North]) -> None:
    """It is stored, and the code is on its way."""
    quick = await anext(lives)
    await quick["ana"].types("/peer join")
    there = await anext(lives)
    ana = there["ana"]
    ana.screen = quick["ana"].screen
    await ana.fills_in(email=ADDRESS["ana"], community="Calgary", role="staff")
    await there.settles()

    assert en("joining.code_sent.title") in newest(ana)
    assert len(there.letters(ADDRESS["ana"])) == 1


async def test_a_press_is_done_and_shown(lives: AsyncIterator[North]) -> None:
    """Approved once; the card says so, in the network's languages."""
    await waits(await anext(lives), "ana")
    there = await anext(lives)
    claire = desk(there)
    await claire.presses(both("button.joining.approve"))
    await there.settles()

    assert both("button.joining.send") in said(cards(there)[-1])
    assert claire.sees()[-1] is cards(there)[-1]


async def test_a_form_of_the_desk_is_behind_a_button_and_leaves_the_card(lives: AsyncIterator[North]) -> None:
    """In the language of whoever pressed."""
    await waits(await anext(lives), "ana")
    there = await anext(lives)
    claire = desk(there)
    before = said(cards(there)[-1])
    await claire.presses(both("button.joining.ask"))
    await there.settles()

    assert fr("discord.go_on") in newest(claire)
    assert said(cards(there)[-1]) == before
