"""A community takes back what is held about it: it is written out, or not named any more."""

from __future__ import annotations

import json
from functools import partial

import pytest

from adapters.communities import Directory
from bot.communities import withdrawing
from bot.communities.importing import Declared, take_in
from bot.communities.withdrawing import Effects
from bot.errors import Unknown
from tests.core.cast import ANA, CALGARY, LUC
from tests.core.house import House
from tests.core.reading import card_of, facts, said

BY = "operator"


def withdraws(house: House) -> Effects:
    return house.app.operate(partial(withdrawing.withdraw, community_id=CALGARY, actor=BY))


def test_what_is_held_about_it_is_written_out(ana: House) -> None:
    """Its row, its domains, how many work there; nobody is named."""
    file = ana.app.operate(partial(withdrawing.document, community_id=CALGARY, actor=BY)).decode()
    whole = json.loads(file)

    assert whole["community"]["name"] == "City of Calgary"
    assert [each["domain"] for each in whole["domains"]] == ["calgary.ca"]
    assert whole["members"] == {"count": 1, "mail_hosts": ["calgary.ca"]}
    assert "Ana" not in file
    assert ana.audit()[-1].action == "community_exported"


def test_a_look_at_what_will_happen_changes_nothing(ana: House) -> None:
    """Which domains, and how many are asked."""
    effects = ana.app.operate(partial(withdrawing.effects, community_id=CALGARY))

    assert (effects.domains, effects.members) == (("calgary.ca",), 1)
    assert ana.profile(ANA).community_id == CALGARY


def test_it_is_neither_named_nor_found_any_more(ana: House) -> None:
    """In this process and in one that starts anew; its domain proves nothing."""
    withdraws(ana)
    ana.app.tick()
    fresh = Directory.starter()
    ana.storage.transact(lambda unit: fresh.apply(unit.registry.since(0)))

    for known in (ana.world.communities, fresh):
        assert known.get(CALGARY) is None
        assert known.has_withdrawn(CALGARY)
        assert known.listing("calgary.ca") is None
        assert CALGARY not in [each.id for each in known.search("calgary", "en", 10)]


def test_members_stay_members_and_are_asked(ana: House) -> None:
    """Their profile names it no more; they are told why they are asked."""
    ana.joins(LUC)
    withdraws(ana)
    before = len(ana.letters(ANA))
    ana.carries_out()
    member = ana.profile(ANA)

    assert (member.is_member, member.community_id, member.asked_why) == (True, "", "community")
    assert "joining.fact.community" not in facts(card_of(ana.types(ANA, "data")))
    assert "members.reverify.why.community" in said(card_of(ana.types(ANA, "home")).body)
    assert len(ana.letters(ANA)) == before + 1
    assert ana.profile(LUC).asked_at is None
    assert "community_withdrawn" in [entry.action for entry in ana.audit()]


def test_no_list_brings_it_back(ana: House) -> None:
    """It is counted, and not taken in."""
    calgary = ana.world.communities.get(CALGARY)
    assert calgary is not None
    withdraws(ana)
    declared = Declared({"name", "kind"}, (calgary,), ())
    plan = ana.app.operate(lambda turn: take_in(turn, declared))

    assert (plan.withdrawn, plan.added, plan.is_nothing) == (1, (), True)
    assert ana.world.communities.get(CALGARY) is None


def test_twice_is_a_clear_answer(ana: House) -> None:
    """There is no such community any more, nor was there one of that name."""
    withdraws(ana)
    for community_id in (CALGARY, "nowhere"):
        with pytest.raises(Unknown):
            ana.app.operate(partial(withdrawing.withdraw, community_id=community_id, actor=BY))
