"""What an older screen, or none of ours, sends: how things stand now is shown, and nothing changes."""

from copy import deepcopy
from dataclasses import replace

import pytest

from tests.wire.discord.north import North
from tests.wire.discord.people import Screen
from tests.wire.discord.scenes import (
    ADDRESS,
    asks,
    both,
    cards,
    desk,
    en,
    fr,
    joins,
    newest,
    said,
    waits,
)


async def test_a_button_of_an_older_card_shows_the_card_as_it_is(guild: North) -> None:
    """What was pressed is not done: somebody has looked at something else."""
    await waits(guild, "ana")
    claire, dev = desk(guild), desk(guild, "dev")
    card = cards(guild)[-1]
    old = deepcopy(card.components)
    await claire.presses(both("button.joining.assign"))
    await guild.settles()
    card.components = old
    await dev.presses(both("button.joining.approve"), card)
    await guild.settles()

    assert en("refusal.stale") in newest(dev)
    assert "Claire Coté" in said(cards(guild)[-1])
    assert both("button.joining.approve") in said(cards(guild)[-1])


async def test_a_form_of_an_older_state_shows_the_state_as_it_is(guild: North) -> None:
    """The question was typed while a colleague decided."""
    ana = await waits(guild, "ana")
    claire, dev = desk(guild), desk(guild, "dev")
    await claire.presses(both("button.joining.ask"))
    await dev.presses(both("button.joining.approve"))
    await guild.settles()
    await claire.fills_in(question="Still there?")
    await guild.settles()

    assert fr("refusal.title") in newest(claire)
    assert "Dev Singh" in newest(claire)
    assert "Still there?" not in "".join(map(said, ana.direct()))


async def test_a_card_for_one_alone_says_why_and_how_things_stand(guild: North) -> None:
    """Claire had it there since she noted what she had checked; Dev decided. In her language alone."""
    await waits(guild, "ana")
    claire, dev = desk(guild), desk(guild, "dev")
    await claire.presses(both("button.joining.attest"))
    await claire.fills_in(ground="phone")
    await dev.presses(both("button.joining.approve"), cards(guild)[-1])
    await guild.settles()
    hers = [each for each in claire.sees() if fr("button.joining.approve") in said(each)][-1]
    await claire.presses(fr("button.joining.approve"), hers)
    await guild.settles()

    assert fr("refusal.title") in newest(claire)
    assert "Dev Singh" in said(hers)
    assert fr("button.joining.send") in said(hers)
    assert en("button.joining.send") not in said(hers)


KEYS = [
    "joining.dance:me:0",
    "joining.approve:nobody:1",
    "approve",
    "joining.approve:me:99999999999",
    "joining.approve:<@&900000000000000203>:1",
    "joining.approve:" + "a" * 200 + ":1",
    "again|joining.ask:me:0",
    "again|",
    "☃",
    "",
]


@pytest.mark.parametrize("key", KEYS)
async def test_a_key_that_no_card_has_shows_how_things_stand(guild: North, key: str) -> None:
    """To whoever pressed, alone; the card stays as it is."""
    await waits(guild, "ana")
    claire, card = desk(guild), cards(guild)[-1]
    before = deepcopy(card.components)
    await claire.forges(key, card)
    await guild.settles()

    assert fr("refusal.title") in newest(claire)
    assert claire.sees()[-1].reader == claire.member.id
    assert card.components == before


async def test_a_button_that_there_is_no_more_leads_to_the_panel(guild: North) -> None:
    """Luc's, in his conversation with the bot, with what he can do now, in French."""
    luc = await joins(guild, "luc")
    welcome = luc.direct()[-1]
    await luc.goes_to_direct().forges("members.gone:me:0", welcome)
    await guild.settles()

    assert fr("discord.malformed") in newest(luc)
    assert fr("button.members.change") in newest(luc)


async def test_a_form_of_an_older_version_shows_how_things_stand(guild: North) -> None:
    """It asks for other fields than today's."""
    luc = guild["luc"]
    await luc.types("/peer rejoindre")
    assert luc.screen is not None
    old = deepcopy(dict(luc.screen.content))
    old["components"] = old["components"][:1]
    old["components"][0]["component"]["custom_id"] = "fullname"
    await luc.sends(replace(luc.screen, content=old), {"fullname": "Luc"})
    await guild.settles()

    assert fr("discord.malformed") in newest(luc)
    assert fr("button.joining.begin") in newest(luc)


@pytest.mark.parametrize(
    "custom_id",
    [
        "joining.dance:new:0",
        "card",
        "",
        "joining.submit:new",
        "joining.submit:new:0|",
        "joining.submit:new:0|=x",
    ],
)
async def test_a_form_that_is_none_of_ours_shows_how_things_stand(guild: North, custom_id: str) -> None:
    """And stores nothing."""
    ana = guild["ana"]
    await ana.types("/peer join")
    assert ana.screen is not None
    forged = {**ana.screen.content, "custom_id": custom_id}
    await ana.sends(Screen(forged), {"role": "staff", "email": "ana.roy@calgary.ca"})
    await guild.settles()

    assert en("discord.malformed") in newest(ana)
    assert guild.letters("ana.roy@calgary.ca") == []


@pytest.mark.parametrize("data", [{}, {"name": "peer", "options": "?"}, {"name": "peer", "options": [{}]}])
async def test_a_look_up_that_is_none_of_ours_finds_nothing(guild: North, data: dict[str, object]) -> None:
    """An empty list, and no error."""
    made = await guild["ana"].does(4, data)

    assert made.choices == []


async def test_a_code_entered_twice_is_proven_once(guild: North) -> None:
    """The second window says where the request stands."""
    ana = await asks(guild, "ana")
    await ana.types("/peer verify")
    window = ana.screen
    assert window is not None
    for _ in range(2):
        await ana.sends(window, {"code": guild.code(ADDRESS["ana"]), "attestation": ["attest"]})
    await guild.settles()

    assert en("joining.status.waiting") in newest(ana)
    assert len(cards(guild)) == 1
