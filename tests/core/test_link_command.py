"""`/peer link` for an account that is nobody's yet: it proves the mailbox of a member, no more."""

from dataclasses import replace

import pytest

from bot.audit import Action
from bot.deliveries import Letter
from bot.joining.model import State
from bot.members.model import Admission, Standing
from bot.replies import Answer, Say
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.changes import newest_code
from tests.core.house import House
from tests.core.links import ELSEWHERE, enters, links, proves_link
from tests.core.reading import actions, button, card_of, form_of, problems, said, title


def test_one_question_and_the_code_link_an_account(house: House) -> None:
    """No attestation, no coordinator; the door opens."""
    member = house.joins(ANA)
    form = form_of(house.types(ELSEWHERE, "link"))
    house.fills_in(ELSEWHERE, form, email=ANA.email)
    code_form = form_of(house.types(ELSEWHERE, "verify"))
    answer = enters(house, ELSEWHERE, newest_code(house))
    house.carries_out()

    assert [field.name for field in form.fields] == ["email"]
    assert [field.name for field in code_form.fields] == ["code"]
    assert title(answer) == "members.linked.title"
    assert house.profile(ELSEWHERE).id == member.id
    assert house.account(ELSEWHERE).admission is Admission.ADMITTED


def test_the_panel_of_whoever_is_unknown_leads_there(house: House) -> None:
    """By a button beside the one to ask."""
    link = button(card_of(house.types(LUC, "home")), "joining.link")

    assert house.clicks(LUC, link) == house.types(LUC, "link")


def test_the_code_letter_says_what_it_is_for(house: House) -> None:
    """Whoever did not ask for it is told what to do: nothing."""
    house.joins(ANA)
    links(house, ELSEWHERE)
    (letter,) = (x for x in house.carries_out() if isinstance(x, Letter))

    assert said(letter.body)[0] == "joining.code_letter.link"
    assert "joining.code_letter.not_you" in said(letter.body)


def test_linking_is_audited_as_the_member_s_own(house: House) -> None:
    """With the account that is theirs now."""
    member = house.joins(ANA)
    proves_link(house, ELSEWHERE)
    (line,) = house.storage.transact(lambda unit: unit.audit.of(member.id, 1))

    assert (line.action, line.actor, line.detail) == (
        Action.LINKED, member.id, house.account(ELSEWHERE).id,
    )  # fmt: skip


def without_ids(answer: Answer) -> object:
    assert isinstance(answer.reply, Say)
    card = answer.reply.card
    return card.title, card.body, card.facts, actions(card)


def test_the_answer_never_tells_whether_a_member_has_that_mailbox(house: House) -> None:
    """Word for word what it is for a mailbox of which nobody has heard."""
    house.joins(ANA)
    known = links(house, replace(LUC, user="one"), "ana.roy@calgary.ca")
    unheard = links(house, replace(LUC, user="two"), "abe.roy@calgary.ca")

    assert without_ids(known) == without_ids(unheard)


def test_the_right_code_for_nobody_s_mailbox_leads_to_asking(house: House) -> None:
    """Kindly, and the request is over."""
    answer = proves_link(house, LUC, LUC.email)

    assert title(answer) == "members.nobodys.title"
    assert actions(card_of(answer)) == ["joining.begin", "joining.link"]
    assert house.request(LUC).state is State.WITHDRAWN
    assert said(card_of(house.types(LUC, "status")).body) == ["joining.status.link_over"]


def test_after_that_one_can_ask_to_join(house: House) -> None:
    """With the same account and the same mailbox."""
    proves_link(house, LUC, LUC.email)
    member = house.joins(LUC)

    assert member.standing is Standing.MEMBER


def test_a_wrong_code_tells_nothing(house: House) -> None:
    """As ever."""
    house.joins(ANA)
    links(house, ELSEWHERE)
    newest_code(house)

    assert problems(enters(house, ELSEWHERE, "0000 0000")) == {"code": "joining.code.wrong"}
    assert house.profile(ELSEWHERE).id != house.profile(ANA).id


def test_who_changes_their_mind_asks_to_join_instead(house: House) -> None:
    """The form comes blank, and what was begun becomes that request."""
    links(house, LUC, LUC.email)
    form = form_of(house.types(LUC, "join"))
    house.asks(LUC)

    assert form.fields[1].value == ""
    assert title(house.enters(LUC, newest_code(house))) == "joining.status.title"
    assert house.request(LUC).state is State.WAITING


def test_who_asked_to_join_may_link_instead(house: House) -> None:
    """They remember that they are a member already; the code that they hold is another one's."""
    house.joins(ANA)
    house.asks(ELSEWHERE)
    first = newest_code(house)
    links(house, ELSEWHERE)
    second = newest_code(house)

    assert problems(enters(house, ELSEWHERE, first)) == {"code": "joining.code.wrong"}
    assert title(enters(house, ELSEWHERE, second)) == "members.linked.title"


def test_whose_request_waits_sees_that(house: House) -> None:
    """The coordinators decide on it first."""
    house.waits(LUC)

    assert title(house.types(LUC, "link")) == "joining.status.title"
    assert title(house.submits(LUC, "joining.link", "new", email=ANA.email)) == "joining.status.title"


def test_an_account_of_an_applicant_is_linked_to_their_request(house: House) -> None:
    """One person; the status is what there is to see."""
    house.waits(ANA)

    assert title(proves_link(house, ELSEWHERE)) == "joining.status.title"
    assert house.profile(ELSEWHERE).id == house.profile(ANA).id


@pytest.mark.parametrize("email", ["nobody", "", "a@b@c.ca", "ana@ca"])
def test_what_is_no_address_is_told_at_the_field(house: House, email: str) -> None:
    """And nobody is remembered for it."""
    assert list(problems(links(house, LUC, email))) == ["email"]
    assert house.knows(LUC) is None


def test_codes_for_links_count_like_any_other(house: House) -> None:
    """Three an hour for a person."""
    for name in ("a", "b", "c"):
        links(house, LUC, f"{name}@calgary.ca")

    assert problems(links(house, LUC, "d@calgary.ca")) == {"email": "refusal.too_many_codes"}


def test_a_coordinator_whom_the_bot_knows_already_links_in_the_same_way(house: House) -> None:
    """What they decided goes with them."""
    coordinator = replace(CLAIRE, email=ANA.email)
    house.joins(ANA)
    house.approves(coordinator, house.waits(LUC))
    proves_link(house, coordinator)

    assert house.request(LUC).decided_by == house.profile(ANA).id


def test_no_card_is_ever_shown_for_a_link(house: House) -> None:
    """There is nothing to decide."""
    house.joins(ANA)
    rooms = len(house.rooms)
    proves_link(house, ELSEWHERE)
    proves_link(house, LUC, LUC.email)
    house.carries_out()

    assert len(house.rooms) == rooms
