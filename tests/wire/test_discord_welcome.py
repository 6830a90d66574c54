"""The card in the welcome room on Discord: the way in for whoever presses, for years and in any process."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat import Room
from tests.wire.discord.ground import WELCOME
from tests.wire.discord.north import NETWORK, Ground, awake, ground
from tests.wire.discord.scenes import (
    ADDRESS,
    both,
    cards,
    desk,
    en,
    fr,
    joins,
    newest,
    said,
    screen,
    suspends,
)

WITH_A_CARD = replace(NETWORK, welcomes={"discord": Room.WELCOME})


@pytest.fixture
async def around(tmp_path: Path, migrated_sqlite: str) -> AsyncIterator[Ground]:
    async with ground(tmp_path, migrated_sqlite, WITH_A_CARD) as around_:
        yield around_


def hanging(around: Ground) -> list[str]:
    """What everybody sees in the welcome room."""
    return [said(each) for each in around.server.guild.channels[WELCOME].messages if not each.reader]


async def test_it_hangs_there_once_in_both_languages(around: Ground) -> None:
    """However often the bot begins anew."""
    for seed in (7, 8):
        async with awake(around, seed) as there:
            await there.settles()

    (card,) = hanging(around)
    assert both("button.joining.begin") in card


async def test_its_button_opens_the_form_in_the_language_of_whoever_presses(around: Ground) -> None:
    """With the community to be typed; the card stays as it is."""
    async with awake(around) as there:
        await there.settles()
        before, luc = hanging(around), there["luc"]
        await luc.presses(both("button.joining.begin"))

    assert fr("joining.form.community") in screen(luc)
    assert hanging(around) == before


async def test_whoever_is_suspended_reads_it_alone(around: Ground) -> None:
    """The card stays as it is, for whoever comes next."""
    async with awake(around) as there:
        await there.settles()
        before, ana = hanging(around), await joins(there, "ana")
        await suspends(there, "Roy")
        await ana.presses(both("button.joining.begin"))
        await there.settles()

    assert hanging(around) == before
    assert en("refusal.suspended") in newest(ana)
    assert ana.sees()[-1].reader == ana.member.id


async def test_somebody_comes_in_by_it_years_later(around: Ground) -> None:
    """Another process, another year: what is typed is looked up, and the code goes out."""
    async with awake(around) as there:
        await there.settles()
    around.clock.push(timedelta(days=1000))
    async with awake(around, 8) as there:
        ana = there["ana"]
        await ana.presses(both("button.joining.begin"))
        await ana.fills_in(community="Calgary", email=ADDRESS["ana"], role="staff")
        await there.settles()
        letters = there.letters(ADDRESS["ana"])

    assert len(letters) == 1
    assert en("joining.code_sent.title") in newest(ana)
    assert len(hanging(around)) == 1


async def test_a_name_that_several_may_have_is_asked_about(around: Ground) -> None:
    """By buttons, for the one who typed it; "not listed" is one of them."""
    async with awake(around) as there:
        await there.settles()
        ana = there["ana"]
        await ana.presses(both("button.joining.begin"))
        await ana.fills_in(community="Saint", email=ADDRESS["ana"], role="staff")
        await there.settles()
        asked = newest(ana)
        await ana.presses(en("button.joining.not_listed"))
        await there.settles()

    assert en("button.joining.not_listed") in asked
    assert en("joining.which", typed="Saint") in asked
    assert en("joining.which", typed="Saint") not in newest(ana)


async def test_one_that_was_deleted_is_put_up_anew_when_somebody_asks(around: Ground) -> None:
    """By `/host welcome`; one that hangs there is not doubled."""
    async with awake(around) as there:
        await there.settles()
        around.server.guild.channels[WELCOME].messages.clear()
        for _ in range(2):
            await desk(there).types("/host accueil")
            await there.settles()
            await there.settles()

    assert len(hanging(around)) == 1
    assert cards(there) == []
