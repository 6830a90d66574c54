"""What could not be delivered: coordinators see it, and can have it tried again, each with its outcome."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import retrying, routes
from bot.answers import Given
from bot.audit import Action
from bot.chat import Text
from bot.deliveries import Admit, Delivery, Direct, Edit, Letter, Post
from bot.members.model import Admission
from bot.outbox import Errand, Outcome, Repeat, Result
from bot.ports import Turn
from bot.replies import Answer
from bot.routing import ErrandRoute
from storage.connecting import connect
from storage.proof_tables import proof_codes
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.house import CUT, DOWN, GONE, House
from tests.core.reading import card_of, form_of, problems, refusal, said, title
from tests.core.test_failures import fails, form, retries
from tests.core.test_together import together
from tests.stores import sqlite_url


def outcomes(answer: Answer) -> list[str]:
    (lines, *_) = card_of(answer).body
    assert isinstance(lines, tuple)
    return [line.id.rpartition(".")[2] for line in lines if isinstance(line, Text)]


def letters(house: House) -> list[str]:
    return [delivery.subject.id for delivery in house.carries_out() if isinstance(delivery, Letter)]


# ---- tried again


def test_several_are_tried_again_at_once(house: House) -> None:
    """Each has its own outcome, and goes out with the key that it had."""
    first, second = fails(house, ANA), fails(house, LUC)
    house.delivered.clear()
    answer = house.fills_in(CLAIRE, form(house), errands=(first, second))
    keys = [delivery.key for delivery in house.carries_out() if isinstance(delivery, Letter)]

    errands = [house.errand(each) for each in (first, second)]
    assert outcomes(answer) == ["again", "again"]
    assert keys == [errand.key for errand in errands if errand]
    assert title(house.hosts(CLAIRE, "undelivered")) == "undelivered.none.title"


def test_the_form_says_that_it_may_arrive_twice(house: House) -> None:
    """Whoever decides so is to know it."""
    fails(house)

    assert form(house).fields[0].hint == Text("undelivered.form.twice")


def test_trying_again_stands_in_the_audit(house: House) -> None:
    """By whom, what, and why it had failed."""
    failed = fails(house)
    retries(house, failed, who=DEV)
    (line,) = [line for line in house.audit() if line.action is Action.RETRIED]

    assert (line.actor, line.subject) == (house.profile(DEV).id, failed)
    assert (line.reason, line.detail) == ("gone", "joining.question_letter")


def test_a_message_that_may_happen_once_is_repeated_when_a_person_says_so(house: House) -> None:
    """Nobody knew whether it had arrived."""
    house.asks_more(CLAIRE, house.waits(ANA), "Which service?")
    house.fates[Direct] = CUT
    house.carries_out()
    house.fates.clear()
    (choice,) = form(house).fields[0].choices
    retries(house, choice.value)
    house.carries_out()

    assert len(house.directs(ANA)) == 1


def test_what_is_tried_again_has_all_its_days(house: House) -> None:
    """A server that is away a week later is not given up at the first attempt."""
    failed = fails(house)
    house.waits_for(days=7)
    retries(house, failed)
    house.fates[Letter] = DOWN
    house.carries_out()
    house.fates.clear()
    house.waits_for(hours=2)

    assert letters(house) == ["joining.question.subject"]


def test_a_door_that_is_tried_again_opens_and_is_shown_on_the_card(house: House) -> None:
    """The settings were put right meanwhile."""
    house.fates[Admit] = GONE
    house.joins(ANA)
    house.fates.clear()
    retries(house, *(choice.value for choice in form(house).fields[0].choices))
    house.carries_out()

    assert house.account(ANA).admission is Admission.ADMITTED
    assert "joining.admission.admitted" in said(house.card(house.request(ANA)).body)


def test_a_card_that_is_deleted_each_time_is_hung_up_each_time(house: House) -> None:
    """Whoever is to be decided on is never without one."""
    request = house.waits(ANA)
    house.fates[Edit] = Outcome(Result.NEVER, code="message_gone")
    house.presses(CLAIRE, "joining.assign", request.id, request.revision)
    first = house.carries_out()
    retries(house, *(choice.value for choice in form(house).fields[0].choices))
    second = house.carries_out()

    assert len([delivery for delivery in first if is_card(delivery)]) == 2
    assert len([delivery for delivery in second if is_card(delivery)]) == 2


def is_card(delivery: Delivery) -> bool:
    return isinstance(delivery, Post) and delivery.card.title.id == "joining.desk.title"


def test_a_code_is_drawn_when_it_is_sent(house: House) -> None:
    """Its minutes do not run while nothing goes out."""
    house.fates[Letter] = GONE
    house.asks(ANA)
    house.carries_out()
    house.fates.clear()
    house.presses(CLAIRE, "switch.pause", "all")
    (choice, *_) = form(house).fields[0].choices
    paused = retries(house, choice.value)
    house.waits_for(hours=1)
    house.hosts(CLAIRE, "resume")

    assert "switch.notice" in said(card_of(paused).body)
    assert title(house.proves(ANA)) == "joining.status.title"


def test_asking_whether_a_code_is_still_wanted_draws_none(house: House, tmp_path: Path) -> None:
    """One that nobody is sent could still be guessed."""
    house.fates[Letter] = GONE
    house.asks(ANA)
    house.carries_out()
    before = codes(tmp_path)
    retries(house, form(house).fields[0].choices[-1].value)

    assert house.app.claim(1)[0].kind == "joining.code"
    assert codes(tmp_path) == before


def codes(folder: Path) -> int:
    engine = connect(sqlite_url(folder))
    with engine.begin() as connection:
        rows = connection.execute(select(proof_codes)).all()
    engine.dispose()
    return len(rows)


def test_what_fails_again_is_told_again(house: House) -> None:
    """Whoever has tried it wants to know."""
    failed = fails(house)
    retries(house, failed)
    house.fates[Letter] = GONE
    house.carries_out()
    told = [post for post in house.arrived(Post) if post.card.title.id == "desk.undelivered.title"]

    assert [post.platform for post in told] == ["slack", "discord"] * 2


def test_what_is_tried_again_before_its_failure_was_told_is_not_told(house: House) -> None:
    """The notice has lost its reason."""
    house.asks_more(CLAIRE, house.waits(ANA), "Which service?")
    letter = next(e for e in house.app.claim(16) if e.kind == "joining.question_letter")
    house.app.settle(letter, GONE)
    retries(house, letter.id)
    house.carries_out()

    assert [post for post in house.arrived(Post) if post.card.title.id == "desk.undelivered.title"] == []


# ---- not tried again


def test_what_has_lost_its_reason_is_not_tried_again(house: House) -> None:
    """The request was withdrawn since."""
    failed = fails(house)
    house.presses(ANA, "joining.withdrawn", house.request(ANA).id)

    assert outcomes(retries(house, failed)) == ["gone"]
    assert letters(house) == []


def test_a_question_of_before_does_not_carry_the_one_of_now(house: House) -> None:
    """That one has gone out by itself."""
    failed = fails(house)
    asked = form_of(house.presses(ANA, "joining.answer", house.request(ANA).id))
    house.fills_in(ANA, asked, answer="Water")
    house.waits_for(seconds=1)
    house.asks_more(CLAIRE, house.request(ANA), "In which town?")
    house.carries_out()

    assert outcomes(retries(house, failed)) == ["gone"]
    assert letters(house) == []


def test_a_code_for_an_address_of_before_is_not_sent_again(house: House) -> None:
    """The corrected one has its own."""
    house.fates[Letter] = GONE
    house.asks(ANA)
    house.carries_out()
    house.waits_for(seconds=1)
    (code,) = [e.value for e in form(house).fields[0].choices]
    house.asks(ANA, email="ana.new@calgary.ca")

    assert outcomes(retries(house, code)) == ["gone"]


def test_whoever_comes_second_is_told_so(house: House) -> None:
    """Both had the form open."""
    failed = fails(house)
    mine = form(house)
    retries(house, failed, who=DEV)

    assert outcomes(house.fills_in(CLAIRE, mine, errands=(failed,))) == ["already"]
    assert letters(house) == ["joining.question.subject"]


def test_of_many_who_try_again_at_once_one_does(crowded: House) -> None:
    """One letter, one line in the audit."""
    failed = fails(crowded)
    answers = together(crowded, *[partial(retries, crowded, failed, who=who) for who in (CLAIRE, DEV) * 4])

    assert sorted(outcome for answer in answers for outcome in outcomes(answer)) == [
        "again",
        *["already"] * 7,
    ]
    assert letters(crowded) == ["joining.question.subject"]
    assert [line.action for line in crowded.audit()].count(Action.RETRIED) == 1


def test_what_arrived_is_not_sent_again(house: House) -> None:
    """By no form that anybody makes up."""
    house.asks(ANA)
    house.carries_out()

    assert outcomes(retries(house, *(errand.id for errand in house.seen))) == ["already"]
    assert letters(house) == []


def test_what_was_forgotten_meanwhile_is_told(house: House) -> None:
    """The form lay open for a month; the others are tried all the same."""
    old = fails(house, ANA)
    house.waits_for(days=31)
    house.app.tick()
    new = fails(house, LUC)

    assert outcomes(retries(house, old, new, "forged")) == ["unknown", "again", "unknown"]


@pytest.mark.parametrize(
    "forged", ["a", ("A\x00",), ("\ud800",), ("é",), ("a b",), ("",), tuple("abcdefghijklmnopqrstuvwxyz")]
)
def test_what_none_of_our_forms_could_send_is_refused(house: House, forged: Given) -> None:
    """No database is asked for it."""
    assert refusal(house.submits(CLAIRE, "undelivered.retry", "all", errands=forged)) == "refusal.malformed"


def test_something_has_to_be_chosen(house: House) -> None:
    """The form stays open."""
    fails(house)

    assert problems(house.fills_in(CLAIRE, form(house))) == {"errands": "answers.required"}


def test_a_poisoned_errand_stops_no_other(house: House) -> None:
    """It is tried, and whoever carries it out logs what is wrong."""
    failed = fails(house)

    def poisoned(_turn: Turn, _errand: Errand) -> None:
        raise ZeroDivisionError

    kinds = {**routes.ERRANDS, "joining.question_letter": ErrandRoute(Repeat.AT_LEAST_ONCE, poisoned)}
    tried = house.app.operate(lambda turn: retrying.retry(turn, kinds, failed, "operator"))

    assert tried is retrying.Tried.AGAIN
