"""The coordinators' fullest card on a page: everything is said in both languages, and every button fits."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from adapters.discord.render import TOGETHER, Wording, message
from adapters.local import render
from adapters.words import Words
from bot.chat import BUTTONS_LIMIT, FACTS_LIMIT, Card
from tests.core.cast import ANA, CALGARY, CLAIRE, DEV
from tests.core.desk import assigns
from tests.core.evidence import attests
from tests.core.house import NETWORK, House
from tests.core.registering import community, confirms
from tests.stores import sqlite_url

LABEL_LIMIT = 75  # characters on a button, on Slack; in a room it speaks two languages
SUSPECT = replace(ANA, user="sus", email="sus@xn--clgary-3nf.ca", platform="discord")

in_the_room = render.to_room(Words.load(), NETWORK)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(sqlite_url(tmp_path), network=replace(NETWORK, two_persons=frozenset({"suspicious"})))
    yield house
    house.close()


def drawn(card: Card) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", render.card(card, in_the_room))


def fullest(house: House) -> Card:
    """A look-alike in other letters, attested, taken on, approved once, with somebody in from there."""
    house.joins(ANA)
    attests(house, house.waits(SUSPECT, role="contractor"))
    assigns(house, DEV, house.request(SUSPECT))
    house.approves(CLAIRE, house.request(SUSPECT))
    house.carries_out()
    return house.card(house.request(SUSPECT))


def test_everything_on_it_has_words(house: House) -> None:
    """And there is room for more."""
    card = fullest(house)
    words = drawn(card)

    assert all(fact["label"] and fact["value"] for fact in words["facts"])
    assert 14 <= len(card.facts) <= FACTS_LIMIT
    assert len(card.buttons) <= BUTTONS_LIMIT


def test_on_discord_nothing_of_it_is_cut(house: House) -> None:
    """Six thousand characters are enough for all that speaks for it and against it."""
    shown = message(fullest(house), Wording(Words.load(), NETWORK))

    assert len(shown.embed) < TOGETHER
    assert not [field.value for field in shown.embed.fields if str(field.value).endswith("…")]
    assert not [field.name for field in shown.embed.fields if str(field.name).endswith("…")]
    assert not str(shown.embed.description or "").endswith("…")


def test_every_button_fits_the_narrowest_platform(house: House) -> None:
    """On the card that waits, on the one that teaches, and on a community's."""
    waiting = fullest(house)
    house.approves(DEV, house.request(SUSPECT))
    house.carries_out()
    teaching = house.card(house.request(SUSPECT))
    confirms(house, of=SUSPECT)
    house.lives_on(minutes=1)
    for card in (waiting, teaching, community(house, CALGARY)):
        assert all(len(button["label"]) <= LABEL_LIMIT for button in drawn(card)["buttons"])
