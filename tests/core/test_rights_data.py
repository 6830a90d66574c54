"""Somebody looks at what is held about them, and takes it along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.chat import Text
from bot.deliveries import Letter
from bot.rights import exporting
from tests.core.cast import ANA, CLAIRE, LUC
from tests.core.house import NETWORK, House
from tests.core.meetings import plans
from tests.core.reading import actions, card_of, facts, refusal, said, title, written
from tests.core.topics import suggested
from tests.stores import sqlite_url

PUBLIC = replace(NETWORK, address="https://peers.example", contact="peers@example.org", in_charge="Pat Doe")


@pytest.fixture
def public(tmp_path: Path) -> Iterator[House]:
    """One with a page that is reached from outside, and a member."""
    house = House(sqlite_url(tmp_path), network=PUBLIC)
    house.joins(ANA)
    yield house
    house.close()


def link(house: House) -> str:
    return str(facts(card_of(house.presses(ANA, "rights.export")))["rights.export.link"])


def downloads(house: House, address: str) -> dict[str, Any] | None:
    token = address.rpartition("/")[2]
    found = house.app.operate(lambda turn: exporting.download(turn, token))
    return json.loads(found) if found else None


def test_the_notice_says_what_why_how_long_who_and_how(public: House) -> None:
    """To anybody; it names who is in charge."""
    card = card_of(public.types(LUC, "privacy"))

    assert [each.removeprefix("rights.privacy.") for each in said(card.body)] == [
        "what", "why", "long", "never", "platform", "charge", "ask",
    ]  # fmt: skip
    assert {"Pat Doe", "peers@example.org"} <= set(written(card.body))


def test_a_member_sees_who_they_are_to_the_network(ana: House) -> None:
    """Their own address in full, and no button that is about anybody else."""
    card = card_of(ana.types(ANA, "data"))

    assert facts(card)["joining.fact.name"] == "Ana Roy"
    assert facts(card)["rights.fact.address"] == "ana.roy@calgary.ca"
    assert {button.subject for button in card.buttons} == {"me"}
    assert actions(card) == [
        "rights.export", "rights.lists", "rights.deeds", "rights.purposes", "rights.mail_off",
        "rights.forget",
    ]  # fmt: skip


def test_lists_say_what_they_asked_answered_and_brought(ana: House) -> None:
    """And the audit what was done, in codes with dates."""
    meeting = plans(ana, CLAIRE)
    ana.presses(ANA, "meetings.going", meeting.id)
    suggested(ana)
    lists = card_of(ana.presses(ANA, "rights.lists"))
    deeds = card_of(ana.presses(ANA, "rights.deeds"))

    assert {"rights.line.request", "joining.state.approved", "meetings.answer.going"} <= set(said(lists.body))
    assert "Floods" in written(lists.body)
    assert {"audit.proven", "audit.approved"} <= set(said(deeds.body))
    assert "Claire Coté" not in written(deeds.body) + written(lists.body)


def test_each_kind_of_it_is_said_with_what_it_is_for(ana: House) -> None:
    """From the inventory, some at a time."""
    seen: set[str] = set()
    card = card_of(ana.presses(ANA, "rights.purposes"))
    while further := [each for each in card.buttons if each.action == "rights.purposes"]:
        seen |= set(said(card.body))
        card = card_of(ana.clicks(ANA, further[0]))
    seen |= set(said(card.body))

    assert {"held.contact.why", "held.account.why", "held.asked.why", "held.audit.why"} <= seen


def test_of_somebody_unknown_nothing_is_held(house: House) -> None:
    """And looking makes nobody known."""
    for name in ("data", "forget", "mail"):
        assert said(card_of(house.types(LUC, name)).body) == ["rights.data.nothing"]
    assert house.knows(LUC) is None


@pytest.mark.parametrize("whose", ["there", "nowhere"])
def test_nobody_gets_what_is_held_about_somebody_else(ana: House, whose: str) -> None:
    """The same answer whether or not there is such a person."""
    ana.joins(LUC)
    other = ana.profile(LUC)
    reference, subject = (other.reference, other.id) if whose == "there" else ("ZZZZZZ", "z" * 26)
    answers = [ana.types(ANA, "data", reference), ana.types(CLAIRE, "data", reference)]
    answers += [ana.types(ANA, "forget", reference)]
    answers += [
        ana.presses(ANA, f"rights.{action}", subject)
        for action in ("data", "lists", "deeds", "purposes", "export", "mail_off", "forget", "forgotten")
    ]

    assert {refusal(answer) for answer in answers} == {"refusal.only_your_own"}
    assert ana.knows(LUC) == other


def test_the_link_is_good_once(public: House) -> None:
    """Then it is like one that never was."""
    address = link(public)
    first, again = downloads(public, address), downloads(public, address)

    assert first is not None
    assert first["held"]["profiles"][0]["address"] == "ana.roy@calgary.ca"
    assert first["held"]["profiles"][0]["key_id"] == "a_key"
    assert first["kept_for"]["profiles.address"] == "contact"
    assert again is None
    assert public.audit()[-1].action == "data_taken"


def test_the_link_is_good_for_a_quarter_of_an_hour(public: House) -> None:
    """Also when nobody has used it."""
    address = link(public)
    public.waits_for(minutes=15)

    assert downloads(public, address) is None
    assert downloads(public, "https://peers.example/download/" + "a" * 26) is None


def test_a_new_link_takes_the_place_of_the_last(public: House) -> None:
    """At most one is good."""
    old, new = link(public), link(public)

    assert downloads(public, old) is None
    assert downloads(public, new) is not None


def test_whoever_was_forgotten_has_no_link_any_more(public: House) -> None:
    """Not even in the moment before the last door closes."""
    address = link(public)
    public.leaves(ANA)

    assert downloads(public, address) is None


def test_without_a_page_it_comes_by_mail_to_the_own_mailbox(ana: House) -> None:
    """With the file, once an hour at most."""
    for _ in range(3):
        assert title(ana.presses(ANA, "rights.export")) == "rights.export.title"
    letters = [each for each in ana.carries_out() if isinstance(each, Letter)]
    (letter,) = letters

    assert letter.to == "ana.roy@calgary.ca"
    assert letter.attached is not None
    assert json.loads(letter.attached.content)["held"]["profiles"][0]["name"] == "Ana Roy"
    assert ana.audit()[-1].action == "data_taken"


def test_nobody_else_stands_in_the_file(ana: House) -> None:
    """Who decided is somebody else; a file of theirs says so of them."""
    ana.presses(ANA, "rights.export")
    (letter,) = (each for each in ana.carries_out() if isinstance(each, Letter) and each.attached)
    assert letter.attached is not None
    file = letter.attached.content.decode()
    request = json.loads(file)["held"]["requests"][0]

    assert request["decided_by"] == "somebody_else"
    assert ana.profile(CLAIRE).id not in file
    assert request["name"] == "Ana Roy"


def test_whoever_has_no_proven_mailbox_is_told_so(house: House) -> None:
    """Their request waits for the code; nothing is sent to an address that may be another's."""
    house.asks(LUC)
    house.carries_out()

    assert refusal(house.presses(LUC, "rights.export")) == "refusal.no_way_out"
    assert title(house.types(LUC, "data")) == "rights.data.title"
    assert not [each for each in house.carries_out() if isinstance(each, Letter)]


def test_minutes_are_said(public: House) -> None:
    """As long as it is good."""
    card = card_of(public.types(ANA, "data", "export"))

    assert card.body[0] == Text("rights.export.linked", {"n": timedelta(minutes=15).seconds // 60})
