"""What coordinators do with the switch: pause, look, resume; of many at once one does."""

from collections import Counter
from functools import partial

import pytest

from bot import switch
from bot.audit import OPERATOR, Action
from tests.core.cast import ANA, CLAIRE, DEV
from tests.core.house import House
from tests.core.reading import actions, card_of, refusal, shown, title, written
from tests.core.test_switch import everything, pauses, resumes
from tests.core.test_together import together


def switched(house: House) -> list[tuple[Action, str]]:
    return [(line.action, line.actor) for line in house.audit() if line.action in {"paused", "resumed"}]


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
