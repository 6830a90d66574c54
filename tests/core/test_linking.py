"""One person, many accounts: whoever proves a mailbox that somebody proved before is that person."""

from dataclasses import replace

import pytest

from bot.deliveries import Admit, Direct, Letter
from bot.joining.forms import TYPED
from bot.joining.model import ATTESTATION_VERSION, State
from bot.members.model import Admission, Standing
from tests.core.cast import ANA, CLAIRE, FRENCH, LUC
from tests.core.house import DOWN, House
from tests.core.reading import card_of, facts, listed, refusal, said, title

ELSEWHERE = ANA.on("discord")


def test_a_member_s_second_account_is_linked_and_admitted(house: House) -> None:
    """Without anybody deciding anew; the answer to the code says so, no letter and no message do."""
    member = house.joins(ANA)
    house.asks(ELSEWHERE)
    answer = house.proves(ELSEWHERE)
    carried_out = house.carries_out()

    assert title(answer) == "members.linked.title"
    assert house.profile(ELSEWHERE).id == member.id
    sent = [delivery for delivery in carried_out if isinstance(delivery, Admit | Direct | Letter)]
    assert [type(delivery) for delivery in sent] == [Admit]
    assert house.account(ELSEWHERE).admission is Admission.ADMITTED


def test_the_request_of_a_second_account_is_over_with_the_proof(house: House) -> None:
    """No card is shown for it, and the newest of the member's requests is the one that was approved."""
    house.joins(ANA)
    rooms = len(house.rooms)
    house.asks(ELSEWHERE)
    house.proves(ELSEWHERE)
    house.carries_out()

    assert house.request(ELSEWHERE).state is State.APPROVED
    assert len(house.rooms) == rooms


def test_both_accounts_show_the_same_panel(house: House) -> None:
    """With where each of them stands."""
    house.joins(ANA)
    house.asks(ELSEWHERE)
    house.proves(ELSEWHERE)
    house.carries_out()

    card = card_of(house.types(ELSEWHERE, "home"))
    assert card == card_of(house.types(ANA, "home"))
    assert [said(line) for line in listed(card, "members.fact.accounts")] == [
        ["members.account.admitted", "platform.slack"],
        ["members.account.admitted", "platform.discord"],
    ]


def test_the_door_that_is_open_already_is_not_opened_again(house: House) -> None:
    """The first account hears nothing of the second."""
    house.joins(ANA)
    house.asks(ELSEWHERE)
    house.proves(ELSEWHERE)
    house.carries_out()

    assert [door.identity.platform for door in house.arrived(Admit)] == ["slack", "discord"]
    assert len(house.directs(ANA)) == 1


def test_a_door_that_is_still_opening_brings_one_welcome(house: House) -> None:
    """However many accounts are linked while a platform is away."""
    house.fates[Admit] = DOWN
    house.joins(ANA)
    house.asks(ELSEWHERE)
    house.proves(ELSEWHERE)
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert [len(house.directs(ANA)), len(house.directs(ELSEWHERE))] == [1, 0]
    assert house.account(ANA).admission is house.account(ELSEWHERE).admission is Admission.ADMITTED


def test_consent_that_is_given_with_the_second_account_counts(house: House) -> None:
    """What somebody agreed to is recorded whichever account they were in."""
    house.joins(ANA)
    house.asks(ELSEWHERE)
    house.proves(ELSEWHERE, consent=("mail",))

    assert house.profile(ANA).mail_consent == ATTESTATION_VERSION


def test_a_member_keeps_their_language_with_a_second_account(house: House) -> None:
    """One person is spoken to in one language."""
    house.joins(LUC)
    english = LUC.on("discord")
    house.asks(english)
    house.proves(english)
    house.carries_out()

    assert house.types(english, "home").reader == FRENCH


def test_a_tag_in_the_address_makes_no_second_person(house: House) -> None:
    """One account a mailbox, as people write it."""
    house.joins(ANA)
    house.asks(ELSEWHERE, email="Ana.Roy+peers@CALGARY.ca")
    code = next(letter.highlight for letter in house.carries_out() if isinstance(letter, Letter))

    assert title(house.enters(ELSEWHERE, code)) == "members.linked.title"


# ---- while the first request is under way


def test_a_second_account_of_somebody_who_waits_joins_that_request(house: House) -> None:
    """One card, one decision; both accounts see where it stands."""
    waiting = house.waits(ANA)
    house.asks(ELSEWHERE)
    answer = house.proves(ELSEWHERE)
    house.carries_out()

    assert house.request(ELSEWHERE) == house.request(ANA) == waiting
    assert title(answer) == "joining.status.title"
    assert len(house.rooms) == 2


