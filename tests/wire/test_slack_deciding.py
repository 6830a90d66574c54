"""The coordinators' card on Slack: what each of its buttons does, for whom, and where the answer appears."""

import asyncio

from tests.wire.slack.blocks import elements
from tests.wire.slack.north import North
from tests.wire.slack.scenes import (
    ADDRESS,
    MEMBERS,
    both,
    cards,
    desk,
    en,
    fr,
    joins,
    newest,
    said,
    screen,
    waits,
)


async def test_a_card_is_in_the_networks_languages_for_all_of_them(either: North) -> None:
    """Also after somebody has pressed: the room's card stays in both."""
    await waits(either, "luc")
    claire, dev = desk(either), desk(either, "dev")
    await claire.presses(both("button.joining.assign"))
    await either.settles()

    (card,) = cards(either)
    assert both("joining.fact.assigned") in said(card)
    assert dev.sees()[-1] is card


async def test_what_is_approved_can_be_undone_before_anybody_hears_of_it(either: North) -> None:
    """The hold is the network's; nobody was let in, and no letter was sent."""
    ana = await waits(either, "ana")
    letters = len(either.letters(ADDRESS["ana"]))
    claire = desk(either)
    await claire.presses(both("button.joining.approve"))
    await either.settles()
    await claire.presses(both("button.joining.undo"))
    await either.settles()

    assert both("button.joining.approve") in said(cards(either)[-1])
    assert ana.user.id not in either.workspace.channels[MEMBERS].members
    assert len(either.letters(ADDRESS["ana"])) == letters


async def test_what_is_sent_at_once_lets_in_at_once(either: North) -> None:
    """And the card says that it has."""
    ana = await joins(either, "ana")

    assert ana.user.id in either.workspace.channels[MEMBERS].members
    assert both("joining.admission.admitted", platform="Slack") in said(cards(either)[-1])


async def test_what_was_told_is_undone_with_a_reason(either: North) -> None:
    """By a form; the door closes again, and the person is told."""
    ana = await joins(either, "ana")
    claire = desk(either)
    await claire.presses(both("button.joining.undo"))
    await claire.fills_in(reason="slip")
    await either.settles()

    assert fr("joining.undo.done") in screen(claire)
    assert ana.user.id not in either.workspace.channels[MEMBERS].members
    assert en("joining.reopened.body") in said(ana.direct()[-1])


async def test_a_question_goes_to_the_applicant_and_the_answer_comes_back(either: North) -> None:
    """Asked in a modal, read in a direct message, answered in a modal, read on the card."""
    luc = await waits(either, "luc")
    claire = desk(either)
    await claire.presses(both("button.joining.ask"))
    await claire.fills_in(question="Pour quel service?")
    await either.settles()
    assert fr("joining.ask.done") in screen(claire)
    assert "Pour quel service?" in said(luc.direct()[-1])
    await luc.types("/peer statut")
    await luc.presses(fr("button.joining.answer"))
    await luc.fills_in(answer="L’environnement.")
    await either.settles()

    assert fr("joining.status.waiting") in screen(luc)
    assert "L’environnement." in said(cards(either)[-1])


async def test_a_request_is_declined_with_a_reason_that_the_person_reads(either: North) -> None:
    """Another reason needs words: that is said at its field."""
    luc = await waits(either, "luc")
    claire = desk(either)
    await claire.presses(both("button.joining.decline"))
    await claire.fills_in(reason="other")
    assert claire.errors == {"note": fr("joining.decline.other_needs_words")}
    await claire.fills_in(reason="other", note="Écrivez-nous")
    await either.settles()
    await claire.presses(both("button.joining.send"))
    await either.settles()

    assert "Écrivez-nous" in said(luc.direct()[-1])
    assert fr("joining.declined.body") in said(luc.direct()[-1])


async def test_a_request_is_corrected_and_handed_over(either: North) -> None:
    """To a colleague of the desk, who hears of it in a message of their own."""
    await waits(either, "luc")
    dev, claire = desk(either, "dev"), desk(either)
    for colleague in (dev, claire):
        await colleague.presses(both("button.joining.assign"))
        await either.settles()
    await claire.presses(both("button.joining.correct"))
    assert claire.screen is not None
    (assignee,) = [each for each in claire.screen.content["blocks"] if each["block_id"] == "assignee"]
    (to_dev,) = [each for each in assignee["element"]["options"] if each["text"]["text"] == "Dev Singh"]
    await claire.fills_in(role="elected_official", assignee=to_dev["value"])
    await either.settles()

    assert both("joining.role.elected_official") in said(cards(either)[-1])
    assert en("joining.assigned.body") in said(dev.direct()[-1])


