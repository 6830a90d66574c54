"""Each approval makes the next one easier: once somebody said whose domain it was, the next one is ready."""

from contextlib import closing
from dataclasses import replace
from functools import partial

import pytest

from bot.communities import refreshing
from bot.communities.registry import Listed
from bot.joining import confirming
from bot.joining.model import State
from tests.core.cast import CALGARY, CLAIRE, DEV, Actor
from tests.core.decisions import reopens, undoes
from tests.core.evidence import GIL, MO, UMA
from tests.core.house import House
from tests.core.reading import actions, card_of, facts, form_of, refusal, said, written
from tests.core.registering import PEAKS, confirms, learns, listed
from tests.core.seeing import done
from tests.core.test_together import together

NEXT = replace(UMA, user="ned", name="Ned Ray", email=f"ned@{PEAKS}")


def test_after_an_approval_the_card_offers_to_say_whose_domain_it_is(house: House) -> None:
    """It asks, by name; before that there is nothing to learn."""
    request = house.waits(UMA)
    assert "joining.confirm_domain" not in actions(house.card(request))
    house.approves(CLAIRE, request)
    house.carries_out()

    assert "joining.confirm_domain" in actions(house.card(request))
    assert "joining.desk.belongs_to" in said(house.card(request).body)
    assert PEAKS in written(house.card(request).body)


def test_one_press_confirms_exactly_the_host_for_exactly_the_community(house: House) -> None:
    """Who and when; not the registrable domain, which may be several communities'."""
    house.approves(CLAIRE, house.waits(UMA))
    confirms(house, DEV)

    assert listed(house) == Listed(CALGARY, PEAKS).confirm(house.profile(DEV).id, house.clock.now())
    assert listed(house, "example.ca") is None


def test_the_card_then_says_who_confirmed_it_and_offers_it_no_more(house: House) -> None:
    """In every room."""
    house.approves(CLAIRE, house.waits(UMA))
    answer = confirms(house, DEV)
    house.carries_out()
    for card in (card_of(answer), house.card(house.request(UMA)), house.card(house.request(UMA), "discord")):
        assert "joining.confirm_domain" not in actions(card)
        assert "community.said.confirmed" in said(card.body)
        assert DEV.name in written(card.body)


def test_the_second_applicant_from_the_town_is_ready(house: House) -> None:
    """One press, no reason: somebody has been there before."""
    learns(house)
    request = house.waits(NEXT)
    card = house.card(request)
    answer = house.presses(DEV, "joining.approve", request.id, request.revision)

    assert (request.evidence, request.reasons) == ("strong", ("listed_domain",))
    assert "joining.fact.against" not in facts(card)
    assert "joining.desk.approved" in said(card_of(answer).body)


def test_whoever_waits_already_is_ready_as_well(house: House) -> None:
    """Their card changes by itself."""
    request = house.waits(NEXT)
    learns(house)

    assert said(facts(house.card(request))["joining.fact.evidence"]) == ["eligibility.evidence.strong"]
    house.presses(DEV, "joining.approve", request.id, request.revision)
    assert (house.request(NEXT).state, house.request(NEXT).evidence) == (State.APPROVED, "strong")


def test_another_process_learns_it_by_its_own_beat(database_url: str) -> None:
    """Both are there before; what one has confirmed, the other knows."""
    here, there = House(database_url), House(database_url, seed=7)
    with closing(here), closing(there):
        learns(here)
        there.lives_on(minutes=1)

        assert there.world.communities.version == here.world.communities.version == 1
        assert there.waits(NEXT).reasons == ("listed_domain",)


def test_what_was_confirmed_elsewhere_comes_with_a_beat(house: House) -> None:
    """The registry in memory is refreshed by a duty."""
    before = house.world.communities.listing(PEAKS)
    theirs = Listed(CALGARY, PEAKS).confirm("another", house.clock.now())
    house.storage.transact(lambda unit: unit.registry.save((), [theirs]))
    assert house.app.operate(refreshing.due)
    house.app.tick()
    after = house.world.communities.listing(PEAKS)

    assert (before, after is not None) == (None, True)


