"""The promises of bot.polls.records.Polls."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from bot.polls.model import Deciding, Method, Option, Poll, Stage, TieRule
from bot.polls.records import Progress
from bot.ports import Unit
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import DAY, HOUR, at_once
from tests.world import NOON

HEAT, FLOODS = Option(1, "Heat", "La chaleur", "t1"), Option(2, "", "Inondations")
POLL = Poll(
    id="p1",
    title_en="Which theme?",
    title_fr="",
    method=Method.APPROVAL,
    options=(FLOODS, HEAT),
    closes=NOON + DAY,
    seed="0a1b",
    limit=2,
    quorum=3,
    deciding=Deciding.COMMUNITY,
    tie=TieRule.DRAWN,
    may_add=True,
    meeting="m1",
)
OPEN = replace(POLL, stage=Stage.OPEN, opened=NOON, opened_by="flo", revision=1)


def add(storage: Storage, *polls: Poll) -> None:
    def work(unit: Unit) -> None:
        for poll in polls:
            unit.polls.add(poll)

    storage.transact(work)


def get(storage: Storage, poll_id: str = "p1") -> Poll | None:
    return storage.transact(lambda unit: unit.polls.get(poll_id))


def save(storage: Storage, poll: Poll) -> bool:
    return storage.transact(lambda unit: unit.polls.save(poll))


def suggest(storage: Storage, number: int, member: str = "al") -> None:
    option = Option(number, f"Option {number}")
    storage.transact(lambda unit: unit.polls.suggest("p1", option, member))


def test_a_poll_is_read_as_it_was_written(storage: Storage) -> None:
    """With its options in the order in which they are listed."""
    add(storage, POLL)

    assert get(storage) == POLL
    assert get(storage, "p2") is None


def test_of_two_changes_one_wins(storage: Storage) -> None:
    """Of a draft the options are changed too."""
    add(storage, POLL)
    one, other = (replace(POLL, options=(HEAT,), quorum=n, revision=1) for n in (5, 6))
    saved = [save(storage, each) for each in (one, other)]

    assert saved == [True, False]
    assert get(storage) == one


def test_options_of_an_open_poll_stay_as_they_are(storage: Storage) -> None:
    """Whatever else is changed of it: ballots name them."""
    add(storage, OPEN)
    suggest(storage, 3)
    save(storage, replace(OPEN, closes=NOON + 2 * DAY, revision=2))
    now = get(storage)

    assert now is not None
    assert (now.numbers, now.closes) == ((2, 1, 3), NOON + 2 * DAY)


def test_a_draft_can_be_dropped_and_nothing_else(storage: Storage) -> None:
    """With its options."""
    add(storage, POLL, replace(OPEN, id="p2"))
    dropped = storage.transact(lambda unit: [unit.polls.drop(name) for name in ("p1", "p2", "p1")])

    assert dropped == [True, False, False]
    assert get(storage) is None
    assert get(storage, "p2") == replace(OPEN, id="p2")


def test_the_newest_of_some_stages_come_first(storage: Storage) -> None:
    """As many as are asked for."""
    add(storage, POLL, *(replace(OPEN, id=name) for name in ("p2", "p3")), replace(POLL, id="p4"))

    def found(*stages: Stage, limit: int = 9) -> list[str]:
        return [each.id for each in storage.transact(lambda unit: unit.polls.in_stages(stages, limit))]

    assert found(Stage.OPEN) == ["p3", "p2"]
    assert found(*Stage, limit=3) == ["p4", "p3", "p2"]
    assert found(Stage.CLOSED) == []


def test_of_two_options_with_one_number_the_second_is_a_conflict(storage: Storage) -> None:
    """Which ends when the work sees the first."""
    add(storage, OPEN)
    suggest(storage, 3)

    with pytest.raises(Contended):
        suggest(storage, 3)
    assert storage.transact(lambda unit: unit.polls.suggested("p1", "al")) == 1


def test_whose_suggestion_it_was_is_known_until_it_is_over(storage: Storage) -> None:
    """Then it is nobody's."""
    add(storage, OPEN)
    suggest(storage, 3)
    suggest(storage, 4, "jo")
    storage.transact(lambda unit: unit.polls.publish("p1", "{}"))
    storage.transact(lambda unit: unit.polls.disown("p1"))

    assert storage.transact(lambda unit: unit.polls.totals("p1")) == "{}"
    assert storage.transact(lambda unit: [unit.polls.suggested("p1", who) for who in ("al", "jo")]) == [0, 0]


def test_progress_is_kept_beside_the_rules(storage: Storage) -> None:
    """Saving a poll leaves it as it is."""
    add(storage, OPEN)
    storage.transact(lambda unit: unit.polls.opened("p1", 7))
    storage.transact(lambda unit: unit.polls.count("p1", 4, NOON))
    storage.transact(lambda unit: unit.polls.telling("p1", "jo"))
    storage.transact(lambda unit: unit.polls.remind("p1", NOON + HOUR, "5:jo"))
    storage.transact(lambda unit: unit.polls.themed("p1", "m1"))
    save(storage, replace(OPEN, revision=2))

    assert storage.transact(lambda unit: unit.polls.progress("p1")) == Progress(
        7, 4, NOON, "jo", "5:jo", "m1"
    )
    assert storage.transact(lambda unit: unit.polls.progress("p9")) == Progress()


def test_an_outcome_becomes_one_theme(storage: Storage) -> None:
    """Of several who set it at the same moment, one did; and it stays."""
    add(storage, OPEN)

    def themes(meeting: str) -> bool:
        return storage.transact(lambda unit: unit.polls.themed("p1", meeting))

    won = at_once([partial(themes, meeting) for meeting in ("m1", "m2", "m3")])
    of = storage.transact(lambda unit: unit.polls.progress("p1")).theme_of

    assert sorted(won) == [False, False, True]
    assert of == ("m1", "m2", "m3")[won.index(True)]


def test_what_is_due_is_found(storage: Storage) -> None:
    """Counting, letters, reminders and closing, each until it is done; drafts never."""
    add(storage, POLL, replace(OPEN, id="p2"))

    def due(moment: timedelta) -> tuple[list[str], ...]:
        now = NOON + moment
        return storage.transact(
            lambda unit: (
                list(unit.polls.to_count(now, 9)),
                list(unit.polls.to_tell(9)),
                list(unit.polls.to_remind(now, 9)),
                list(unit.polls.to_close(now, 9)),
            )
        )

    assert due(HOUR) == (["p2"], ["p2"], [], [])
    storage.transact(lambda unit: unit.polls.count("p2", 0, NOON + HOUR))
    storage.transact(lambda unit: unit.polls.telling("p2", None))
    storage.transact(lambda unit: unit.polls.remind("p2", NOON + HOUR, ""))
    assert due(HOUR) == ([], [], ["p2"], [])
    assert storage.transact(lambda unit: unit.polls.next_reminder()) == NOON + HOUR
    storage.transact(lambda unit: unit.polls.remind("p2", None, "done"))
    assert due(DAY) == (["p2"], [], [], ["p2"])
    assert storage.transact(lambda unit: unit.polls.next_closing()) == NOON + DAY
    save(storage, replace(OPEN, id="p2", stage=Stage.CLOSING, revision=2))
    assert due(DAY) == ([], [], [], ["p2"])
    save(storage, replace(OPEN, id="p2", stage=Stage.CLOSED, revision=3))
    assert due(DAY) == ([], [], [], [])
    assert storage.transact(lambda unit: unit.polls.next_closing()) is None
