"""The code on Discord, and what an applicant may do meanwhile: look, withdraw."""

from datetime import timedelta

from tests.wire.discord.north import North
from tests.wire.discord.scenes import ADDRESS, asks, cards, en, fr, newest, said, screen, waits

HOUR = timedelta(hours=1)
AGAIN = "discord.again"


async def test_a_wrong_code_is_said_with_its_fields_name_and_the_right_one_goes_on(guild: North) -> None:
    """The form opens again with what was typed."""
    ana = await asks(guild, "ana")
    await ana.presses(en("button.joining.verify"))
    await ana.fills_in(code="0000 0000", attestation=["attest"])
    assert en("joining.code.wrong") in newest(ana)
    assert en("joining.verify.code") in newest(ana)
    await ana.presses(en(AGAIN))
    assert "0000 0000" in screen(ana)
    await ana.fills_in(code=guild.code(ADDRESS["ana"]))

    assert en("joining.status.waiting") in newest(ana)


async def test_what_is_no_code_is_said_so_in_french(guild: North) -> None:
    """To Luc, who typed it behind the command."""
    luc = await asks(guild, "luc")
    await luc.types("/peer code", code="12")
    await luc.fills_in(attestation=["attest"])

    assert fr("joining.code.not_a_code", n=8) in newest(luc)


async def test_an_expired_code_is_replaced_by_a_new_one(guild: North) -> None:
    """The button beside it sends one."""
    ana = await asks(guild, "ana")
    old = guild.code(ADDRESS["ana"])
    guild.clock.push(HOUR)
    await ana.types("/peer verify")
    await ana.fills_in(code=old, attestation=["attest"])
    assert en("joining.code.expired") in newest(ana)
    await ana.types("/peer status")
    await ana.presses(en("button.joining.resend"))
    await guild.settles()
    await ana.types("/peer verify")
    await ana.fills_in(code=guild.code(ADDRESS["ana"]), attestation=["attest"])

    assert en("joining.status.waiting") in newest(ana)


async def test_where_a_request_stands_is_told_to_whoever_made_it(guild: North) -> None:
    """And to nobody else in the room."""
    ana = await waits(guild, "ana")
    await ana.types("/peer status")

    assert en("joining.status.waiting") in newest(ana)
    assert guild["luc"].sees() == []
    await guild["luc"].types("/peer statut")
    assert fr("refusal.nothing_open") in newest(guild["luc"])


async def test_a_request_is_withdrawn_after_a_look_at_what_that_means(guild: North) -> None:
    """By a command and a press; the card in the coordinators' room says so."""
    ana = await waits(guild, "ana")
    await ana.types("/peer withdraw")
    await ana.presses(en("button.joining.withdrawn"))
    await guild.settles()

    assert en("joining.status.withdrawn") in newest(ana)
    (card,) = cards(guild)
    assert en("joining.desk.withdrawn", when="").partition(",")[0] in said(card)
