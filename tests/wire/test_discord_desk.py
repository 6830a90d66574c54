"""`/host` on Discord, for coordinators: what waits, members, communities, who did what, the switch."""

import pytest

from tests.wire.discord.ground import MEMBER
from tests.wire.discord.north import North
from tests.wire.discord.scenes import (
    ADDRESS,
    both,
    cards,
    desk,
    en,
    fr,
    joins,
    looks_up,
    newest,
    options,
    said,
    waits,
)


@pytest.mark.parametrize("line", ["/host pending", "/host en-attente"])
async def test_what_waits_is_shown_to_who_asks_in_their_language(guild: North, line: str) -> None:
    """By either name; nobody else in the room sees it."""
    await waits(guild, "ana")
    claire, dev = desk(guild), desk(guild, "dev")
    await claire.types(line)

    assert fr("joining.pending.title") in newest(claire)
    assert "Ana Roy" in newest(claire)
    assert fr("joining.pending.title") not in newest(dev)


async def test_several_are_decided_at_once(guild: North) -> None:
    """Ticked in a form; what became of each is said."""
    await waits(guild, "ana")
    await waits(guild, "luc")
    claire = desk(guild)
    await claire.types("/host pending")
    await claire.presses(fr("button.joining.several"))
    await claire.fills_in(requests=options(claire, "requests"), decision="decline")
    assert fr("joining.several.needs_reason") in newest(claire)
    await claire.presses(fr("discord.again"))
    await claire.fills_in(reason="not_staff")
    await guild.settles()

    assert fr("joining.several.outcomes") in newest(claire)
    assert len([card for card in cards(guild) if both("button.joining.undo") in said(card)]) == 2


async def test_a_member_is_found_seen_suspended_and_let_in_again(guild: North) -> None:
    """By name, by reference, by a form with a reason that they read; the role goes and comes."""
    ana = await joins(guild, "ana")
    claire, reference = await looks_up(guild, "roy")
    assert "Ana Roy" in newest(claire)
    await claire.presses(fr("button.members.suspend"))
    await claire.fills_in(reason="employer")
    await guild.settles()
    assert en("members.suspended.means") in said(ana.direct()[-1])
    assert MEMBER not in ana.member.roles
    await claire.types("/host member", reference=reference)
    await claire.presses(fr("button.members.reinstate"))
    await guild.settles()

    assert MEMBER in ana.member.roles


@pytest.mark.parametrize(
    "line, given, sentence",
    [
        ("/host members", {}, "refusal.name_needed"),
        ("/host membre", {"reference": "XYZ"}, "refusal.no_such_member"),
        ("/host aide", {}, "host.help.pending"),
        ("/host historique", {}, "history.title"),
        ("/host non-livres", {}, "undelivered.none.title"),
        ("/host collectivite", {}, "refusal.community_needed"),
    ],
)
async def test_each_command_says_what_it_takes(
    guild: North, line: str, given: dict[str, str], sentence: str
) -> None:
    """In French, to Claire alone, in the coordinators' room."""
    claire = desk(guild)
    await waits(guild, "ana")
    await claire.types(line, **given)

    assert fr(sentence, reference="XYZ") in newest(claire)
    assert claire.sees()[-1].reader == claire.member.id


async def test_who_did_what_is_read_by_reference(guild: North) -> None:
    """With whoever pressed, by name."""
    await joins(guild, "ana")
    claire = desk(guild)
    await claire.types("/host history")

    assert "Claire Coté" in newest(claire)
    assert fr("audit.approved") in newest(claire)


async def test_while_it_is_paused_nothing_goes_out_and_afterwards_everything(guild: North) -> None:
    """What was announced follows."""
    claire, ana = desk(guild), guild["ana"]
    await claire.types("/host pause")
    await claire.presses(fr("button.switch.pause"))
    (row, *_) = await ana.autocompletes("/peer join", community="calg")
    await ana.types("/peer join", community=row["value"])
    await ana.fills_in(email=ADDRESS["ana"], role="staff")
    await guild.settles()
    assert guild.letters(ADDRESS["ana"]) == []
    assert en("switch.notice") in newest(ana)
    await claire.types("/host reprendre")
    await guild.settles()

    assert len(guild.letters(ADDRESS["ana"])) == 1
    assert fr("switch.resumed.title") in newest(claire)
