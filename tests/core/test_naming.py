"""A community is named in public when it has agreed to that, for as long as it does and has a member."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from adapters.communities import Directory
from bot.audit import Action
from bot.communities import announced, withdrawing
from bot.communities.agreement import Agreement, Basis
from bot.communities.importing import Declared, take_in
from tests.core.cast import ANA, CALGARY, CLAIRE, DEV, FLO, FRENCH, LUC, MONTREAL, Actor
from tests.core.crowd import CROWD
from tests.core.house import House
from tests.core.memberships import decides
from tests.core.naming import DAY, agreement, agrees, ends, named
from tests.core.reading import (
    actions,
    button,
    card_of,
    facts,
    form_of,
    problems,
    refusal,
    said,
    title,
    written,
)
from tests.core.registering import community
from tests.core.test_together import together

STEPS = ("name", "unname", "unnamed")


def stands(house: House) -> list[str]:
    return said(facts(community(house))["community.fact.named"])


def test_what_a_community_said_is_written_down_and_it_is_named(ana: House) -> None:
    """Its card says on whose word and since when; who wrote it down stands in the audit."""
    before = named(ana)
    answer = agrees(ana)
    line = facts(card_of(answer))["community.fact.named"]
    entry = ana.audit()[-1]

    assert (before, named(ana)) == ([], [CALGARY])
    assert said(line) == ["community.named.yes", "community.basis.council"]
    assert written(line) == [DAY]
    assert agreement(ana) == Agreement(CALGARY, Basis.COUNCIL, date(2026, 11, 2), 1)
    assert (entry.action, entry.subject, entry.reason) == (Action.COMMUNITY_NAMED, CALGARY, "council")
    assert entry.actor == ana.profile(CLAIRE).id


def test_it_is_named_no_more_at_once_when_it_says_so(ana: House) -> None:
    """After one question; it may agree anew."""
    agrees(ana)
    answer = ends(ana, who=DEV)
    entry = ana.audit()[-1]
    ended = named(ana)
    agrees(ana, basis="office")

    assert said(card_of(answer).body) == ["community.unnamed"]
    assert said(facts(card_of(answer))["community.fact.named"]) == ["community.named.no"]
    assert (ended, named(ana)) == ([], [CALGARY])
    assert (entry.action, entry.actor) == (Action.COMMUNITY_UNNAMED, ana.profile(DEV).id)
    assert agreement(ana) == Agreement(CALGARY, Basis.OFFICE, date(2026, 11, 2), 3)


def test_a_community_without_a_member_is_not_named(ana: House) -> None:
    """Though it has agreed: when the last one leaves, and until the first one comes."""
    agrees(ana)
    agrees(ana, MONTREAL)
    ana.leaves(ANA)
    alone = named(ana)
    ana.joins(LUC)

    assert stands(ana)[0] == "community.named.nobody"
    assert (alone, named(ana)) == ([], [MONTREAL])


def test_that_a_member_is_suspended_does_not_show(ana: House) -> None:
    """Where one person works, the page would tell it of them."""
    agrees(ana)
    decides(ana, "suspend", ana.profile(ANA))
    suspended = named(ana)
    decides(ana, "remove", ana.profile(ANA))

    assert (suspended, named(ana)) == ([CALGARY], [])


def test_how_many_work_there_is_never_told(ana: House) -> None:
    """One or several: what anybody may know is the same."""
    agrees(ana)
    one = ana.app.operate(announced.named)
    for each in CROWD[:2]:
        ana.joins(each)

    assert ana.app.operate(announced.named) == one


@pytest.mark.parametrize("first, second", [("name", "name"), ("unname", "unnamed"), ("unnamed", "unname")])
def test_a_screen_of_before_shows_how_things_stand(ana: House, first: str, second: str) -> None:
    """Whoever comes second sees what the first has done; nothing happens twice."""
    old = 0 if first == "name" else 1
    agrees(ana)
    if old:
        ends(ana)
    for step in (first, second):
        answer = ana.presses(DEV, f"communities.{step}", CALGARY, old)

        assert refusal(answer) == "refusal.stale"
        assert title(answer) == "community.title"
    assert len([each for each in ana.audit() if each.subject == CALGARY]) == 1 + old


def test_a_form_that_was_open_meanwhile_changes_nothing(ana: House) -> None:
    """What a colleague wrote down stands."""
    form = form_of(ana.clicks(DEV, button(community(ana), "communities.name")))
    agrees(ana)
    answer = ana.fills_in(DEV, form, basis="member", agreed=DAY)

    assert refusal(answer) == "refusal.stale"
    assert agreement(ana) == Agreement(CALGARY, Basis.COUNCIL, date(2026, 11, 2), 1)


def test_of_several_who_write_it_down_at_once_one_does(crowded: House) -> None:
    """On either database; the others see it."""
    form = form_of(crowded.clicks(CLAIRE, button(community(crowded), "communities.name")))
    fills = [
        partial(crowded.fills_in, who, form, basis=basis, agreed=DAY)
        for who, basis in ((CLAIRE, "council"), (DEV, "office")) * 2
    ]
    answers = together(crowded, *fills)

    assert sorted(title(answer) for answer in answers) == ["community.title"] + ["refusal.title"] * 3
    assert [entry.action for entry in crowded.audit()].count(Action.COMMUNITY_NAMED) == 1


@pytest.mark.parametrize(
    "filled, wrong",
    [
        ({"basis": "", "agreed": ""}, {"basis": "answers.required", "agreed": "answers.required"}),
        ({"basis": "mayor"}, {"basis": "answers.choice"}),
        ({"agreed": "yesterday"}, {"agreed": "meetings.day.unreadable"}),
        ({"agreed": "2026-02-30"}, {"agreed": "meetings.day.none"}),
        ({"agreed": "2026-12-24"}, {"agreed": "community.agreed.when"}),
        ({"agreed": "1999-12-31"}, {"agreed": "community.agreed.when"}),
        ({"agreed": "0001-01-01"}, {"agreed": "community.agreed.when"}),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    house: House, filled: dict[str, str], wrong: dict[str, str]
) -> None:
    """Nothing is stored."""
    form = form_of(house.clicks(CLAIRE, button(community(house), "communities.name")))
    answer = house.fills_in(CLAIRE, form, **{"basis": "council", "agreed": DAY, **filled})

    assert problems(answer) == wrong
    assert agreement(house) is None


@pytest.mark.parametrize("typed", ["2026-11-25", "November 2, 2026", "le lundi 2 novembre 2026"])
def test_a_day_may_be_written_as_people_write_it(house: House, typed: str) -> None:
    """In either language, today included by the coordinator's own clock."""
    agrees(house, who=replace(CLAIRE, reader=FRENCH), agreed=typed)

    assert agreement(house) is not None


