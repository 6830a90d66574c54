"""Whoever suggested a theme is told what became of it, and nobody else whose it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.chat import Card, Named, Role, Text
from bot.deliveries import Direct, Edit, Letter, Post
from bot.outbox import Outcome, Result
from bot.topics.choosing import chosen
from bot.topics.model import State, Topic
from tests.core.cast import ANA, CLAIRE, FLO, LUC
from tests.core.house import DOWN, GONE, House
from tests.core.memberships import decides
from tests.core.reading import button, facts, said, shown, written
from tests.core.test_closed import CLOSED
from tests.core.topics import (
    BEA,
    does,
    everybody_enters,
    looks,
    merges,
    own,
    presses,
    suggested,
    supports,
    topic,
)
from tests.core.topics import shown as run


@pytest.fixture
def peers(house: House) -> House:
    """One with three members."""
    return everybody_enters(house)


def told(house: House) -> list[tuple[str, str]]:
    """Who was told what, by which way."""
    carried_out = house.carries_out()
    directs = [(x.identity.user, x.card.title.id) for x in carried_out if isinstance(x, Direct)]
    return directs + [(x.to, x.subject.id) for x in carried_out if isinstance(x, Letter)]


def choose(house: House, which: Topic) -> Topic | None:
    return house.app.operate(lambda turn: chosen(turn, which.id))


def test_whoever_suggested_it_is_told_what_became_of_it(peers: House) -> None:
    """In their chat, each time, in order; whoever supports it is not."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues", language="fr")
    supports(peers, there, BEA)
    merges(peers, other, there)
    does(peers, there, "answer", en="Soon")
    does(peers, there, "part", apart=other.id)
    does(peers, other, "split", title="Crues", other="Digues")
    does(peers, there, "park", fr="Plus tard")

    heard = told(peers)
    assert [what for who, what in heard if who == "ana"] == ["topics.told.answered"] * 2
    assert {what for who, what in heard if who == "luc"} == {"topics.told.parted", "topics.told.split"}
    assert {who for who, _ in heard} == {"ana", "luc"}


def test_each_message_says_what_is_so_now(peers: House) -> None:
    """With the way to look at it."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    merges(peers, other, there)
    peers.carries_out()
    (merged,) = peers.directs(LUC)
    does(peers, there, "park", fr="Plus tard")
    peers.carries_out()
    (parked,) = peers.directs(ANA)

    assert written(merged.card.body) == ["Crues", "Floods"]
    assert Named("Plus tard", "Plus tard") in parked.card.body
    assert Text("topics.told.state", {"state": Text("topics.state.parked")}) in parked.card.body
    looked = peers.clicks(LUC, button(merged.card, "topics.look"))
    assert facts(card(looked))["topics.fact.reference"] == there.reference


def card(answer: object) -> Card:
    found: Card = answer.reply.card  # type: ignore[attr-defined] # an answer
    return found


def test_what_is_not_so_any_more_is_not_told(peers: House) -> None:
    """Nor to whoever has left meanwhile."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    merges(peers, other, there)
    does(peers, there, "part", apart=other.id)
    does(peers, there, "answer", en="Soon")
    supports(peers, there, BEA)
    peers.leaves(ANA)

    assert told(peers) == [("luc", "topics.told.parted")]


@pytest.mark.parametrize("fate", [CLOSED, GONE])
def test_whom_no_message_reaches_gets_a_mail(peers: House, fate: Outcome) -> None:
    """Once; and nothing is noted of their account at that moment, by which somebody could tell."""
    there = suggested(peers)
    peers.fates[Direct] = fate
    does(peers, there, "answer", en="Soon")
    peers.carries_out()

    assert [each.subject.id for each in peers.letters(ANA)] == ["topics.told.answered"]
    assert Named("Soon", "Soon") in peers.letters(ANA)[0].body
    assert not peers.account(ANA).directs_closed
    assert not [*peers.arrived(Post), *peers.arrived(Edit)]


def test_whoever_is_on_no_platform_any_more_gets_a_mail(peers: House) -> None:
    """In place of the message; one that is refused asks whether they still work there."""
    there = suggested(peers)
    account = peers.account(ANA)
    member = peers.profile(ANA).id
    elsewhere = replace(account, profile_id=peers.profile(BEA).id)
    peers.storage.transact(lambda unit: unit.profiles.save_account(elsewhere))
    does(peers, there, "answer", en="Soon")
    peers.carries_out()
    first = len(peers.letters(ANA))
    peers.fates[Letter] = Outcome(Result.NEVER, code="mailbox_refused")
    does(peers, there, "answer", en="Later")
    peers.carries_out()
    found = peers.storage.transact(lambda unit: unit.profiles.get(member))

    assert first == 1
    assert found is not None
    assert found.asked_why == "mail"


