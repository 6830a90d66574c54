"""The switch: while all is paused nothing goes out, everything is kept, and people are told the truth."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from bot import switch
from bot.audit import OPERATOR, Action
from bot.chat import Card
from bot.deliveries import Letter
from bot.joining.forms import SILENT
from bot.joining.model import State
from bot.outbox import PATIENCE
from bot.replies import Answer
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.house import ARRIVED, DOWN, House
from tests.core.reading import actions, card_of, refusal, said, shown, title, written
from tests.core.test_together import together

STEP = timedelta(hours=1, minutes=15)  # longer than the longest pause between two attempts


def pauses(house: House) -> Answer:
    return house.presses(CLAIRE, "switch.pause", "all")


def resumes(house: House) -> Answer:
    return house.hosts(CLAIRE, "resume")


def switched(house: House) -> list[tuple[Action, str]]:
    return [(line.action, line.actor) for line in house.audit() if line.action in {"paused", "resumed"}]


def everything(card: Card) -> list[str]:
    return said(shown(card))


# ---- nothing goes out


def test_while_it_is_paused_nothing_goes_out_and_everything_is_kept(house: House) -> None:
    """However long that is; then it goes out."""
    pauses(house)
    house.asks(ANA)
    house.waits_for(days=2)
    meanwhile = house.carries_out()
    resumes(house)

    assert meanwhile == []
    assert [type(delivery) for delivery in house.carries_out()] == [Letter]
    assert len(house.codes(ANA)) == 1


def test_what_was_kept_goes_out_in_order(house: House) -> None:
    """The one who asked first has the first letter."""
    pauses(house)
    for who in (LUC, ANA):
        house.asks(who)
        house.waits_for(minutes=1)
    resumes(house)

    assert [letter.to for letter in house.carries_out() if isinstance(letter, Letter)] == [
        LUC.email,
        ANA.email,
    ]


def test_what_has_lost_its_reason_meanwhile_does_not_go_out(house: House) -> None:
    """A code for a request that was withdrawn helps nobody."""
    pauses(house)
    house.asks(ANA)
    house.presses(ANA, "joining.withdrawn", house.request(ANA).id)
    resumes(house)

    assert house.carries_out() == []


def test_while_it_is_paused_events_are_answered_and_duties_are_done(house: House) -> None:
    """Only what goes out is held back."""
    pauses(house)
    house.asks(ANA)
    house.waits_for(days=4)
    house.app.tick()

    assert house.request(ANA).state is State.EXPIRED
    assert title(house.types(ANA, "status")) == "joining.status.title"


def test_what_is_under_way_in_that_moment_is_finished(house: House) -> None:
    """Its letter has left already."""
    house.asks(ANA)
    (errand,) = house.app.claim(16)
    pauses(house)
    house.app.settle(errand, ARRIVED)

    settled = house.errand(errand.id)
    assert settled is not None
    assert settled.result == "delivered"


def test_nobody_wakes_for_what_is_kept(house: House) -> None:
    """What time alone brings about is still due."""
    house.asks(ANA)
    pauses(house)

    assert house.app.next_due() == house.request(ANA).asked_at + timedelta(days=3)
    resumes(house)
    assert house.app.next_due() == house.clock.now()


# ---- a pause is nobody's fault


def test_the_time_of_a_pause_does_not_count_against_what_waited(house: House) -> None:
    """A mail server that is away at the first attempt after it is not given up at once."""
    house.asks(ANA)
    house.asks_more(CLAIRE, house.waits(LUC), "Which service?")
    pauses(house)
    house.waits_for(seconds=2 * PATIENCE.total_seconds())
    resumes(house)
    house.fates[Letter] = DOWN
    house.carries_out()
    house.fates.clear()
    house.waits_for(hours=1)

    assert [letter.to for letter in house.carries_out() if isinstance(letter, Letter)] == [LUC.email]


def test_what_had_failed_before_a_pause_has_all_its_days_after_it(house: House) -> None:
    """And then it is given up all the same."""
    house.asks_more(CLAIRE, house.waits(LUC), "Which service?")
    house.fates[Letter] = DOWN
    fails_for(house, days=2)
    pauses(house)
    house.waits_for(days=2)
    resumes(house)
    fails_for(house, days=2)
    kept = failed(house)
    fails_for(house, days=2)

    assert kept == []
    assert failed(house) == ["joining.question_letter"]


def fails_for(house: House, days: int) -> None:
    for _ in range(timedelta(days=days) // STEP):
        house.carries_out()
        house.waits_for(seconds=STEP.total_seconds())


def failed(house: House) -> list[str]:
    return [errand.kind for errand in house.storage.transact(lambda unit: unit.outbox.failed(10))]


# ---- whoever waits is told


def test_who_waits_for_a_code_is_told_that_it_has_to_wait(house: House) -> None:
    """When they ask, when they ask again, and when they look."""
    pauses(house)
    asked = house.asks(ANA)
    again = house.presses(ANA, "joining.resend", house.request(ANA).id)

    for answer in (asked, again, house.types(ANA, "status")):
        assert "switch.notice" in everything(card_of(answer))


def test_whoever_asks_or_declines_is_told_that_the_applicant_hears_of_it_later(house: House) -> None:
    """Not when nobody is to be told."""
    first, second, third = (house.waits(who) for who in (ANA, LUC, ANA.called("ana2")))
    pauses(house)
    asked, declined = house.asks_more(CLAIRE, first, "Which service?"), house.declines(CLAIRE, second)
    silently = house.declines(CLAIRE, third, message=SILENT)

    notices = ["switch.notice" in everything(card_of(answer)) for answer in (asked, declined, silently)]
    assert notices == [True, True, False]


def test_nobody_is_told_of_a_pause_that_is_over(house: House) -> None:
    """Nor of one that never was, nor who waits for no letter."""
    house.waits(LUC)
    before = house.asks(ANA)
    pauses(house)
    waiting = house.types(LUC, "status")
    resumes(house)

    for answer in (before, waiting, house.types(ANA, "status")):
        assert "switch.notice" not in everything(card_of(answer))


# ---- pausing and resuming


def test_pausing_is_asked_for_twice(house: House) -> None:
    """The command says what it will do; the button does it."""
    asked = card_of(house.hosts(CLAIRE, "pause"))
    before = house.app.is_paused()
    pauses(house)

    assert actions(asked) == ["switch.pause"]
    assert (before, house.app.is_paused()) == (False, True)


def test_a_pause_says_since_when_and_by_whom(house: House) -> None:
    """To whoever pauses, and to whoever asks for it later."""
    since = house.clock.now()
    paused = card_of(pauses(house))
    house.waits_for(hours=3)
    later = card_of(house.hosts(DEV, "pause"))

    assert paused == later
    assert paused.body[0].values == {"when": since, "who": CLAIRE.name}  # type: ignore[union-attr]
    assert actions(paused) == ["switch.resume"]


def test_a_pause_by_the_operator_is_told_as_such(house: House) -> None:
    """Who may run commands on the machine is nobody in particular."""
    house.app.operate(lambda turn: switch.pause(turn, OPERATOR))
    card = card_of(house.hosts(CLAIRE, "pause"))

    assert "audit.by.operator" in everything(card)
    assert switched(house) == [(Action.PAUSED, OPERATOR)]


def test_whoever_pauses_second_sees_who_was_first(house: House) -> None:
    """And it counts once."""
    pauses(house)
    house.waits_for(minutes=1)
    second = card_of(house.presses(DEV, "switch.pause", "all"))

    assert CLAIRE.name in written(shown(second))
    assert switched(house) == [(Action.PAUSED, house.profile(CLAIRE).id)]


@pytest.mark.parametrize("way", ["command", "button"])
def test_resuming_says_since_when_it_had_been_paused(house: House, way: str) -> None:
    """By the command as by the button."""
    since = house.clock.now()
    pauses(house)
    house.waits_for(days=1)
    resumed = house.hosts(DEV, "resume") if way == "command" else house.presses(DEV, "switch.resume", "all")

    assert title(resumed) == "switch.resumed.title"
    assert card_of(resumed).body[0].values == {"when": since}  # type: ignore[union-attr]
    assert not house.app.is_paused()


def test_resuming_what_is_not_paused_changes_nothing(house: House) -> None:
    """It says so, and who resumed last; the days of patience do not begin anew."""
    never = card_of(resumes(house))
    pauses(house)
    house.hosts(DEV, "resume")
    house.waits_for(days=1)
    again = card_of(resumes(house))

    assert everything(never) == ["switch.running.title", "switch.running.body"]
    assert DEV.name in written(shown(again))
    assert [action for action, _ in switched(house)] == [Action.PAUSED, Action.RESUMED]


@pytest.mark.parametrize("name", ["pause", "resume"])
def test_only_coordinators_may_touch_the_switch(house: House, name: str) -> None:
    """A member is told so, and nothing changes."""
    house.joins(ANA)
    pauses(house)

    assert refusal(house.hosts(ANA, name)) == "refusal.not_allowed"
    assert house.app.is_paused()


def test_of_many_who_pause_at_once_one_does(crowded: House) -> None:
    """All are shown the same card."""
    presses = [partial(crowded.presses, who, "switch.pause", "all") for who in (CLAIRE, DEV) * 4]
    first, *others = map(card_of, together(crowded, *presses))

    assert others == [first] * 7
    assert [action for action, _ in switched(crowded)] == [Action.PAUSED]


def test_of_many_who_resume_at_once_one_does(crowded: House) -> None:
    """And what was kept goes out once."""
    pauses(crowded)
    crowded.asks(ANA)
    answers = together(crowded, *[partial(crowded.hosts, who, "resume") for who in (CLAIRE, DEV) * 4])
    crowded.carries_out()

    assert Counter(map(title, answers)) == {"switch.resumed.title": 1, "switch.running.title": 7}
    assert len(crowded.codes(ANA)) == 1