async def test_what_was_checked_stays_on_the_card(either: North) -> None:
    """Said in a modal."""
    await waits(either, "luc")
    claire = desk(either)
    await claire.presses(both("button.joining.attest"))
    await claire.fills_in(ground="phone")
    await either.settles()

    assert "Claire Coté" in said(cards(either)[-1])


async def test_the_whole_address_is_shown_to_who_asks_alone(either: North) -> None:
    """Never in the room."""
    await waits(either, "luc")
    claire, dev = desk(either), desk(either, "dev")
    await claire.presses(both("button.joining.reveal"))
    await either.settles()

    assert ADDRESS["luc"] in newest(claire)
    assert ADDRESS["luc"] not in newest(dev)
    assert ADDRESS["luc"] not in said(cards(either)[-1])


async def test_weak_evidence_takes_a_ground(either: North) -> None:
    """The form asks for it before anything is approved."""
    await waits(either, "luc", community="typed:Zzville", email="luc@zzville.ca")
    claire = desk(either)
    await claire.presses(both("button.joining.approve"))
    assert fr("joining.overrule.title") in screen(claire)
    await claire.fills_in(ground="phone")
    await either.settles()

    assert both("button.joining.send") in said(cards(either)[-1])


async def test_a_colleague_is_asked_and_answers_in_a_direct_message(either: North) -> None:
    """Only the coordinators see the answer."""
    ana = await joins(either, "ana")
    either.arrives(either.workspace.add_user("U0MIA", "Mia Cho"))
    await waits(either, "mia", line="hello")
    claire = desk(either)
    await claire.presses(both("button.joining.ask_vouch"))
    assert claire.screen is not None
    (voucher,) = claire.screen.content["blocks"][0]["element"]["options"]
    await claire.fills_in(voucher=voucher["value"])
    await either.settles()
    asked = ana.direct()[-1]
    assert en("joining.vouch.title") in said(asked)
    ana.goes_to(either.workspace.direct(ana.user.id).id)
    await ana.presses(en("button.joining.vouch_yes"), asked)
    await either.settles()

    assert en("joining.vouch.thanks.title") in said(asked)
    assert "Ana Roy: yes" in said(cards(either)[-1])


async def test_whose_domain_it_is_is_said_beside_an_approval(either: North) -> None:
    """Offered to whoever approved; the card says by whom it was said."""
    await waits(either, "luc", email="luc@arrondissement-nord.ca")
    claire = desk(either)
    await claire.presses(both("button.joining.approve"))
    await claire.fills_in(ground="phone")
    await either.settles()
    card = cards(either)[-1]
    keys = {element["action_id"]: element["text"]["text"] for _, element in elements(card.blocks)}
    (label,) = [text for key, text in keys.items() if key.startswith("joining.confirm_domain")]
    await claire.presses(label)
    await either.settles()

    assert label not in said(cards(either)[-1])
    await claire.types("/host historique")
    assert fr("audit.domain_confirmed") in newest(claire)


async def test_of_two_who_press_at_the_same_moment_one_wins(either: North) -> None:
    """Whichever it is: the other one is told who it was."""
    await waits(either, "ana")
    claire, dev, card = desk(either), desk(either, "dev"), cards(either)[-1]
    label = both("button.joining.approve")
    await asyncio.gather(claire.presses(label, card), dev.presses(label, card))
    await either.settles()

    told = [fr("refusal.title") in newest(claire), en("refusal.title") in newest(dev)]
    assert sorted(told) == [False, True]
    assert both("button.joining.send") in said(cards(either)[-1])


async def test_of_two_who_press_one_wins_and_the_other_is_told(either: North) -> None:
    """Both pressed what they saw; nothing is decided twice."""
    await waits(either, "ana")
    claire, dev = desk(either), desk(either, "dev")
    card = cards(either)[-1]
    seen = list(card.blocks)
    await claire.presses(both("button.joining.approve"))
    await either.settles()
    now, card.blocks = card.blocks, seen
    await dev.presses(both("button.joining.approve"), card)
    await either.settles()

    assert "Claire Coté" in newest(dev)
    assert en("refusal.title") in newest(dev)
    assert said(card) == said({"blocks": now})
