"""The one door: what it refuses politely, what is undone with a refusal, and when something will be due."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import App
from bot.chat import Command, Event, Press, Role, Submission
from bot.deliveries import Letter
from bot.errors import Malformed, Refusal
from bot.joining.address import Address
from bot.joining.model import State
from tests.core.cast import ANA, CLAIRE, FRENCH, LUC
from tests.core.house import DOWN, House
from tests.core.reading import card_of, problems, refusal, said, written

STRANGE: list[Event] = [
    Press("joining.conjure", "x", 0, ANA.person),
    Press("", "", 0, ANA.person),
    Press("joining.submit", "new", 0, ANA.person),
    Submission("joining.approve", "x", 0, {}, ANA.person),
    Submission("../etc", "x", 0, {"a": "b"}, ANA.person),
]
FORGED: list[Event] = [
    Press("joining.verify", "x\0", 0, ANA.person),
    Press("joining.verify", "X' OR 1=1", 0, ANA.person),
    Submission("joining.verify", "\ud800", 0, {}, ANA.person),
    Submission("joining.answer", "x" * 5000, 0, {}, ANA.person),
    Submission("joining.answer", "x", -1, {}, ANA.person),
]


@pytest.mark.parametrize("event", STRANGE + FORGED)
def test_what_none_of_our_screens_could_produce_is_refused_politely(house: House, event: Event) -> None:
    """A form's name on a button counts as little as an invented one."""
    assert refusal(house.app.handle(event)) == "refusal.malformed"
    assert house.knows(ANA) is None


@pytest.mark.parametrize("root, name", [("peer", "dance"), ("host", "home"), ("peer", "JOIN"), ("", "")])
def test_a_command_that_there_is_not_is_named_in_the_answer(house: House, root: str, name: str) -> None:
    """As somebody typed it, and where those that there are can be read."""
    answer = house.app.handle(Command(root, name, ANA.person))

    assert refusal(answer) == "refusal.unknown_command"
    assert written(card_of(answer).body) == [f"/{root} {name}", root or "peer"]
    assert f"command.{root or 'peer'}.help" in said(card_of(answer).body)


def test_a_command_of_any_length_gets_a_short_answer(house: House) -> None:
    """What is pasted by mistake is not sent back whole."""
    answer = house.types(ANA, "x" * 5000)

    assert len(written(card_of(answer).body)[0]) <= 40


@pytest.mark.parametrize("event", STRANGE)
def test_no_roles_need_to_be_read_for_what_will_be_refused(house: House, event: Event) -> None:
    """Asking the platform is for what could decide something."""
    assert not house.app.needs_fresh_roles(event)


def test_roles_are_read_anew_for_what_decides_for_others(house: House) -> None:
    """And for nothing else, so that everything else is quick."""
    assert house.app.needs_fresh_roles(Press("joining.approve", "x", 0, CLAIRE.person))
    assert house.app.needs_fresh_roles(Submission("joining.decline", "x", 0, {}, CLAIRE.person))
    assert not house.app.needs_fresh_roles(Press("joining.resend", "x", 0, ANA.person))
    assert not house.app.needs_fresh_roles(Command("peer", "join", ANA.person))


def test_an_answer_is_in_the_language_of_the_platform_for_whoever_is_new(house: House) -> None:
    """Refusals and problems with a form too."""
    assert house.types(LUC, "dance").reader == FRENCH
    assert house.asks(LUC, name="").reader == FRENCH


def test_an_answer_is_in_the_language_that_somebody_chose(house: House) -> None:
    """Refusals and problems with a form too."""
    house.types(ANA, "language", "fr")

    answers = [house.types(ANA, "dance"), house.asks(ANA, name=""), house.types(ANA, "home")]
    assert {answer.reader.language for answer in answers} == {"fr"}


def test_a_refusal_undoes_all_that_went_before_it(house: House) -> None:
    """The correction that asks for a code too many is not kept half."""
    house.asks(ANA)
    for _ in range(2):
        house.presses(ANA, "joining.resend", house.request(ANA).id)
    before = house.request(ANA)

    assert problems(house.asks(ANA, email="ana@york.ca")) == {"email": "refusal.too_many_codes"}
    assert house.request(ANA) == before


class BrokenAddresses:
    """A library with a fault."""

    def read(self, raw: str) -> Address:
        raise ArithmeticError


def test_a_fault_of_ours_is_not_taken_for_a_refusal(house: House) -> None:
    """It is for the door to apologise and for the log to say; nothing is stored."""
    broken = App(replace(house.world, addresses=BrokenAddresses()))
    submission = Submission("joining.submit", "new", 0, ANA.answers, ANA.person)

    with pytest.raises(ArithmeticError):
        broken.handle(submission)
    assert house.knows(ANA) is None


def test_the_roles_of_the_moment_count(house: House) -> None:
    """Who was a coordinator a minute ago may be none now."""
    request = house.waits(ANA)
    former = replace(CLAIRE, roles=frozenset({Role.FACILITATOR}))
    house.presses(CLAIRE, "joining.assign", request.id, request.revision)

    answer = house.approves(former, house.request(ANA))
    assert said(card_of(answer).body) == ["refusal.not_allowed", "role.coordinator"]
    assert house.request(ANA).state is State.WAITING


# ---- when something will be due


def test_nothing_is_due_in_an_empty_house(house: House) -> None:
    """The pulse may sleep."""
    assert house.app.next_due() is None


def test_what_was_written_down_is_due_at_once(house: House) -> None:
    """The courier need not wait for the pulse."""
    house.asks(ANA)

    assert house.app.next_due() == house.clock.now()


def test_what_was_tried_in_vain_is_due_after_its_pause(house: House) -> None:
    """Somewhat more or less than half a minute, the first time."""
    house.fates[Letter] = DOWN
    house.asks(ANA)
    house.carries_out()

    due = house.app.next_due()
    assert due is not None
    assert timedelta(seconds=22) <= due - house.clock.now() <= timedelta(seconds=38)


def test_what_is_claimed_is_due_again_when_its_lease_ends(house: House) -> None:
    """In case its courier dies."""
    house.asks(ANA)
    house.app.claim(16)

    assert house.app.next_due() == house.clock.now() + timedelta(seconds=60)


def test_with_all_carried_out_an_unproven_request_expires_next(house: House) -> None:
    """After three days."""
    house.asks(ANA)
    house.carries_out()

    assert house.app.next_due() == house.clock.now() + timedelta(days=3)


def test_a_refusal_is_an_answer_and_no_fault() -> None:
    """All of them are of one family, which the door knows."""
    assert issubclass(Malformed, Refusal)
