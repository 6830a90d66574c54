"""The code, and what an applicant may do meanwhile: look, withdraw, choose a language, ask for help."""

from datetime import timedelta

import pytest

from tests.wire.slack.north import North
from tests.wire.slack.scenes import ADDRESS, asks, cards, en, fr, newest, said, screen, waits

HOUR = timedelta(hours=1)


async def test_a_wrong_code_is_said_at_its_field_and_the_right_one_goes_on(either: North) -> None:
    """The form stays open as it was filled in."""
    ana = await asks(either, "ana")
    await ana.presses_in_view(en("button.joining.verify"))
    await ana.fills_in(code="0000 0000", attestation=["attest"])

    assert ana.errors == {"code": en("joining.code.wrong")}
    await ana.fills_in(code=either.code(ADDRESS["ana"]), attestation=["attest"])
    assert en("joining.status.waiting") in screen(ana)


async def test_what_is_no_code_is_said_so_in_french(either: North) -> None:
    """To Luc, who typed it behind the command."""
    luc = await asks(either, "luc")
    luc.closes()
    await luc.types("/peer code 12")
    await luc.fills_in(attestation=["attest"])

    assert luc.errors == {"code": fr("joining.code.not_a_code", n=8)}


async def test_an_expired_code_is_replaced_by_a_new_one(either: North) -> None:
    """The button beside it sends one."""
    ana = await asks(either, "ana")
    old = either.code(ADDRESS["ana"])
    either.clock.push(HOUR)
    await ana.types("/peer verify")
    await ana.fills_in(code=old, attestation=["attest"])
    assert ana.errors == {"code": en("joining.code.expired")}
    ana.closes()
    ana.screen = None
    await ana.types("/peer status")
    await ana.presses(en("button.joining.resend"))
    await either.settles()
    await ana.types("/peer verify")
    await ana.fills_in(code=either.code(ADDRESS["ana"]), attestation=["attest"])

    assert en("joining.status.waiting") in screen(ana)


async def test_where_a_request_stands_is_told_to_whoever_made_it(either: North) -> None:
    """And to nobody else in the room."""
    ana = await waits(either, "ana")
    await ana.types("/peer status")

    assert en("joining.status.waiting") in newest(ana)
    assert either["luc"].sees() == []
    await either["luc"].types("/peer statut")
    assert fr("refusal.nothing_open") in newest(either["luc"])


async def test_a_request_is_withdrawn_after_a_look_at_what_that_means(either: North) -> None:
    """By two presses; the card in the coordinators' room says so."""
    ana = await waits(either, "ana")
    await ana.types("/peer withdraw")
    await ana.presses(en("button.joining.withdrawn"))
    await either.settles()

    assert en("joining.status.withdrawn") in newest(ana)
    (card,) = cards(either)
    assert en("joining.desk.withdrawn", when="").partition(",")[0] in said(card)


async def test_a_language_is_chosen_by_a_word_or_by_a_form(either: North) -> None:
    """What comes next is in it, whatever Slack says."""
    ana = either["ana"]
    await ana.types("/peer language fr")
    await ana.types("/peer help")

    assert fr("members.help.title") in newest(ana)
    await ana.types("/peer langue")
    await ana.fills_in(language="en", zone="America/Vancouver")
    assert en("members.language.done", city="Vancouver") in screen(ana)


async def test_any_blank_comes_between_a_command_and_its_word(there: North) -> None:
    """A narrow or a hard one, as French keyboards and pasted codes have them."""
    luc = there["luc"]
    await luc.types("/peer langue\u00a0en")
    await luc.types("/peer aide")

    assert en("members.help.title") in newest(luc)


async def test_what_is_looked_up_has_the_language_of_its_dialog(either: North) -> None:
    """Ana's Slack is in English; she chose French."""
    ana = either["ana"]
    await ana.types("/peer language fr")
    await ana.types("/peer join")
    *_, typed = await ana.looks_up("community", "xyz")

    assert typed["text"]["text"] == fr("joining.community_not_listed", typed="xyz")


@pytest.mark.parametrize("line", ["/peer help", "/peer AIDE", "/peer aide  "])
async def test_help_lists_what_there_is(there: North, line: str) -> None:
    """By its name in either language, in any case."""
    await there["luc"].types(line)

    assert fr("members.help.join") in newest(there["luc"])


@pytest.mark.parametrize("line", ["/peer dance", "/peer <!channel>", "/peer " + "x" * 3000])
async def test_an_unknown_word_is_answered_politely(there: North, line: str) -> None:
    """With where to find what there is; what was typed calls nobody."""
    await there["luc"].types(line)

    assert fr("refusal.title") in newest(there["luc"])
    assert "/peer aide" in newest(there["luc"])
    assert "<!" not in newest(there["luc"])
