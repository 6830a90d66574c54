"""Where the network wants two coordinators: one approves first, another one decides; nothing counts twice."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.joining.model import JoinRequest, State
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC, Actor
from tests.core.crowd import CROWD
from tests.core.decisions import undoes
from tests.core.desk import answers, assigns, corrects, decides, keys
from tests.core.evidence import GIL, UMA
from tests.core.house import NETWORK, House
from tests.core.reading import actions, card_of, facts, form_of, refusal, said, written
from tests.core.seeing import audited, done, outcomes
from tests.core.test_together import together
from tests.stores import sqlite_url

CAREFUL = replace(NETWORK, two_persons=frozenset({"personal"}))
EVA = Actor("eva", "Eva Stone", roles=COORDINATES)


@pytest.fixture
def careful(tmp_path: Path) -> Iterator[House]:
    """A house in which it takes two for personal mail."""
    house = House(sqlite_url(tmp_path), network=CAREFUL)
    yield house
    house.close()


@pytest.fixture
def crowded_careful(database_url: str) -> Iterator[House]:
    house = House(database_url, network=CAREFUL)
    yield house
    house.close()


def begun(house: House, who: Actor = GIL) -> JoinRequest:
    """Claire approves first."""
    house.approves(CLAIRE, house.waits(who))
    house.carries_out()
    return house.request(who)


def approvers(house: House, request: JoinRequest) -> list[tuple[str, str]]:
    names = {house.profile(who).id: who.user for who in (CLAIRE, DEV) if house.knows(who)}
    lines = [entry for entry in audited(house, request) if entry.action.value.endswith("approved")]
    return [(entry.action.value, names[entry.actor]) for entry in lines]


def test_one_approval_makes_nobody_a_member(careful: House) -> None:
    """The card says who approves, and that it takes another one; before that, that it takes two."""
    request = careful.waits(GIL)
    before = careful.card(request)
    after = careful.card(begun(careful))

    assert "joining.desk.takes_two" in said(before.body)
    assert "joining.desk.first" in said(after.body)
    assert CLAIRE.name in written(facts(after)["joining.fact.first"])
    assert (careful.request(GIL).state, careful.profile(GIL).is_member) == (State.WAITING, False)
    assert "joining.approve" in actions(after)


def test_the_second_coordinator_decides(careful: House) -> None:
    """Both stand in the audit, each with a reason, and on the card."""
    request = begun(careful)
    careful.approves(DEV, request, "known")
    careful.carries_out()

    assert careful.profile(GIL).is_member
    assert approvers(careful, request) == [("first_approved", "claire"), ("approved", "dev")]
    assert [entry.reason for entry in audited(careful, request)] == ["", "phone", "known"]
    assert CLAIRE.name in written(facts(careful.card(request))["joining.fact.first"])


def test_the_same_coordinator_twice_is_one(careful: House) -> None:
    """They are told that it takes another one; neither the form nor several at once is a way around."""
    request = begun(careful)
    form = form_of(careful.presses(DEV, "joining.approve", request.id, request.revision))

    assert refusal(careful.approves(CLAIRE, request)) == "refusal.second_needed"
    assert refusal(careful.fills_in(CLAIRE, form, ground="known")) == "refusal.second_needed"
    assert outcomes(decides(careful, CLAIRE, keys(request), "approve")) == {
        request.reference: "refusal.second_needed"
    }
    assert careful.request(GIL).state is State.WAITING


def test_other_evidence_takes_one(careful: House) -> None:
    """What is strong, and what is only unknown."""
    for who in (ANA, UMA):
        careful.approves(CLAIRE, careful.waits(who))
        assert careful.request(who).state is State.APPROVED


@pytest.mark.parametrize("change", ["asked", "corrected", "declined and undone"])
def test_what_changes_the_request_asks_the_first_one_anew(careful: House, change: str) -> None:
    """They approved what it was before."""
    request = begun(careful)
    if change == "asked":
        careful.asks_more(DEV, request, "Since when?")
        answers(careful, GIL)
    elif change == "corrected":
        corrects(careful, DEV, request, role="contractor")
    else:
        careful.declines(DEV, request)
        reopened = form_of(undoes(careful, DEV, careful.request(GIL)))
        careful.fills_in(DEV, reopened, reason="slip")
    assert careful.request(GIL).first_by == ""
    careful.approves(DEV, careful.request(GIL))

    assert careful.request(GIL).first_by == careful.profile(DEV).id
    assert careful.request(GIL).state is State.WAITING


def test_an_approval_that_is_undone_begins_anew(tmp_path: Path) -> None:
    """With the first of two."""
    house = House(sqlite_url(tmp_path), network=replace(CAREFUL, hold=timedelta(minutes=10)))
    with closing(house):
        house.approves(DEV, begun(house))
        undoes(house, CLAIRE, house.request(GIL))
        assert (house.request(GIL).state, house.request(GIL).first_by) == (State.WAITING, "")
        house.approves(DEV, house.request(GIL))

        assert house.request(GIL).state is State.WAITING


def test_handing_it_over_changes_nothing_of_that(careful: House) -> None:
    """Who sees to it is no part of what was approved."""
    request = begun(careful)
    assigns(careful, DEV, request)
    corrects(careful, CLAIRE, careful.request(GIL), assignee="")

    assert careful.request(GIL).first_by == careful.profile(CLAIRE).id


def test_two_accounts_of_one_person_are_one(careful: House) -> None:
    """Merged since, they have approved once; and nobody approves themselves first."""
    request = begun(careful)
    careful.approves(DEV, careful.waits(LUC))
    claire, dev, gil = (careful.profile(who).id for who in (CLAIRE, DEV, GIL))
    careful.storage.transact(lambda unit: unit.requests.hand_over(claire, dev))
    assert refusal(careful.approves(DEV, request)) == "refusal.second_needed"

    careful.storage.transact(lambda unit: unit.requests.hand_over(dev, gil))
    careful.approves(DEV, careful.request(GIL))
    assert (careful.request(GIL).state, careful.request(GIL).first_by) == (State.WAITING, dev)


def test_of_several_it_is_said_which_takes_another_one(careful: House) -> None:
    """Once somebody has attested; the second of several at once decides."""
    ready, personal = careful.waits(CROWD[0]), careful.waits(GIL)
    form = form_of(careful.presses(CLAIRE, "joining.attest", personal.id, personal.revision))
    careful.fills_in(CLAIRE, form, ground="document")
    first = outcomes(decides(careful, CLAIRE, keys(ready, personal), "approve"))
    second = outcomes(decides(careful, DEV, keys(careful.request(GIL)), "approve"))

    assert first == {
        ready.reference: "joining.several.approve",
        personal.reference: "joining.several.first",
    }
    assert second == {personal.reference: "joining.several.approve"}


def test_of_many_presses_exactly_one_is_the_first_and_one_the_second(crowded_careful: House) -> None:
    """Whoever comes a moment later is shown the first one, and presses again or not."""
    house = crowded_careful
    request = house.waits(GIL)
    form = form_of(house.presses(EVA, "joining.approve", request.id, request.revision))
    together(house, *[partial(house.fills_in, who, form, ground="known") for who in (CLAIRE, DEV) * 3])
    begun_by = house.request(GIL).first_by
    again = form_of(house.presses(EVA, "joining.approve", request.id, house.request(GIL).revision))
    together(house, *[partial(house.fills_in, who, again, ground="known") for who in (CLAIRE, DEV) * 3])

    assert house.request(GIL).state is State.APPROVED
    assert house.request(GIL).decided_by != begun_by
    assert [action for action in done(house, request) if action.endswith("approved")] == [
        "first_approved",
        "approved",
    ]


def test_a_restart_forgets_no_first_approval(tmp_path: Path) -> None:
    """It is stored with the request."""
    house = House(sqlite_url(tmp_path), network=CAREFUL)
    request = begun(house)
    house.close()
    house.opens(sqlite_url(tmp_path))
    with closing(house):
        assert refusal(house.approves(CLAIRE, request)) == "refusal.second_needed"
        house.approves(DEV, request)
        assert house.request(GIL).state is State.APPROVED


def test_where_the_rule_is_switched_off_one_decides(tmp_path: Path) -> None:
    """Also whoever approved first while it was on."""
    house = House(sqlite_url(tmp_path), network=CAREFUL)
    request = begun(house)
    house.close()
    house.network = NETWORK
    house.opens(sqlite_url(tmp_path))
    with closing(house):
        card = card_of(house.approves(CLAIRE, request))

    assert "joining.desk.approved" in said(card.body)
