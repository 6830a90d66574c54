"""The promises of bot.joining.vouch.Vouches."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from bot.joining.vouch import Vouch, Word
from storage.engine import Storage
from tests.promises.cast import AL, ASKED, DAY, HOUR, JO, ask, at_once, know
from tests.world import NOON

ANNA = Vouch("v1", "first", "anna", "al", NOON)
BEN = Vouch("v2", "first", "ben", "al", NOON + HOUR)


@pytest.fixture(autouse=True)
def of_jo(storage: Storage) -> None:
    """There is a request to vouch for."""
    know(storage, JO, AL)
    ask(storage, ASKED)


def add(storage: Storage, *vouches: Vouch) -> None:
    for each in vouches:
        storage.transact(lambda unit, each=each: unit.vouches.add(each))  # type: ignore[misc] # of this turn


def about(storage: Storage, request_id: str = "first") -> Sequence[Vouch]:
    return storage.transact(lambda unit: unit.vouches.of(request_id))


def says(storage: Storage, word: Word, vouch: Vouch = ANNA) -> bool:
    return storage.transact(lambda unit: unit.vouches.answer(vouch.id, word, NOON + DAY))


def test_who_was_asked_about_a_request_is_found_in_that_order(storage: Storage) -> None:
    """Not who was asked about another one."""
    other = replace(ASKED, id="other", applicant="al")
    ask(storage, other)
    add(storage, BEN, ANNA, replace(ANNA, id="v3", request_id="other"))

    assert about(storage) == [ANNA, BEN]
    assert about(storage, "none") == []
    assert storage.transact(lambda unit: unit.vouches.get("v2")) == BEN
    assert storage.transact(lambda unit: unit.vouches.get("v9")) is None


@pytest.mark.parametrize("word", Word)
def test_an_answer_is_kept_with_its_moment(storage: Storage, word: Word) -> None:
    """Of whoever gave it alone."""
    add(storage, ANNA, BEN)

    assert says(storage, word)
    assert about(storage) == [replace(ANNA, answer=word.value, answered_at=NOON + DAY), BEN]


def test_only_the_first_answer_counts(storage: Storage) -> None:
    """Nor is there one to what nobody was asked."""
    add(storage, ANNA)
    says(storage, Word.NO)

    assert not says(storage, Word.YES)
    assert not says(storage, Word.YES, BEN)
    assert [each.answer for each in about(storage)] == ["no"]


def test_of_answers_given_at_once_exactly_one_counts(storage: Storage) -> None:
    """Whichever it is."""
    add(storage, ANNA)
    won = at_once([partial(says, storage, word) for word in (Word.YES, Word.NO) * 3])

    assert Counter(won) == {True: 1, False: 5}
    assert about(storage)[0].answer == (Word.YES, Word.NO)[won.index(True) % 2]


def test_what_one_was_asked_and_asked_goes_over_to_the_other(storage: Storage) -> None:
    """When two profiles turn out to be one person's."""
    add(storage, ANNA, BEN)
    storage.transact(lambda unit: unit.vouches.hand_over("ben", "anna"))
    storage.transact(lambda unit: unit.vouches.hand_over("al", "carl"))

    assert [(each.voucher, each.asked_by) for each in about(storage)] == [("anna", "carl")] * 2


def test_the_word_of_the_applicant_is_not_told(storage: Storage) -> None:
    """Whoever vouched turned out to be the one who asks."""
    add(storage, ANNA, BEN)
    says(storage, Word.YES)
    storage.transact(lambda unit: unit.vouches.hand_over("anna", "jo"))

    assert [each.id for each in about(storage)] == ["v2"]


def test_a_vouch_holds_ids_when_the_voucher_is_forgotten(storage: Storage) -> None:
    """What was said stays said."""
    add(storage, replace(ANNA, voucher="al"))
    says(storage, Word.YES)
    storage.transact(lambda unit: unit.profiles.forget("al"))

    assert [(each.voucher, each.answer) for each in about(storage)] == [("al", "yes")]


def test_what_somebody_is_asked_is_open_until_they_answer_or_it_is_decided(storage: Storage) -> None:
    """Newest first, up to a limit; never about themselves."""
    waiting = ASKED.prove(NOON, DAY, "2026")
    storage.transact(lambda unit: unit.requests.save(waiting))
    mine = [replace(ANNA, id=f"a{n}", asked_at=NOON + n * HOUR) for n in range(3)]
    add(storage, *mine, BEN, replace(ANNA, id="own", voucher="jo"))
    before = open_for(storage, "anna"), open_for(storage, "anna", 1), open_for(storage, "jo")
    says(storage, Word.NO, mine[1])
    answered = open_for(storage, "anna")
    storage.transact(lambda unit: unit.requests.save(waiting.approve("al", NOON)))

    assert before == ([mine[2], mine[1], mine[0]], [mine[2]], [])
    assert (answered, open_for(storage, "anna")) == ([mine[2], mine[0]], [])


def open_for(storage: Storage, voucher: str, limit: int = 5) -> Sequence[Vouch]:
    return storage.transact(lambda unit: unit.vouches.open_for(voucher, limit))
