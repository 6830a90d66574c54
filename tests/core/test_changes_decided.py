"""A member goes to another employer or mailbox: a coordinator looks, and both mailboxes hear of it."""

from dataclasses import replace

from bot.audit import Action
from bot.deliveries import Direct, Letter
from bot.joining.model import Purpose, State
from bot.members.model import Standing
from tests.core.cast import ANA, CLAIRE, DEV, LUC
from tests.core.changes import changes, proves_change, waiting_change
from tests.core.house import DECISIONS, House
from tests.core.reading import (
    actions,
    card_of,
    facts,
    form_of,
    refusal,
    said,
    shown,
    written,
)

# ---- what a coordinator looks at


def test_the_card_is_titled_as_a_change_and_names_the_community_so_far(house: House) -> None:
    """With the decisions that any request has."""
    request = waiting_change(house)
    card = house.card(request)

    assert request.purpose is Purpose.CHANGE
    assert card.title.id == "joining.desk.title_change"
    assert card.body[0].id == "joining.desk.change_from"  # type: ignore[union-attr]
    assert house.profile(ANA).reference in written(card.body)
    assert actions(card) == DECISIONS
    assert written(facts(card)["joining.fact.domain"]) == ["hamilton.ca"]


def test_an_approved_change_holds_and_is_told_everywhere(house: House) -> None:
    """To both mailboxes and in the chat."""
    house.approves(CLAIRE, waiting_change(house))
    carried_out = house.carries_out()

    profile = house.profile(ANA)
    assert (profile.address, profile.community_id) == ("ana@hamilton.ca", "3525005")
    assert {letter.to for letter in carried_out if isinstance(letter, Letter)} == {
        ANA.email, "ana@hamilton.ca",
    }  # fmt: skip
    assert [x.card.title.id for x in carried_out if isinstance(x, Direct)] == ["members.changed.title"]


def test_an_approved_change_welcomes_nobody_and_opens_no_door(house: House) -> None:
    """They are in already, since when they were."""
    request = waiting_change(house)
    since = house.profile(ANA).joined_at
    house.waits_for(days=1)
    house.approves(CLAIRE, request)
    carried_out = house.carries_out()

    assert house.profile(ANA).joined_at == since
    assert "members.welcome.title" not in [x.card.title.id for x in carried_out if isinstance(x, Direct)]


def test_a_declined_change_leaves_everything_and_says_so(house: House) -> None:
    """By mail and in the chat."""
    house.declines(CLAIRE, waiting_change(house), "not_verified")
    carried_out = house.carries_out()

    assert (house.profile(ANA).address, house.profile(ANA).standing) == (ANA.email, Standing.MEMBER)
    bodies = [said(x.body if isinstance(x, Letter) else x.card.body)[0] for x in carried_out
              if isinstance(x, Letter | Direct)]  # fmt: skip
    assert bodies == ["joining.declined.body_change"] * 2
    assert said(card_of(house.types(ANA, "status")).body)[0] == "joining.status.unchanged"


def test_a_question_about_a_change_goes_to_the_new_mailbox(house: House) -> None:
    """Which is proven."""
    house.asks_more(CLAIRE, waiting_change(house), "Since when?")
    (letter,) = (x for x in house.carries_out() if isinstance(x, Letter))

    assert letter.to == "ana@hamilton.ca"


def test_nobody_approves_their_own_change(house: House) -> None:
    """A coordinator who is a member included."""
    me = replace(ANA, roles=CLAIRE.roles)
    request = waiting_change(house, me)

    assert refusal(house.approves(me, request)) == "refusal.own_request"


def test_a_change_is_audited_with_whoever_decided(house: House) -> None:
    """Ids only."""
    request = waiting_change(house)
    house.approves(CLAIRE, request)
    member = house.profile(ANA)
    (line,) = house.storage.transact(lambda unit: unit.audit.of(member.id, 1))

    assert (line.action, line.actor, line.detail) == (Action.CHANGED, house.profile(CLAIRE).id, request.id)


