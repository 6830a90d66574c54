"""Approving what the address alone does not speak for: with a reason from a list, or on a word."""

from dataclasses import replace
from functools import partial

import pytest

from bot.answers import Given
from bot.audit import Action
from bot.joining.attestations import Ground
from bot.joining.model import State
from bot.joining.vouch import Vouch, Word
from bot.ports import Unit
from bot.replies import Ask, Replace
from tests.core.cast import ANA, CALGARY, CLAIRE, COORDINATES, DEV, LUC, Actor
from tests.core.crowd import CROWD
from tests.core.desk import corrects, decides, keys
from tests.core.evidence import GIL, MO, UMA, attests
from tests.core.house import House
from tests.core.reading import card_of, form_of, problems, refusal, said
from tests.core.seeing import audited, outcomes


def vouched(house: House, request_id: str, *words: Word, of: str = CALGARY) -> list[Actor]:
    """Members of that community were asked, one for each word, and have said so."""
    colleagues = [replace(CROWD[n], community_id=of) for n in range(len(words))]
    for who, word in zip(colleagues, words, strict=True):
        voucher = house.joins(who).id
        vouch = Vouch(f"v{who.user}", request_id, voucher, "claire", house.clock.now())
        house.storage.transact(partial(_says, vouch, word))
    return colleagues


def _says(vouch: Vouch, word: Word, unit: Unit) -> None:
    unit.vouches.add(vouch)
    unit.vouches.answer(vouch.id, word, vouch.asked_at)


def test_where_all_is_green_one_press_approves(house: House) -> None:
    """And no reason is noted."""
    answer = house.presses(CLAIRE, "joining.approve", house.waits(ANA).id, house.request(ANA).revision)

    assert isinstance(answer.reply, Replace)
    assert (house.request(ANA).state, audited(house, house.request(ANA))[-1].reason) == (State.APPROVED, "")


@pytest.mark.parametrize("who", [GIL, UMA, MO])
def test_otherwise_approving_asks_on_what_ground(house: House, who: Actor) -> None:
    """Personal mail, a domain in no list, another community's: nothing is decided by the press."""
    request = house.waits(who)
    answer = house.presses(CLAIRE, "joining.approve", request.id, request.revision)
    field = form_of(answer).fields[0]

    assert [choice.value for choice in field.choices] == list(Ground)
    assert house.request(who).state is State.WAITING


@pytest.mark.parametrize("ground", Ground)
def test_the_ground_stands_in_the_audit(house: House, ground: Ground) -> None:
    """And the history tells it in words."""
    house.approves(CLAIRE, house.waits(GIL), ground)
    line = audited(house, house.request(GIL))[-1]
    history = card_of(house.hosts(CLAIRE, "history", house.request(GIL).reference))

    assert (line.action, line.reason, line.detail) == (Action.APPROVED, ground, "")
    assert house.profile(GIL).is_member
    assert f"joining.ground.{ground}" in said(history.body)


@pytest.mark.parametrize("ground", ["", "because", ("phone",), "PHONE"])
def test_what_is_no_ground_of_ours_approves_nobody(house: House, ground: Given) -> None:
    """It is told at the field."""
    request = house.waits(GIL)
    form = form_of(house.presses(CLAIRE, "joining.approve", request.id, request.revision))

    assert list(problems(house.fills_in(CLAIRE, form, ground=ground))) == ["ground"]
    assert house.request(GIL).state is State.WAITING


def test_the_form_decides_on_what_was_shown_only(house: House) -> None:
    """Somebody who declined meanwhile was faster, and a forged or an own request is no way around."""
    request = house.waits(GIL)
    form = form_of(house.presses(CLAIRE, "joining.approve", request.id, request.revision))
    own = replace(GIL, roles=COORDINATES)

    assert refusal(house.fills_in(own, form, ground="known")) == "refusal.own_request"
    assert refusal(house.fills_in(LUC, form, ground="known")) == "refusal.not_allowed"
    assert (
        refusal(house.submits(CLAIRE, "joining.overrule", "0" * 26, 0, ground="known")) == "refusal.unknown"
    )
    house.declines(DEV, request)
    assert refusal(house.fills_in(CLAIRE, form, ground="known")) == "refusal.already_decided"


def test_after_an_attestation_one_press_approves_with_its_ground(house: House) -> None:
    """Whoever gave it; the newest one counts."""
    request = house.waits(GIL)
    attests(house, request, DEV, "known")
    house.waits_for(minutes=1)
    attests(house, request, CLAIRE, "document")
    answer = house.presses(CLAIRE, "joining.approve", request.id, request.revision)

    assert isinstance(answer.reply, Replace)
    assert audited(house, request)[-1].reason == "document"


@pytest.mark.parametrize(
    "words, asks", [((), True), ((Word.YES,), False), ((Word.NO,), True), ((Word.YES, Word.NO), True)]
)
def test_a_colleague_s_yes_is_enough_unless_another_one_says_no(
    house: House, words: tuple[Word, ...], *, asks: bool
) -> None:
    """Then it takes a reason after all."""
    request = house.waits(GIL)
    vouched(house, request.id, *words)
    answer = house.presses(CLAIRE, "joining.approve", request.id, request.revision)

    assert isinstance(answer.reply, Ask) == asks
    assert asks or audited(house, request)[-1].reason == "vouched"


@pytest.mark.parametrize("change", ["leaves", "is of another community"])
def test_a_yes_counts_of_a_member_who_works_there_still(house: House, change: str) -> None:
    """Who left meanwhile, or whose community turned out to be another, vouches for nobody there."""
    request = house.waits(GIL)
    (colleague,) = vouched(house, request.id, Word.YES)
    if change == "leaves":
        house.leaves(colleague)
    else:
        corrects(house, DEV, request, community="community:2466023")
    request = house.request(GIL)

    assert isinstance(house.presses(CLAIRE, "joining.approve", request.id, request.revision).reply, Ask)


def test_of_several_those_that_need_a_reason_are_left(house: House) -> None:
    """The others are approved: what is ready, and what somebody has attested."""
    ready, attested, vague = house.waits(CROWD[0]), house.waits(GIL), house.waits(UMA)
    attests(house, attested)
    answer = decides(house, CLAIRE, keys(ready, attested, vague), "approve")

    assert outcomes(answer) == {
        ready.reference: "joining.several.approve",
        attested.reference: "joining.several.approve",
        vague.reference: "refusal.ground_needed",
    }
    assert house.request(UMA).state is State.WAITING