@pytest.mark.parametrize("who", [GIL, MO, replace(UMA, community_id="")])
def test_nothing_is_learned_from_what_can_be_no_community_s(house: House, who: Actor) -> None:
    """Free mail, another community's domain, and a community that was only typed; forging does not help."""
    typed = {} if who.community_id else {"community": "typed:Peaks of Nowhere"}
    house.approves(CLAIRE, house.waits(who, **typed))
    house.carries_out()

    assert "joining.confirm_domain" not in actions(house.card(house.request(who)))
    assert refusal(confirms(house, of=who)) == "refusal.stale"
    assert house.storage.transact(lambda unit: unit.registry.version()) == 0


def test_a_genuine_name_in_other_letters_passes_once_it_is_confirmed(house: House) -> None:
    """A look-alike too: it turned out to be real."""
    for number, host in enumerate(("xn--montral-fya.example.ca", "calqary.ca")):
        first = replace(UMA, user=f"first{number}", email=f"first@{host}")
        house.approves(CLAIRE, house.waits(first))
        confirms(house, of=first)
        second = house.waits(replace(first, user=f"second{number}", email=f"second@{host}"))
        assert (second.evidence, second.reasons) == ("strong", ("listed_domain",))


@pytest.mark.parametrize("host", ["iclei.org", "shaw.ca", "wixsite.com"])
def test_partners_providers_and_platforms_teach_nothing(house: House, host: str) -> None:
    """Theirs is no community's own mail."""
    who = replace(UMA, email=f"uma@{host}")
    house.approves(CLAIRE, house.waits(who))
    house.carries_out()

    assert "joining.confirm_domain" not in actions(house.card(house.request(who)))


def test_a_provider_s_domain_is_learned_by_nobody_even_if_a_list_names_it(house: House) -> None:
    """An old table may hold what an office once used."""
    old = Listed(CALGARY, "gmail.com", "fcm", as_of="2014")
    house.storage.transact(lambda unit: unit.registry.save((), [old]))
    house.app.tick()
    house.approves(CLAIRE, house.waits(GIL))
    house.carries_out()

    assert "stale_listing" in house.request(GIL).reasons
    assert "joining.confirm_domain" not in actions(house.card(house.request(GIL)))


def test_what_a_single_old_witness_said_is_confirmed_by_the_next_approval(house: House) -> None:
    """Listed long ago, by one source: partial so far."""
    old = Listed(CALGARY, PEAKS, "fcm", as_of="2014")
    house.storage.transact(lambda unit: unit.registry.save((), [old]))
    house.app.tick()
    assert house.waits(UMA).evidence == "partial"
    house.approves(CLAIRE, house.request(UMA))
    confirms(house)

    assert house.waits(NEXT).reasons == ("listed_domain",)


def test_what_is_listed_anyway_is_not_asked_about(house: House) -> None:
    """Somebody says so already."""
    house.approves(CLAIRE, house.waits(replace(UMA, email="uma@calgary.ca")))
    house.carries_out()

    assert "joining.confirm_domain" not in actions(house.card(house.request(UMA)))


def test_pressed_twice_it_is_done_once(house: House) -> None:
    """The second one is told so, with the card as it is now."""
    house.approves(CLAIRE, house.waits(UMA))
    confirms(house)
    answer = confirms(house, DEV)

    assert refusal(answer) == "refusal.domain_confirmed"
    assert listed(house) == Listed(CALGARY, PEAKS).confirm(house.profile(CLAIRE).id, house.clock.now())