def test_after_an_approved_change_the_status_says_so(house: House) -> None:
    """Not that they are welcome, which they were before."""
    house.approves(CLAIRE, waiting_change(house))
    card = card_of(house.types(ANA, "status"))

    assert said(card.body) == ["joining.status.changed"]
    assert actions(card) == ["members.home"]


# ---- somebody else's mailbox


def test_another_member_s_mailbox_is_told_to_coordinators_alone(house: House) -> None:
    """The one who asks sees what anybody sees."""
    other = replace(LUC, email="ana@hamilton.ca", reader=ANA.reader)
    house.joins(other)
    request = waiting_change(house)

    assert said(card_of(house.types(ANA, "status")).body) == ["joining.status.waiting"]
    assert "joining.desk.mailbox_taken" in said(house.card(request).body)
    assert house.profile(other).reference in written(house.card(request).body)


def test_another_member_s_mailbox_is_never_given_away(house: House) -> None:
    """Not even by an approval, and not within the same host."""
    other = LUC.called("second")
    house.joins(other)
    house.joins(ANA)
    proves_change(house, email=other.email)
    request = house.request(ANA)

    assert request.state is State.WAITING
    assert refusal(house.approves(DEV, request)) == "refusal.mailbox_taken"
    assert house.profile(ANA).address == ANA.email


def test_the_answer_to_a_change_never_tells_whether_a_mailbox_is_known(house: House) -> None:
    """Word for word what it is for one of which nobody has heard."""
    house.joins(replace(LUC, email="luc@hamilton.ca"))
    house.joins(ANA)
    known = card_of(changes(house, email="luc@hamilton.ca"))
    unheard = card_of(changes(house, email="lea@hamilton.ca"))

    assert [said(known.body), known.title] == [said(unheard.body), unheard.title]


def test_who_left_gives_the_mailbox_back(house: House) -> None:
    """Before the doors are closed: the accounts come along, as when somebody comes back."""
    former = ANA.called("former")
    house.joins(former)
    house.leaves(former)
    house.joins(ANA)
    proves_change(house, email=former.email)

    assert house.request(ANA).state is State.APPROVED
    assert house.profile(ANA).address == former.email


# ---- what happens meanwhile


def test_leaving_takes_an_open_change_along(house: House) -> None:
    """Nothing is left for the coordinators to decide."""
    request = waiting_change(house)
    house.leaves(ANA)
    house.carries_out()

    assert actions(house.card(request)) == []
    assert "Ana Roy" not in repr(shown(house.card(request)))
    assert house.knows(ANA) is None


def test_letters_about_a_change_are_not_sent_to_who_has_left(house: House) -> None:
    """They wait for the mail server, and lose their reason."""
    request = waiting_change(house)
    house.approves(CLAIRE, request)
    house.leaves(ANA)

    assert [x for x in house.carries_out() if isinstance(x, Letter)] == []


def test_a_change_withdrawn_a_second_ago_is_not_approved(house: House) -> None:
    """The coordinator sees why."""
    request = waiting_change(house)
    house.presses(ANA, "joining.withdrawn", request.id)

    assert refusal(house.approves(CLAIRE, request)) == "refusal.not_waiting"
    assert house.profile(ANA).address == ANA.email


def test_a_form_that_was_open_before_leaving_changes_nothing(house: House) -> None:
    """It is a member's form."""
    house.joins(ANA)
    form = form_of(house.types(ANA, "change"))
    house.leaves(ANA)
    values = {field.name: field.value for field in form.fields}

    assert said(card_of(house.fills_in(ANA, form, **values)).body) == ["refusal.not_allowed", "role.member"]


def test_the_address_so_far_is_kept_for_one_letter_and_shown_to_nobody(house: House) -> None:
    """It is with the words of the request, and is deleted with them."""
    request = waiting_change(house)

    assert request.former == ANA.email
    assert ANA.email not in repr(shown(house.card(request)))
