"""The coordinators' card on Discord: what each button does, for whom, and where the answer appears."""

import asyncio

from tests.wire.discord.ground import MEMBER
from tests.wire.discord.north import North
from tests.wire.discord.people import labels
from tests.wire.discord.scenes import (
    ADDRESS,
    both,
    cards,
    desk,
    en,
    fr,
    joins,
    newest,
    options,
    said,
    screen,
    waits,
)


async def test_a_card_is_in_the_networks_languages_for_all_of_them(guild: North) -> None:
    """Also after somebody has pressed: the room's card stays in both, and stays one."""
    await waits(guild, "luc")
    claire, dev = desk(guild), desk(guild, "dev")
    await claire.presses(both("button.joining.assign"))
    await guild.settles()

    (card,) = cards(guild)
    assert both("joining.fact.assigned") in said(card)
    assert dev.sees()[-1] is card


async def test_what_is_approved_can_be_undone_before_anybody_hears_of_it(guild: North) -> None:
    """The hold is the network's; nobody was let in, and no letter was sent."""
    ana = await waits(guild, "ana")
    letters = len(guild.letters(ADDRESS["ana"]))
    claire = desk(guild)
    await claire.presses(both("button.joining.approve"))
    await guild.settles()
    await claire.presses(both("button.joining.undo"))
    await guild.settles()

    assert both("button.joining.approve") in said(cards(guild)[-1])
    assert MEMBER not in ana.member.roles
    assert len(guild.letters(ADDRESS["ana"])) == letters


async def test_what_is_sent_at_once_lets_in_at_once(guild: North) -> None:
    """And the card says that it has."""
    ana = await joins(guild, "ana")

    assert MEMBER in ana.member.roles
    assert both("joining.admission.admitted", platform="Discord") in said(cards(guild)[-1])


async def test_what_was_told_is_undone_with_a_reason(guild: North) -> None:
    """By a form; the door closes again, and the person is told."""
    ana = await joins(guild, "ana")
    claire = desk(guild)
    await claire.presses(both("button.joining.undo"))
    await claire.fills_in(reason="slip")
    await guild.settles()

    assert fr("joining.undo.done") in newest(claire)
    assert MEMBER not in ana.member.roles
    assert en("joining.reopened.body") in said(ana.direct()[-1])


async def test_a_question_goes_to_the_applicant_and_the_answer_comes_back(guild: North) -> None:
    """Asked in a form, read in a direct message, answered there in a form, read on the card."""
    luc = await waits(guild, "luc")
    claire = desk(guild)
    await claire.presses(both("button.joining.ask"))
    await claire.fills_in(question="Pour quel service?")
    await guild.settles()
    assert fr("joining.ask.done") in newest(claire)
    assert "Pour quel service?" in said(luc.direct()[-1])
    luc.goes_to_direct()
    await luc.presses(fr("button.joining.answer"))
    await luc.fills_in(answer="L’environnement.")
    await guild.settles()

    assert fr("joining.status.waiting") in newest(luc)
    assert "L’environnement." in said(cards(guild)[-1])


async def test_a_request_is_declined_with_a_reason_that_the_person_reads(guild: North) -> None:
    """Another reason needs words: that is said with its field's name."""
    luc = await waits(guild, "luc")
    claire = desk(guild)
    await claire.presses(both("button.joining.decline"))
    await claire.fills_in(reason="other")
    assert fr("joining.decline.other_needs_words") in newest(claire)
    await claire.presses(fr("discord.again"))
    await claire.fills_in(note="Écrivez-nous")
    await guild.settles()
    await claire.presses(both("button.joining.send"))
    await guild.settles()

    assert "Écrivez-nous" in said(luc.direct()[-1])
    assert fr("joining.declined.body") in said(luc.direct()[-1])


