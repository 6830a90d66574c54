"""The promises of bot.joining.ports.Requests."""

from collections import Counter
from dataclasses import replace
from functools import partial

import pytest

from bot.joining.model import JoinRequest, Purpose, Reason, State
from bot.ports import Unit
from storage.engine import Storage
from storage.errors import Contended
from tests.promises.cast import AL, ASKED, DAY, HOUR, JO, MAILBOX, ask, at_once, know
from tests.world import NOON, HeldClock

WAITING = ASKED.prove(NOON + HOUR, 7 * DAY, "2026-11")
OVER = WAITING.decline("al", NOON + 2 * HOUR, Reason.NOT_STAFF, "Maybe later", silent=True)


@pytest.fixture(autouse=True)
def people(storage: Storage) -> None:
    know(storage, JO, AL)


def stored(storage: Storage, request_id: str = "first") -> JoinRequest | None:
    return storage.transact(lambda unit: unit.requests.get(request_id))


def save(storage: Storage, request: JoinRequest, mailbox: str | None = None) -> bool:
    return storage.transact(lambda unit: unit.requests.save(request, mailbox))


def test_a_request_comes_back_as_it_was_added(storage: Storage) -> None:
    """Every field, in whatever script it was written."""
    ask(storage, ASKED)

    assert stored(storage) == ASKED


def test_a_request_comes_back_as_it_was_saved(storage: Storage) -> None:
    """Every field that a request can have is kept."""
    ask(storage, ASKED)
    full = replace(
        WAITING.ask("Which city?", NOON + HOUR, "al"),
        community_id="3519",
        community_typed="",
        insisted=True,
        evidence="strong",
        reasons=("listed_domain", "exact"),
        answer="York",
        reason="other",
        note="A note",
        silent=True,
        decided_by="al",
        decided_at=NOON + DAY,
        purpose=Purpose.CHANGE,
        former="jo@peel.ca",
        revision=1,
    )
    saved = save(storage, full)

    assert saved
    assert stored(storage) == full


def test_an_unknown_request_is_none(storage: Storage) -> None:
    """Nothing is made up for a forged id."""
    assert stored(storage, "forged") is None


def test_a_second_open_request_of_one_applicant_is_run_again_and_sees_the_first(storage: Storage) -> None:
    """Of a double submission the second becomes a look at the first."""
    ask(storage, ASKED)
    seen: list[JoinRequest | None] = []

    def work(unit: Unit) -> None:
        seen.append(unit.requests.open_of("jo"))
        if len(seen) == 1:
            unit.requests.add(replace(ASKED, id="second"), MAILBOX)

    storage.transact(work)

    assert seen == [ASKED, ASKED]


def test_whoever_insists_on_a_second_open_request_is_refused(storage: Storage) -> None:
    """Work that does not look is not run for ever."""
    ask(storage, ASKED)

    with pytest.raises(Contended):
        ask(storage, replace(ASKED, id="second"))


def test_after_a_request_is_over_another_can_be_made(storage: Storage) -> None:
    """A declined person can ask again."""
    ask(storage, ASKED)
    save(storage, WAITING)
    save(storage, OVER)
    again = ask(storage, replace(ASKED, id="second"))

    assert stored(storage, "second") == again


def test_a_request_is_saved_only_over_the_revision_before_it(storage: Storage) -> None:
    """Whoever changes what is no longer there changes nothing."""
    ask(storage, ASKED)
    first, second = save(storage, WAITING), save(storage, ASKED.withdraw(NOON))

    assert (first, second) == (True, False)
    assert stored(storage) == WAITING


def test_an_unknown_request_cannot_be_saved(storage: Storage) -> None:
    """Saving adds nothing."""
    assert not save(storage, WAITING)


def test_of_several_who_decide_at_once_exactly_one_wins(storage: Storage) -> None:
    """Two coordinators press at the same moment; here it is eight."""
    ask(storage, ASKED)
    save(storage, WAITING)
    decisions = [WAITING.approve(f"coordinator-{n}", NOON) for n in range(8)]
    wins = at_once([partial(save, storage, decision) for decision in decisions])

    assert Counter(wins) == {True: 1, False: 7}
    assert stored(storage) == decisions[wins.index(True)]


