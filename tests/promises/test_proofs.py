"""The promises of bot.joining.ports.Proofs."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from bot.joining.ports import Checked
from bot.ports import Unit
from storage.engine import Storage
from tests.promises.cast import ASKED, HOUR, JO, MAILBOX, ask, at_once, know
from tests.world import NOON

MINUTE = timedelta(minutes=1)
CODE, OTHER_CODE = "31415926", "27182818"


def keep(storage: Storage, code: str = CODE, request: str = "first") -> None:
    storage.transact(lambda unit: unit.proofs.keep(request, code, NOON + 15 * MINUTE))


def check(storage: Storage, code: str = CODE, request: str = "first", after: timedelta = MINUTE) -> Checked:
    return storage.transact(lambda unit: unit.proofs.check(request, code, NOON + after, 5))


def send(storage: Storage, applicant: str = "jo", mailbox: str = MAILBOX) -> None:
    storage.transact(lambda unit: unit.proofs.record_send("first", applicant, mailbox, NOON))


def sends(storage: Storage, since: timedelta = HOUR) -> tuple[int, int]:
    return storage.transact(lambda unit: unit.proofs.sends("jo", MAILBOX, NOON - since))


def test_the_code_that_was_kept_is_right(storage: Storage) -> None:
    """It proves the mailbox."""
    keep(storage)

    assert check(storage) is Checked.RIGHT


def test_a_code_is_good_once(storage: Storage) -> None:
    """Being right destroys all codes of the request."""
    keep(storage)
    keep(storage, OTHER_CODE)
    check(storage)

    assert check(storage) is Checked.EXPIRED
    assert check(storage, OTHER_CODE) is Checked.EXPIRED


def test_an_earlier_code_stays_good(storage: Storage) -> None:
    """A letter that was tried again carries a new one, and the person may hold either."""
    keep(storage)
    keep(storage, OTHER_CODE)

    assert check(storage, CODE) is Checked.RIGHT


def test_another_code_is_wrong(storage: Storage) -> None:
    """However close it is."""
    keep(storage)

    assert check(storage, "31415927") is Checked.WRONG


def test_the_code_of_another_request_is_wrong(storage: Storage) -> None:
    """A code is bound to the request for which it was sent."""
    keep(storage)
    keep(storage, OTHER_CODE, "second")

    assert check(storage, OTHER_CODE) is Checked.WRONG


def test_a_code_expires(storage: Storage) -> None:
    """At that moment it is no longer good."""
    keep(storage)

    assert check(storage, after=15 * MINUTE) is Checked.EXPIRED
    assert check(storage, after=15 * MINUTE - timedelta(microseconds=1)) is Checked.RIGHT


def test_a_code_that_is_drawn_twice_is_good_for_longer(storage: Storage) -> None:
    """Chance may repeat itself."""
    keep(storage)
    storage.transact(lambda unit: unit.proofs.keep("first", CODE, NOON + HOUR))

    assert check(storage, after=30 * MINUTE) is Checked.RIGHT


def test_before_a_code_was_sent_every_code_is_expired(storage: Storage) -> None:
    """The person is told to ask for one, not that they mistyped."""
    assert check(storage) is Checked.EXPIRED


def test_the_sixth_attempt_is_not_looked_at(storage: Storage) -> None:
    """Even the right code is refused by then."""
    keep(storage)
    wrong = [check(storage, OTHER_CODE) for _ in range(5)]

    assert set(wrong) == {Checked.WRONG}
    assert check(storage) is Checked.SPENT


def test_attempts_before_the_letter_count(storage: Storage) -> None:
    """Guessing may not begin early."""
    for _ in range(5):
        check(storage, OTHER_CODE)
    keep(storage)

    assert check(storage) is Checked.SPENT


def test_asking_for_another_sending_begins_the_attempts_anew(storage: Storage) -> None:
    """And the code that was sent before is good again."""
    keep(storage)
    for _ in range(6):
        check(storage, OTHER_CODE)
    send(storage)

    assert check(storage) is Checked.RIGHT


def test_attempts_at_once_are_counted_one_by_one(storage: Storage) -> None:
    """Eight guesses at the same moment are five guesses."""
    keep(storage)
    checked = at_once([lambda: check(storage, OTHER_CODE)] * 8)

    assert Counter(checked) == {Checked.WRONG: 5, Checked.SPENT: 3}


def test_sendings_are_counted_by_person_and_by_mailbox(storage: Storage) -> None:
    """A mailbox is protected from anybody, a person from nobody but themselves."""
    send(storage)
    send(storage, applicant="al")
    send(storage, applicant="al", mailbox="al@york.ca")

    assert sends(storage) == (1, 2)


@pytest.mark.parametrize("since, counted", [(timedelta(0), (1, 1)), (-timedelta(microseconds=1), (0, 0))])
def test_sendings_count_since_a_moment(storage: Storage, since: timedelta, counted: tuple[int, int]) -> None:
    """The moment itself belongs to it."""
    send(storage)

    assert sends(storage, since) == counted


def test_counting_and_recording_is_one_step(storage: Storage) -> None:
    """Eight who ask at the same moment for one mailbox get three letters."""

    def ask(number: int) -> bool:
        def work(unit: Unit) -> bool:
            allowed = unit.proofs.sends(f"person-{number}", MAILBOX, NOON - HOUR)[1] < 3
            if allowed:
                unit.proofs.record_send(f"request-{number}", f"person-{number}", MAILBOX, NOON)
            return allowed

        return storage.transact(work)

    allowed = at_once([partial(ask, number) for number in range(8)])

    assert Counter(allowed) == {True: 3, False: 5}


def test_destroyed_codes_are_good_no_more_and_sendings_stay_counted(storage: Storage) -> None:
    """Asking anew is no way around the limit."""
    send(storage)
    keep(storage)
    keep(storage, OTHER_CODE, "second")
    storage.transact(lambda unit: unit.proofs.destroy("first"))

    assert check(storage) is Checked.EXPIRED
    assert check(storage, OTHER_CODE, "second") is Checked.RIGHT
    assert sends(storage) == (1, 1)


def test_pruning_destroys_what_is_old(storage: Storage) -> None:
    """What expired and what was sent before that moment, and says how much."""
    send(storage)
    keep(storage)
    at_noon = storage.transact(lambda unit: unit.proofs.prune(NOON))
    later = storage.transact(lambda unit: unit.proofs.prune(NOON + HOUR))

    assert (at_noon, later) == (0, 2)
    assert sends(storage) == (0, 0)
    assert check(storage, OTHER_CODE) is Checked.EXPIRED


def test_pruning_gives_nobody_more_attempts_at_a_code_that_is_good(storage: Storage) -> None:
    """Attempts are forgotten after the codes, not before."""
    storage.transact(lambda unit: unit.proofs.keep("first", CODE, NOON + 3 * HOUR))
    for _ in range(5):
        check(storage, OTHER_CODE)
    storage.transact(lambda unit: unit.proofs.prune(NOON + 2 * HOUR))

    assert check(storage) is Checked.SPENT


def test_a_loss_lasts_until_another_letter_is_asked_for_or_written(storage: Storage) -> None:
    """Whatever was tried meanwhile; of another request nothing is said."""
    lose, lost = _losing(storage)
    before = lost()
    lose()
    check(storage)
    stays = lost()
    send(storage)
    asked = lost()
    lose()
    keep(storage)

    assert (before, stays, asked, lost()) == (False, True, False, False)
    assert not storage.transact(lambda unit: unit.proofs.is_lost("other"))


def test_a_loss_takes_no_attempt_and_gives_none_back(storage: Storage) -> None:
    """Guessing goes on where it was."""
    keep(storage)
    lose, lost = _losing(storage)
    for _ in range(5):
        check(storage, "00000000")
    lose()

    assert check(storage) is Checked.SPENT
    assert lost()


def test_a_loss_stays_as_long_as_the_request_is_unverified(storage: Storage) -> None:
    """However often what is old is thrown away; then it goes with it."""
    know(storage, JO)
    request = ask(storage, ASKED)
    lose, lost = _losing(storage)
    lose()
    storage.transact(lambda unit: unit.proofs.prune(NOON + 9 * HOUR))
    meanwhile = lost()
    storage.transact(lambda unit: unit.requests.save(request.withdraw(NOON)))
    storage.transact(lambda unit: unit.proofs.prune(NOON + 9 * HOUR))

    assert (meanwhile, lost()) == (True, False)


def _losing(storage: Storage) -> tuple[Callable[[], None], Callable[[], bool]]:
    """How the letter to the first one is lost, and whether it is."""
    return (
        lambda: storage.transact(lambda unit: unit.proofs.lose("first", NOON)),
        lambda: storage.transact(lambda unit: unit.proofs.is_lost("first")),
    )