def test_who_asked_from_two_accounts_is_admitted_with_both(house: House) -> None:
    """By one decision, with one letter."""
    house.waits(ANA)
    house.asks(ELSEWHERE)
    house.proves(ELSEWHERE)
    house.approves(CLAIRE, house.request(ANA))
    house.carries_out()

    assert {door.identity.platform for door in house.arrived(Admit)} == {"slack", "discord"}
    assert len(house.letters(ANA)) - len(house.codes(ANA)) == 1
    assert said(house.card(house.request(ANA)).body)[1:] == [
        "joining.admission.admitted", "platform.slack", "joining.admission.admitted", "platform.discord",
    ]  # fmt: skip


def test_a_question_is_answered_from_either_account(house: House) -> None:
    """The message with the question goes to both."""
    house.waits(ANA)
    house.asks(ELSEWHERE)
    house.proves(ELSEWHERE)
    house.asks_more(CLAIRE, house.request(ANA), "Which service?")
    house.carries_out()
    house.submits(ELSEWHERE, "joining.answer", house.request(ANA).id, answer="Water.")

    assert [len(house.directs(ANA)), len(house.directs(ELSEWHERE))] == [1, 1]
    assert (house.request(ANA).state, house.request(ANA).answer) == (State.WAITING, "Water.")


def test_of_two_unproven_requests_the_one_whose_code_comes_back_counts(house: House) -> None:
    """The other one's code then leads to it."""
    house.asks(ANA)
    house.asks(ELSEWHERE, line="From the other side")
    house.carries_out()
    first, second = house.codes(ANA)
    house.enters(ELSEWHERE, second)
    house.enters(ANA, first)

    assert house.request(ANA) == house.request(ELSEWHERE)
    assert house.request(ANA).line == "From the other side"


def test_an_unproven_request_gives_way_to_the_one_that_is_proven(house: House) -> None:
    """Somebody who was declined asks from two accounts at once."""
    house.declines(CLAIRE, house.waits(ANA))
    house.asks(ANA, line="First")
    house.asks(ELSEWHERE, line="Second")
    house.carries_out()
    house.enters(ELSEWHERE, house.codes(ANA)[-1])

    assert house.profile(ELSEWHERE).id == house.profile(ANA).id
    assert (house.request(ANA).state, house.request(ANA).line) == (State.WAITING, "Second")


# ---- after the first request is over


def test_a_second_account_of_somebody_who_was_declined_is_the_same_person_asking_again(house: House) -> None:
    """The earlier request stands on the card."""
    house.declines(CLAIRE, house.waits(ANA))
    again = house.waits(ELSEWHERE, community=TYPED + "Halfway")

    assert again.applicant == house.profile(ANA).id
    assert len(listed(house.card(again), "joining.fact.earlier")) == 1
    assert facts(house.card(again))["joining.fact.name"] == "Ana Roy"


def test_their_words_are_readable_after_the_accounts_were_joined(house: House) -> None:
    """What was sealed for the newcomer is sealed for the person whom we know."""
    house.declines(CLAIRE, house.waits(ANA))
    again = house.waits(ELSEWHERE, community=TYPED + "Halfway", line="Second try")

    assert (again.name, again.address, again.line) == ("Ana Roy", ANA.email, "Second try")
    assert again.community_typed == "Halfway"


def test_somebody_who_proves_another_mailbox_has_that_one_from_then_on(house: House) -> None:
    """The earlier one is free for whoever proves it next."""
    house.declines(CLAIRE, house.waits(ANA))
    house.asks(ANA, email="ana@york.ca")
    house.enters(ANA, [x.highlight for x in house.carries_out() if isinstance(x, Letter)][-1])
    house.waits(ELSEWHERE)

    assert house.profile(ANA).address == "ana@york.ca"
    assert house.profile(ELSEWHERE).id != house.profile(ANA).id


@pytest.mark.parametrize("again", ["types", "asks"])
def test_a_linked_account_has_nothing_left_to_ask_for(house: House, again: str) -> None:
    """It is a member's."""
    house.joins(ANA)
    house.asks(ELSEWHERE)
    house.proves(ELSEWHERE)
    answer = house.asks(ELSEWHERE) if again == "asks" else house.types(ELSEWHERE, "join")

    assert house.profile(ELSEWHERE).standing is Standing.MEMBER
    assert refusal(answer) == "refusal.already_member"


def test_what_a_coordinator_decided_before_they_linked_stays_theirs(house: House) -> None:
    """The card goes on naming who it was."""
    coordinator = replace(CLAIRE, platform="discord")
    house.joins(CLAIRE)
    house.approves(coordinator, house.waits(ANA))
    house.asks(coordinator)
    house.proves(coordinator)
    house.carries_out()

    assert house.request(ANA).decided_by == house.profile(CLAIRE).id