@pytest.mark.parametrize("who", [ANA, FLO, replace(CLAIRE, roles=frozenset())])
def test_only_coordinators_may(house: House, who: Actor) -> None:
    """Also not whoever was one until a moment ago."""
    for step in STEPS:
        assert refusal(house.presses(who, f"communities.{step}", CALGARY)) == "refusal.not_allowed"
    filled = house.submits(who, "communities.name", CALGARY, basis="council", agreed=DAY)

    assert refusal(filled) == "refusal.not_allowed"


@pytest.mark.parametrize("subject", ["nowhere", "", "me"])
def test_what_is_no_community_is_not_named(house: House, subject: str) -> None:
    """However it came."""
    for step in STEPS:
        assert refusal(house.presses(CLAIRE, f"communities.{step}", subject)) == "refusal.unknown"
    filled = house.submits(CLAIRE, "communities.name", subject, basis="council", agreed=DAY)

    assert refusal(filled) == "refusal.unknown"


# ---- what becomes of the community


def test_a_community_that_withdraws_is_named_no_more(ana: House) -> None:
    """Nothing of its word is kept, and no form that was open brings it back."""
    agrees(ana)
    form = form_of(ana.clicks(DEV, button(community(ana, MONTREAL), "communities.name")))
    calgary, montreal = [
        ana.app.operate(partial(withdrawing.withdraw, community_id=each, actor="operator"))
        for each in (CALGARY, MONTREAL)
    ]

    assert (calgary.named, montreal.named) == (True, False)
    assert (named(ana), agreement(ana)) == ([], None)
    assert refusal(ana.fills_in(DEV, form, basis="council", agreed=DAY)) == "refusal.unknown"


def test_another_process_knows_at_once_that_it_withdrew(ana: House) -> None:
    """Its own registry is asked what has changed before anybody is named."""
    agrees(ana)
    other = replace(ana.world, communities=Directory.starter())
    ana.app.operate(partial(withdrawing.withdraw, community_id=CALGARY, actor="operator"))

    assert ana.app.operate(lambda turn: announced.named(replace(turn, world=other))) == []
    assert other.communities.get(CALGARY) is None


def test_a_community_that_is_called_otherwise_stays_named(ana: House) -> None:
    """By the name that it has now: its agreement is its own, whatever lists say."""
    agrees(ana)
    known = ana.world.communities.get(CALGARY)
    assert known is not None
    renamed = replace(known, name="Calgary Region", name_fr="Région de Calgary")
    ana.app.operate(lambda turn: take_in(turn, Declared({"name", "name_fr"}, (renamed,), ())))

    assert ana.app.operate(announced.named) == [renamed]


def test_what_is_held_about_it_says_whether_it_is_named(ana: House) -> None:
    """On whose word and since when; nothing where it is not."""

    def told() -> object:
        file = ana.app.operate(partial(withdrawing.document, community_id=CALGARY, actor="operator"))
        return json.loads(file)["named_in_public"]

    never = told()
    agrees(ana)
    agreed = told()
    ends(ana)

    assert (never, told()) == (None, None)
    assert agreed == {"basis": "council", "agreed_on": DAY}


def test_the_card_offers_what_can_be_done_about_it(ana: House) -> None:
    """One or the other."""
    before = actions(community(ana))[-1]
    agrees(ana)

    assert (before, actions(community(ana))[-1]) == ("communities.name", "communities.unname")
