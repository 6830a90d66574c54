"""What could not be delivered is told to the coordinators: once, with what it was and what it was about."""

import pytest

from bot.chat import Card
from bot.deliveries import Admit, Delivery, Direct, Letter, Post
from tests.core.cast import ANA, CLAIRE
from tests.core.house import DOWN, GONE, House
from tests.core.reading import actions, said, shown, written


def told(house: House, platform: str = "slack") -> list[Card]:
    posts = [post.card for post in house.arrived(Post) if post.platform == platform]
    return [card for card in posts if card.title.id == "desk.undelivered.title"]


def approved_but(house: House, kind: type[Delivery]) -> None:
    house.approves(CLAIRE, house.waits(ANA))
    house.fates[kind] = GONE
    house.carries_out()


@pytest.mark.parametrize("kind, word", [(Letter, "errand.joining.letter"), (Admit, "errand.members.admit")])
def test_what_was_refused_for_good_is_named_in_each_room(
    house: House, kind: type[Delivery], word: str
) -> None:
    """With the reference of the request, which coordinators know from its card."""
    approved_but(house, kind)

    for platform in ("slack", "discord"):
        (card,) = told(house, platform)
        assert word in said(shown(card))
        assert house.request(ANA).reference in written(shown(card))


def test_it_says_nothing_else_about_the_person(house: House) -> None:
    """Neither name nor address."""
    approved_but(house, Letter)

    assert written(shown(told(house)[0])) == [house.request(ANA).reference]


def test_it_is_told_once(house: House) -> None:
    """And the letter is not tried again."""
    approved_but(house, Letter)
    house.fates.clear()
    house.waits_for(days=1)
    tried = house.carries_out()

    assert len(told(house)) == 1
    assert not any(isinstance(delivery, Letter) for delivery in tried)


def test_a_code_that_cannot_be_mailed_is_told_to_whoever_waits_for_it(house: House) -> None:
    """Where they asked, with the way to correct the address; it is nothing to the coordinators yet."""
    house.fates[Letter] = GONE
    house.asks(ANA)
    house.carries_out()

    (direct,) = house.directs(ANA)
    assert direct.card.title.id == "joining.code_lost.title"
    assert "joining.begin" in actions(direct.card)
    assert told(house) == []


def test_a_mailbox_that_refused_is_not_taken_for_the_one_put_in_its_place(house: House) -> None:
    """Whoever has corrected the address by then is told nothing of the old one."""
    house.asks(ANA)
    (errand,) = house.app.claim(1)
    house.waits_for(seconds=1)
    house.asks(ANA, email="ana.new@calgary.ca")
    house.app.settle(errand, GONE)
    house.carries_out()

    assert house.directs(ANA) == []


def test_a_code_that_could_not_be_mailed_is_nothing_to_who_has_withdrawn(house: House) -> None:
    """The errand composes to nothing."""
    house.fates[Letter] = GONE
    house.asks(ANA)
    (errand,) = house.app.claim(1)
    house.carries(errand)
    house.presses(ANA, "joining.withdrawn", house.request(ANA).id)
    house.carries_out()

    assert house.directs(ANA) == []


def test_a_message_that_did_not_reach_somebody_is_not_worth_telling(house: House) -> None:
    """The letter says the same, and people may have closed their messages."""
    approved_but(house, Direct)

    assert told(house) == []


def test_what_fails_for_now_is_not_told(house: House) -> None:
    """It may still arrive."""
    house.fates[Letter] = DOWN
    house.asks(ANA)
    house.carries_out()

    assert told(house) == []


def test_a_room_that_is_gone_is_told_in_the_others(house: House) -> None:
    """And that this cannot be told there is not told again, for ever and ever."""
    house.asks(ANA)
    house.proves(ANA)
    house.fates[Post] = GONE
    tried = house.carries_out()

    assert [post.platform for post in tried if isinstance(post, Post)].count("slack") == 3
    house.waits_for(days=1)
    assert house.carries_out() == []


def test_it_is_told_of_somebody_who_has_left_meanwhile(house: House) -> None:
    """By the reference, which is all that stays."""
    approved_but(house, Letter)
    reference = house.request(ANA).reference
    house.leaves(ANA)
    house.carries_out()

    assert reference in written(shown(told(house)[0]))