def test_what_cannot_be_delivered_now_is_tried_again(peers: House) -> None:
    """A mail, as any other."""
    there = suggested(peers)
    peers.fates = {Direct: GONE, Letter: DOWN}
    does(peers, there, "answer", en="Soon")
    peers.carries_out()
    peers.fates = {}
    peers.lives_on(hours=1)

    assert len(peers.letters(ANA)) == 1


# ---- chosen


def test_whoever_brought_the_theme_of_a_meeting_is_thanked(peers: House) -> None:
    """And whoever brought one that is part of it; once, however often it is chosen."""
    there, other = suggested(peers), suggested(peers, LUC, "Crues")
    merges(peers, other, there)
    peers.carries_out()
    found = [choose(peers, which) for which in (other, there, there)]

    assert [each.id for each in found if each] == [there.id] * 3
    assert topic(peers, there).state is State.CHOSEN
    assert sorted(told(peers)) == [("ana", "topics.told.chosen"), ("luc", "topics.told.chosen")]
    assert facts(looks(peers, there, BEA))["topics.fact.state"] == Text("topics.state.chosen")


def test_what_is_gone_is_not_chosen(peers: House) -> None:
    """Nor is a draft; nobody is thanked."""
    suggested(peers, LUC)
    draft = replace(own(peers, LUC)[0], id="d1", state=State.DRAFT)
    peers.storage.transact(lambda unit: unit.topics.add(draft))

    assert [choose(peers, replace(draft, id=name)) for name in ("nothere", "d1")] == [None, None]
    assert told(peers) == []


# ---- whose it is


@pytest.mark.parametrize("who_shows", ["yes", "no"])
def test_a_name_is_shown_only_to_those_and_where_its_owner_wished(peers: House, who_shows: str) -> None:
    """To members and facilitators alike, on every card and in every message and post about it."""
    there, other = suggested(peers, shown=who_shows), suggested(peers, LUC, "Crues", shown="no")
    everywhere: list[object] = [looks(peers, there, BEA), run(peers, there), run(peers, there, CLAIRE)]
    everywhere += [card(peers.types(BEA, "topics")), card(peers.hosts(FLO, "themes"))]
    everywhere += [card(merges(peers, other, there)), card(does(peers, there, "part", apart=other.id))]
    everywhere += [card(does(peers, there, "park", en="No")), card(presses(peers, there, "reopen"))]
    everywhere.append(card(peers.hosts(CLAIRE, "history")))
    peers.fates[Direct] = GONE
    peers.carries_out()
    peers.fates[Letter] = GONE
    does(peers, there, "answer", en="Soon")
    peers.carries_out()
    everywhere += [*peers.arrived(Post), *peers.arrived(Edit), card(peers.hosts(CLAIRE, "undelivered"))]
    named = [each for each in everywhere if "Ana Roy" in repr(each)]

    assert len(named) == (6 if who_shows == "yes" else 0)
    assert not [each for each in everywhere if "Luc Gagné" in repr(each)]
    assert {Role.COORDINATOR} <= CLAIRE.person.roles


def test_the_audit_never_says_whose_a_theme_is(peers: House) -> None:
    """Neither by who suggested it, nor by whom it was told or taken back."""
    before = len(peers.audit())
    there = suggested(peers, shown="yes")
    supports(peers, there, LUC)
    does(peers, there, "answer", en="Soon")
    peers.carries_out()
    choose(peers, there)
    peers.presses(ANA, "topics.taken_back", there.id)
    lines = peers.audit()[before:]

    assert {each.actor for each in lines} == {peers.profile(FLO).id}
    assert peers.profile(ANA).id not in repr(lines)


def test_whoever_is_suspended_is_named_nowhere_and_told_nothing(peers: House) -> None:
    """Until they are back."""
    there = suggested(peers, shown="yes")
    decides(peers, "suspend", peers.profile(ANA))
    peers.carries_out()
    does(peers, there, "answer", en="Soon")

    assert facts(looks(peers, there, BEA))["topics.fact.proposer"] == Text("topics.proposer.hidden")
    assert told(peers) == []
    assert "Ana Roy" not in repr(shown(run(peers, there)))
    assert said(run(peers, there).body)
