"""A membership rests: what the member is told, what is closed meanwhile, and how it comes back."""

import pytest

from bot.deliveries import Admit, Dismiss
from bot.members.model import Admission, Standing
from bot.replies import Say
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.changes import newest_code, waiting_change
from tests.core.house import DOWN, House
from tests.core.memberships import ELSEWHERE, decides, reinstates, told
from tests.core.reading import (
    actions,
    card_of,
    refusal,
    said,
    title,
)


def test_a_suspended_member_is_put_out_and_told_why(house: House) -> None:
    """By mail and in the chat."""
    member = house.joins(ANA)
    answer = decides(house, "suspend", member, "account")

    assert "members.desk.told" in said(card_of(answer).body)
    assert (house.profile(ANA).standing, house.profile(ANA).reason) == (Standing.SUSPENDED, "account")
    assert told(house) == ["members.suspended.title"] * 2
    assert house.inside == set()
    assert said(house.directs(ANA)[-1].card.body)[1] == "members.suspended_for.account"


@pytest.mark.parametrize("name", ["home", "join", "link"])
def test_while_suspended_the_bot_says_so_and_whom_to_ask(house: House, name: str) -> None:
    """Wherever they look."""
    decides(house, "suspend", house.joins(ANA))
    body = said(card_of(house.types(ANA, name)).body)

    assert body[-4:] == [
        "members.suspended.body", "members.suspended_for.other", "members.suspended.means", "members.ask_us",
    ]  # fmt: skip


def test_a_suspended_member_asks_for_nothing(house: House) -> None:
    """Not by a form that was open before either."""
    decides(house, "suspend", house.joins(ANA))

    assert refusal(house.asks(ANA)) == "refusal.suspended"
    assert refusal(house.submits(ANA, "joining.link", "new", email=LUC.email)) == "refusal.suspended"
    assert said(card_of(house.types(ANA, "leave")).body) == ["refusal.not_allowed", "role.member"]
    assert said(card_of(house.types(ANA, "change")).body) == ["refusal.not_allowed", "role.member"]


@pytest.mark.parametrize("action", ["joining.begin", "joining.link"])
def test_a_suspended_member_alone_reads_that_they_are(house: House, action: str) -> None:
    """The card with these buttons hangs where newcomers arrive, for everybody: it stays as it is."""
    decides(house, "suspend", house.joins(ANA))
    reply = house.presses(ANA, action, "new", 0).reply

    assert isinstance(reply, Say)
    assert said(reply.card.body)[0] == "refusal.suspended"
    assert "members.suspended_for.other" in said(reply.card.body)


def test_a_new_account_of_a_suspended_member_is_suspended_too(house: House) -> None:
    """Whoever proves that mailbox."""
    decides(house, "suspend", house.joins(ANA))
    house.asks(ELSEWHERE)
    answer = house.enters(ELSEWHERE, newest_code(house))
    house.carries_out()

    assert title(answer) == "members.suspended.title"
    assert house.profile(ELSEWHERE).id == house.profile(ANA).id
    assert house.inside == set()


def test_reinstating_opens_the_doors_and_says_so(house: House) -> None:
    """The reason is gone."""
    member = house.joins(ANA)
    decides(house, "suspend", member)
    house.carries_out()
    answer = reinstates(house, member)

    assert told(house) == ["members.reinstated.title"] * 2
    assert (house.profile(ANA).standing, house.profile(ANA).reason) == (Standing.MEMBER, "")
    assert house.inside == {ANA.person.identity}
    assert actions(card_of(answer)) == [
        "members.suspend",
        "members.remove",
        "members.merge",
        "members.reveal",
    ]


def test_reinstated_before_the_door_was_closed_it_stays_open(house: House) -> None:
    """And what was to be told about the suspension has lost its reason."""
    member = house.joins(ANA)
    decides(house, "suspend", member)
    reinstates(house, member)

    assert told(house) == ["members.reinstated.title"] * 2
    assert house.arrived(Dismiss) == []
    assert house.account(ANA).admission is Admission.ADMITTED


def test_suspended_before_the_door_was_open_they_are_never_let_in(house: House) -> None:
    """Nor welcomed."""
    house.fates[Admit] = DOWN
    house.approves(CLAIRE, house.waits(ANA))
    decides(house, "suspend", house.profile(ANA))
    house.fates.clear()
    house.waits_for(hours=1)
    house.carries_out()

    assert house.arrived(Admit) == []
    assert [x.card.title.id for x in house.directs(ANA)] == ["members.suspended.title"]


def test_an_approved_change_of_a_suspended_member_lifts_nothing(house: House) -> None:
    """The card says that the membership is suspended."""
    request = waiting_change(house)
    decides(house, "suspend", house.profile(ANA))
    assert "joining.desk.is_suspended" in said(
        card_of(house.presses(DEV, "joining.assign", request.id, 1)).body
    )
    house.approves(CLAIRE, house.request(ANA))

    assert (house.profile(ANA).standing, house.profile(ANA).address) == (
        Standing.SUSPENDED, "ana@hamilton.ca",
    )  # fmt: skip