def test_words_that_are_taken_back_are_gone(storage: Storage) -> None:
    """A question that is asked anew has no answer yet."""
    ask(storage, ASKED)
    save(storage, WAITING)
    asked = WAITING.ask("Which city?", NOON, "al")
    save(storage, asked)
    answered = asked.reply("York", NOON)
    save(storage, answered)
    asked_again = answered.ask("And which office?", NOON, "al")
    save(storage, asked_again)

    assert stored(storage) == asked_again


def test_a_request_that_moves_to_another_profile_is_sealed_with_its_key(storage: Storage) -> None:
    """It outlives the profile that was made for the account alone."""
    ask(storage, ASKED)

    def move(unit: Unit) -> None:
        request = unit.requests.get("first")
        assert request is not None
        unit.profiles.forget("jo")
        unit.requests.save(replace(request, applicant="al", revision=1))

    storage.transact(move)

    assert stored(storage) == replace(ASKED, applicant="al", revision=1)


@pytest.mark.parametrize("state", [State.UNVERIFIED, State.WAITING, State.NEEDS_INFORMATION])
def test_an_open_request_is_found_by_its_applicant(storage: Storage, state: State) -> None:
    """It is open until it was decided, withdrawn or expired."""
    request = ask(storage, replace(ASKED, state=state))

    assert storage.transact(lambda unit: unit.requests.open_of("jo")) == request
    assert storage.transact(lambda unit: unit.requests.open_of("al")) is None


@pytest.mark.parametrize("state", [State.APPROVED, State.DECLINED, State.WITHDRAWN, State.EXPIRED])
def test_a_request_that_is_over_is_not_open(storage: Storage, state: State) -> None:
    """It is only the latest."""
    request = ask(storage, replace(ASKED, state=state))

    assert storage.transact(lambda unit: unit.requests.open_of("jo")) is None
    assert storage.transact(lambda unit: unit.requests.latest_of("jo")) == request


def test_the_latest_request_is_the_one_asked_last(storage: Storage) -> None:
    """Of two within the same moment it is the one that was added last."""
    for number in range(3):
        ask(storage, replace(ASKED, id=f"same-{number}", state=State.WITHDRAWN))
    ask(storage, replace(ASKED, id="earlier", state=State.EXPIRED, asked_at=NOON - DAY))
    latest = storage.transact(lambda unit: unit.requests.latest_of("jo"))

    assert latest is not None
    assert latest.id == "same-2"


def test_all_requests_of_somebody_are_found_whatever_became_of_them(storage: Storage) -> None:
    """Newest first, and nobody else's."""
    ask(storage, replace(ASKED, id="old", state=State.EXPIRED, asked_at=NOON - DAY))
    ask(storage, replace(ASKED, id="another's", applicant="al"))
    ask(storage, replace(ASKED, id="new"))
    found = storage.transact(lambda unit: unit.requests.of("jo"))

    assert [request.id for request in found] == ["new", "old"]


def test_earlier_requests_are_others_of_the_same_proven_mailbox(storage: Storage) -> None:
    """Newest first; a mailbox that was only claimed says nothing about anybody."""
    over = replace(OVER, note="", silent=False)
    ask(storage, replace(over, id="old", applicant="al"))
    ask(storage, replace(over, id="new", asked_at=NOON + DAY))
    ask(storage, replace(over, id="another mailbox"), "al@york.ca")
    ask(storage, replace(over, id="unproven", applicant="al", proven_at=None))
    asked = ask(storage, ASKED)
    earlier = storage.transact(lambda unit: unit.requests.earlier(asked))

    assert [request.id for request in earlier] == ["new", "old"]