def test_pressed_at_the_same_moment_it_is_done_once(crowded: House) -> None:
    """On either database."""
    crowded.approves(CLAIRE, crowded.waits(UMA))
    answers = together(crowded, *[partial(confirms, crowded, who) for who in (CLAIRE, DEV) * 3])
    refused = [refusal(each) for each in answers if getattr(each.reply, "notice", None)]

    assert refused == ["refusal.domain_confirmed"] * 5
    actions_done = [entry.action.value for entry in crowded.audit()]
    assert actions_done.count("domain_confirmed") == 1


def test_it_can_be_said_in_the_form_of_the_approval(house: House) -> None:
    """One box more, which comes unticked."""
    request = house.waits(UMA)
    form = form_of(house.presses(CLAIRE, "joining.approve", request.id, request.revision))
    answer = house.fills_in(CLAIRE, form, ground="phone", domain=("confirm",))

    assert (form.fields[1].name, form.fields[1].value, form.fields[1].required) == ("domain", "", False)
    assert "community.said.confirmed" in said(card_of(answer).body)
    assert (house.request(UMA).state, listed(house) is not None) == (State.APPROVED, True)


def test_the_form_asks_it_only_where_there_is_something_to_learn(house: House) -> None:
    """A ticked box that was never there is nothing."""
    request = house.waits(GIL)
    form = form_of(house.presses(CLAIRE, "joining.approve", request.id, request.revision))
    house.fills_in(CLAIRE, form, ground="phone", domain=("confirm",))

    assert [field.name for field in form.fields] == ["ground"]
    assert house.storage.transact(lambda unit: unit.registry.version()) == 0


@pytest.mark.parametrize("told", [False, True])
def test_undoing_the_approval_does_not_undo_it(holding: House, *, told: bool) -> None:
    """The card says so, before it is undone and after."""
    holding.approves(CLAIRE, holding.waits(UMA))
    before = card_of(confirms(holding))
    if told:
        holding.lives_on(minutes=10)
        reopens(holding, holding.request(UMA))
    else:
        undoes(holding, DEV, holding.request(UMA))
    holding.lives_on(minutes=1)
    after = holding.card(holding.request(UMA))

    assert "joining.desk.domain_stays" in said(before.body)
    assert listed(holding) is not None
    assert "community.said.confirmed" in said(facts(after)["joining.fact.listed"])


def test_an_undone_or_declined_request_teaches_nothing(house: House) -> None:
    """Nor does one that an old screen shows."""
    request = house.waits(UMA)
    assert (
        refusal(house.presses(CLAIRE, "joining.confirm_domain", request.id, request.revision))
        == "refusal.stale"
    )
    house.declines(DEV, request)
    assert refusal(confirms(house)) == "refusal.stale"
    assert refusal(house.presses(CLAIRE, "joining.confirm_domain", "0" * 26)) == "refusal.unknown"


def test_what_was_confirmed_long_ago_is_offered_again(house: House) -> None:
    """It is not known to be so any more."""
    learns(house)
    house.waits_for(days=800)
    card = card_of(house.presses(CLAIRE, "joining.show", house.request(UMA).id))

    assert "joining.confirm_domain" in actions(card)


def test_only_those_who_wait_with_that_host_are_shown_anew(house: House) -> None:
    """Whole labels: a longer name that ends alike is somebody else's."""
    below = house.waits(replace(UMA, user="sub", email=f"sub@parks.{PEAKS}"))
    house.waits(replace(UMA, user="other", email=f"other@not{PEAKS}"))
    house.seen.clear()
    house.app.operate(lambda turn: confirming.show_waiting(turn, PEAKS))
    house.carries_out()

    assert {errand.subject for errand in house.seen} == {below.id}


def test_the_audit_says_who_confirmed_what(house: House) -> None:
    """The approval has its own line."""
    learns(house)

    assert done(house, house.request(UMA)) == ["proven", "approved"]
    line = next(entry for entry in house.audit() if entry.action == "domain_confirmed")
    assert (line.actor, line.detail) == (house.profile(CLAIRE).id, f"{CALGARY} {PEAKS}")