async def test_a_request_is_corrected_and_handed_over(guild: North) -> None:
    """To a colleague of the desk, who hears of it in a message of their own."""
    await waits(guild, "luc")
    dev, claire = desk(guild, "dev"), desk(guild)
    await dev.presses(both("button.joining.assign"))
    await guild.settles()
    await claire.presses(both("button.joining.correct"))
    await claire.fills_in(role="elected_official", assignee=options(claire, "assignee")[-1])
    await guild.settles()

    assert both("joining.role.elected_official") in said(cards(guild)[-1])


async def test_what_was_checked_stays_on_the_card(guild: North) -> None:
    """Said in a form."""
    await waits(guild, "luc")
    claire = desk(guild)
    await claire.presses(both("button.joining.attest"))
    await claire.fills_in(ground="phone")
    await guild.settles()

    assert "Claire Coté" in said(cards(guild)[-1])


async def test_the_whole_address_is_shown_to_who_asks_alone(guild: North) -> None:
    """Never in the room."""
    await waits(guild, "luc")
    claire, dev = desk(guild), desk(guild, "dev")
    await claire.presses(both("button.joining.reveal"))
    await guild.settles()

    assert ADDRESS["luc"] in newest(claire)
    assert ADDRESS["luc"] not in newest(dev)
    assert ADDRESS["luc"] not in said(cards(guild)[-1])


async def test_weak_evidence_takes_a_ground(guild: North) -> None:
    """The form asks for it before anything is approved."""
    await waits(guild, "luc", community="typed:Zzville", email="luc@zzville.ca")
    claire = desk(guild)
    await claire.presses(both("button.joining.approve"))
    assert fr("joining.overrule.title") in screen(claire)
    await claire.fills_in(ground="phone")
    await guild.settles()

    assert both("button.joining.send") in said(cards(guild)[-1])


async def test_a_colleague_is_asked_and_answers_in_a_direct_message(guild: North) -> None:
    """The message says that they have; only the coordinators see what."""
    ana = await joins(guild, "ana")
    guild.arrives("mia", "900000000000000310", "Mia Cho")
    await waits(guild, "mia", line="hello")
    claire = desk(guild)
    await claire.presses(both("button.joining.ask_vouch"))
    await claire.fills_in(voucher=options(claire, "voucher")[0])
    await guild.settles()
    asked = ana.direct()[-1]
    assert en("joining.vouch.title") in said(asked)
    await ana.goes_to_direct().presses(en("button.joining.vouch_yes"), asked)
    await guild.settles()

    assert en("joining.vouch.thanks.title") in said(asked)
    assert "Ana Roy: yes" in said(cards(guild)[-1])


async def test_whose_domain_it_is_is_said_beside_an_approval(guild: North) -> None:
    """Offered to whoever approved; the card says by whom it was said."""
    await waits(guild, "luc", email="luc@arrondissement-nord.ca")
    claire = desk(guild)
    await claire.presses(both("button.joining.approve"))
    await claire.fills_in(ground="phone")
    await guild.settles()
    card, known = cards(guild)[-1], [both("button.joining.send"), both("button.joining.undo")]
    (label,) = [each for each in labels(card) if each not in known]
    await claire.presses(label)
    await guild.settles()

    assert label not in said(cards(guild)[-1])
    await claire.types("/host historique")
    assert fr("audit.domain_confirmed") in newest(claire)


async def test_of_two_who_press_at_the_same_moment_one_wins(guild: North) -> None:
    """Whichever it is: the other one is told who it was."""
    await waits(guild, "ana")
    claire, dev, card = desk(guild), desk(guild, "dev"), cards(guild)[-1]
    label = both("button.joining.approve")
    await asyncio.gather(claire.presses(label, card), dev.presses(label, card))
    await guild.settles()

    told = [fr("refusal.title") in newest(claire), en("refusal.title") in newest(dev)]
    assert sorted(told) == [False, True]
    assert both("button.joining.send") in said(cards(guild)[-1])