def test_a_corrected_address_is_another_mailbox(storage: Storage) -> None:
    """What is found by it changes with it."""
    ask(storage, replace(OVER, id="of al", applicant="al"), "al@york.ca")
    ask(storage, ASKED)
    corrected = replace(ASKED, address="al@york.ca", revision=1)
    save(storage, corrected, "al@york.ca")
    earlier = storage.transact(lambda unit: unit.requests.earlier(corrected))

    assert [request.id for request in earlier] == ["of al"]


def test_forgetting_an_applicant_erases_what_is_personal(storage: Storage) -> None:
    """Ids, states, codes and dates stay."""
    ask(storage, ASKED)
    save(storage, WAITING)
    ask(storage, replace(OVER, id="of al", applicant="al"))
    storage.transact(lambda unit: unit.requests.forget("jo"))
    erased = replace(WAITING, name="", address="", community_typed="", line="", revision=WAITING.revision + 1)

    assert stored(storage) == erased
    assert storage.transact(lambda unit: unit.requests.earlier(erased)) == ()
    assert stored(storage, "of al") == replace(OVER, id="of al", applicant="al")


def test_whoever_read_a_request_before_it_was_forgotten_cannot_bring_it_back(storage: Storage) -> None:
    """Saving what was read before is saving over another revision."""
    ask(storage, ASKED)
    storage.transact(lambda unit: unit.requests.forget("jo"))

    assert not save(storage, WAITING)


def test_those_who_have_yet_to_prove_a_mailbox_are_found_by_it(storage: Storage) -> None:
    """By whichever of them; neither those who have proven it nor those of another one."""
    request = ask(storage, ASKED)
    ask(storage, replace(ASKED, id="second", applicant="al"))
    both = storage.transact(lambda unit: unit.requests.unproven(MAILBOX))
    storage.transact(lambda unit: unit.requests.save(request.prove(NOON, HOUR, "v")))

    assert sorted(both) == ["first", "second"]
    assert storage.transact(lambda unit: unit.requests.unproven(MAILBOX)) == ["second"]
    assert storage.transact(lambda unit: unit.requests.unproven("x@york.ca")) == []


def test_unverified_requests_are_found_by_their_age(storage: Storage) -> None:
    """Oldest first, as many as asked for; one that was proven or is over is not among them."""
    for day in range(4):
        know(storage, replace(JO, id=f"p{day}"))
        ask(storage, replace(ASKED, id=f"day-{day}", applicant=f"p{day}", asked_at=NOON - day * DAY))
    ask(storage, replace(WAITING, id="proven", asked_at=NOON - 9 * DAY))

    def ids(limit: int) -> list[str]:
        return list(storage.transact(lambda unit: unit.requests.unverified_since(NOON - DAY, limit)))

    assert ids(10) == ["day-3", "day-2"]
    assert ids(1) == ["day-3"]


def test_what_people_wrote_is_deleted_a_while_after_the_request_is_over(
    storage: Storage, clock: HeldClock
) -> None:
    """After ninety days; the words of an open request stay as long as it is open."""
    ask(storage, ASKED)
    save(storage, WAITING)
    clock.push(200 * DAY)
    storage.sweep()
    open_still = stored(storage)
    save(storage, replace(OVER, decided_at=clock.now()))
    clock.push(89 * DAY)
    storage.sweep()
    lately_over = stored(storage)
    clock.push(DAY)
    storage.sweep()
    long_over = stored(storage)

    assert open_still == WAITING
    assert lately_over is not None
    assert (lately_over.line, lately_over.note) == ("I plan shade", "Maybe later")
    assert long_over == replace(lately_over, line="", note="")


def test_what_one_decided_or_took_on_can_be_handed_over(storage: Storage) -> None:
    """They turned out to be the same person; who asked stays who asked."""
    ask(storage, ASKED)
    save(storage, replace(OVER, assigned_to="al", revision=1))
    storage.transact(lambda unit: unit.requests.hand_over("al", "jo"))

    kept = stored(storage)
    assert kept is not None
    assert (kept.applicant, kept.assigned_to, kept.decided_by) == ("jo", "jo", "jo")
