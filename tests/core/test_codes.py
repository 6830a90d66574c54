"""Codes by mail: how often, how long, how many attempts."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.deliveries import Letter
from bot.joining.model import State
from bot.replies import Answer
from tests.core.cast import ANA, LUC, Actor
from tests.core.house import DOWN, House
from tests.core.reading import form_of, problems, refusal, title
from tests.stores import sqlite_url


def another(code: str, by: int = 1) -> str:
    """A code that nobody was sent."""
    return f"{(int(code.replace(' ', '')) + by) % 10**8:08}"


def resends(house: House, who: Actor) -> Answer:
    return house.presses(who, "joining.resend", house.request(who).id)


# ---- the letter


def test_the_code_is_eight_digits_that_are_shown_large(house: House) -> None:
    """In two halves, as people read it aloud."""
    house.asks(ANA)
    first, second = house.code_of(ANA).split(" ")

    assert (len(first), len(second)) == (4, 4)
    assert (first + second).isdecimal()


@pytest.mark.parametrize("typed", ["{}", "  {} ", "{0[0]}{0[1]}{0[2]}{0[3]} - {0[5]}{0[6]}{0[7]}{0[8]}"])
def test_the_code_may_be_typed_with_or_without_its_gap(house: House, typed: str) -> None:
    """Blanks and hyphens are no part of it."""
    house.asks(ANA)
    house.enters(ANA, typed.format(house.code_of(ANA)))

    assert house.request(ANA).state is State.WAITING


def test_a_code_that_is_typed_with_the_command_stands_in_the_form(house: House) -> None:
    """`/peer verify 1234 5678` is a step less."""
    house.asks(ANA)
    form = form_of(house.types(ANA, "verify", "1234 5678"))

    assert {field.name: field.value for field in form.fields} == {
        "code": "1234 5678", "attestation": "", "consent": "",
    }  # fmt: skip


NO_CODES = ["1234567", "123456789", "1234567O", "١٢٣٤٥٦٧٨", "\uff11" * 8, "code"]


@pytest.mark.parametrize("typed", NO_CODES)
def test_what_is_no_code_is_said_to_be_none_and_costs_no_attempt(house: House, typed: str) -> None:
    """Eight digits, of the ones on the keyboard."""
    house.asks(ANA)
    code = house.code_of(ANA)
    answers = [house.enters(ANA, typed) for _ in range(6)]

    assert [problems(answer) for answer in answers] == [{"code": "joining.code.not_a_code"}] * 6
    assert title(house.enters(ANA, code)) == "joining.status.title"


# ---- attempts


def test_a_wrong_code_is_said_to_be_wrong(house: House) -> None:
    """At its field, so that it can be typed again."""
    house.asks(ANA)
    answer = house.enters(ANA, another(house.code_of(ANA)))

    assert problems(answer) == {"code": "joining.code.wrong"}
    assert house.request(ANA).state is State.UNVERIFIED


def test_the_sixth_attempt_is_refused_even_with_the_right_code(house: House) -> None:
    """Five wrong ones are enough, and each of them was kept."""
    house.asks(ANA)
    code = house.code_of(ANA)
    wrong = [problems(house.enters(ANA, another(code, by))) for by in range(1, 6)]

    assert wrong == [{"code": "joining.code.wrong"}] * 5
    assert problems(house.enters(ANA, code)) == {"code": "joining.code.spent"}


def test_attempts_are_remembered_over_a_restart(house: House, tmp_path: Path) -> None:
    """A guess that was answered is durable."""
    house.asks(ANA)
    code = house.code_of(ANA)
    for by in range(1, 6):
        house.enters(ANA, another(code, by))
    house.close()
    house.opens(sqlite_url(tmp_path))

    assert problems(house.enters(ANA, code)) == {"code": "joining.code.spent"}


def test_the_fifth_attempt_may_be_the_right_one(house: House) -> None:
    """Four slips are forgiven."""
    house.asks(ANA)
    code = house.code_of(ANA)
    for by in range(1, 5):
        house.enters(ANA, another(code, by))

    assert title(house.enters(ANA, code)) == "joining.status.title"


def test_a_new_code_brings_new_attempts(house: House) -> None:
    """Asking for one is limited, so guessing stays hopeless."""
    house.asks(ANA)
    code = house.code_of(ANA)
    for by in range(1, 6):
        house.enters(ANA, another(code, by))
    resends(house, ANA)

    assert title(house.enters(ANA, house.code_of(ANA))) == "joining.status.title"


def test_the_code_of_another_request_is_wrong_here(house: House) -> None:
    """A code is bound to the request for which it was drawn."""
    house.asks(ANA)
    house.asks(LUC)
    house.carries_out()

    assert problems(house.enters(ANA, house.codes(LUC)[-1])) == {"code": "joining.code.wrong"}
    assert title(house.enters(LUC, house.codes(LUC)[-1])) == "joining.status.title"


def test_a_code_is_good_once(house: House) -> None:
    """Afterwards the form answers where the request stands."""
    house.asks(ANA)
    code = house.code_of(ANA)
    first, waiting = house.enters(ANA, code), house.request(ANA)

    assert house.enters(ANA, code) == first
    assert house.request(ANA) == waiting


def test_a_code_before_any_letter_went_out_is_not_called_wrong(house: House) -> None:
    """There is none yet, so the person is told to have one sent."""
    house.asks(ANA)

    assert problems(house.enters(ANA, "12345678")) == {"code": "joining.code.expired"}


# ---- minutes


def test_a_code_lives_fifteen_minutes(house: House) -> None:
    """By the clock, to the moment."""
    house.asks(ANA)
    code = house.code_of(ANA)
    house.waits_for(minutes=15)

    assert problems(house.enters(ANA, code)) == {"code": "joining.code.expired"}


def test_a_code_is_good_up_to_its_last_second(house: House) -> None:
    """A person may be as slow as the letter says."""
    house.asks(ANA)
    code = house.code_of(ANA)
    house.waits_for(minutes=14, seconds=59)

    assert title(house.enters(ANA, code)) == "joining.status.title"


def test_the_minutes_begin_when_the_letter_is_written(house: House) -> None:
    """Not when it was asked for: a mail server that was away costs nobody their code."""
    house.fates[Letter] = DOWN
    house.asks(ANA)
    house.carries_out()
    house.waits_for(minutes=20)
    house.fates.clear()
    code = house.code_of(ANA)
    house.waits_for(minutes=14)

    assert title(house.enters(ANA, code)) == "joining.status.title"


def test_a_second_code_leaves_the_first_one_good_until_it_expires(house: House) -> None:
    """Whoever holds two letters may type either."""
    house.asks(ANA)
    first = house.code_of(ANA)
    house.waits_for(minutes=10)
    resends(house, ANA)
    second = house.code_of(ANA)

    assert first != second
    assert title(house.enters(ANA, first)) == "joining.status.title"


def test_of_two_codes_the_older_one_expires_first(house: House) -> None:
    """Each has its own fifteen minutes."""
    house.asks(ANA)
    first = house.code_of(ANA)
    house.waits_for(minutes=10)
    resends(house, ANA)
    second = house.code_of(ANA)
    house.waits_for(minutes=6)

    assert problems(house.enters(ANA, first)) == {"code": "joining.code.expired"}
    assert title(house.enters(ANA, second)) == "joining.status.title"


# ---- how many


def test_a_person_gets_three_codes_an_hour_and_is_told_of_the_limit(house: House) -> None:
    """The fourth is refused in words, and no letter is written."""
    house.asks(ANA)
    answers = [resends(house, ANA) for _ in range(3)]
    house.carries_out()

    assert [title(answer) for answer in answers[:2]] == ["joining.code_sent.title"] * 2
    assert refusal(answers[2]) == "refusal.too_many_codes"
    assert len(house.codes(ANA)) == 3


def test_a_fourth_address_within_the_hour_is_refused_at_its_field(house: House) -> None:
    """What was asked before stays as it was."""
    for user in ("one", "two", "three"):
        house.asks(ANA, email=f"{user}@calgary.ca")
    answer = house.asks(ANA, email="four@calgary.ca")

    assert problems(answer) == {"email": "refusal.too_many_codes"}
    assert house.request(ANA).address == "three@calgary.ca"


def test_asking_anew_is_no_way_around_the_limit(house: House) -> None:
    """Withdrawing does not bring back what was used up."""
    for _ in range(3):
        house.asks(ANA)
        house.presses(ANA, "joining.withdrawn", house.request(ANA).id)

    assert problems(house.asks(ANA)) == {"email": "refusal.too_many_codes"}


def test_after_an_hour_a_person_may_have_more_codes(house: House) -> None:
    """The hour goes by the clock, and slides."""
    house.asks(ANA)
    resends(house, ANA)
    resends(house, ANA)
    house.waits_for(minutes=60, seconds=1)

    assert title(resends(house, ANA)) == "joining.code_sent.title"
    house.carries_out()
    assert len(house.codes(ANA)) == 4


def strangers(address: str) -> list[Actor]:
    return [replace(LUC, user=f"stranger{n}", email=address) for n in range(4)]


def test_a_mailbox_gets_three_codes_an_hour_and_nobody_is_told(house: House) -> None:
    """The fourth person who types it in gets the same answer, and the mailbox no letter."""
    answers = [house.asks(stranger) for stranger in strangers(ANA.email)]
    house.carries_out()

    assert {title(answer) for answer in answers} == {"joining.code_sent.title"}
    assert len(house.codes(ANA)) == 3


def test_after_an_hour_a_mailbox_may_have_more_codes(house: House) -> None:
    """Whoever flooded it, its owner can prove it again."""
    for stranger in strangers(ANA.email):
        house.asks(stranger)
    house.waits_for(hours=1, seconds=1)
    house.asks(ANA)

    assert title(house.proves(ANA)) == "joining.status.title"


def test_a_letter_that_waits_is_not_written_to_the_address_that_was_put_in_its_place(house: House) -> None:
    """Or a mailbox could be flooded by correcting what was counted for another."""
    house.fates[Letter] = DOWN
    house.asks(ANA, email="never.there@calgary.ca")
    resends(house, ANA)
    house.carries_out()
    house.waits_for(minutes=1)
    house.asks(ANA)
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert len(house.codes(ANA)) == 1


def test_tags_make_no_other_mailbox(house: House) -> None:
    """jo+1 and jo+2 are one mailbox, and the limit is the mailbox's."""
    for number, stranger in enumerate(strangers("ana.roy@calgary.ca")):
        house.asks(stranger, email=f"ana.roy+{number}@calgary.ca")

    assert len([d for d in house.carries_out() if isinstance(d, Letter)]) == 3
