"""Who is called when a promise runs out: on the fifth day one, on the sixth all; and nobody else, ever."""

from dataclasses import replace

from bot.chat import Everyone, Mention, Role
from bot.deliveries import Post
from tests.core.cast import ANA, CLAIRE, COORDINATES, DEV, LUC
from tests.core.decisions import reopens
from tests.core.desk import assigns
from tests.core.house import House
from tests.core.reading import called, said, written
from tests.core.seeing import posts

ROOMS = ("slack", "discord")


def taken(house: House) -> None:
    """Dev, who is on Slack alone, sees to it."""
    assigns(house, DEV, house.waits(ANA))


def test_on_the_fifth_day_whoever_took_it_is_called_where_they_are(house: House) -> None:
    """On the platform where they have an account by a typed mention; elsewhere they are named."""
    taken(house)
    house.lives_on(days=5)

    (slack,), (discord,) = (posts(house, "joining.assignee.title", room) for room in ROOMS)
    assert called(slack) == [Mention(DEV.person.identity, "Dev Singh")]
    assert called(discord) == []
    assert written(discord.body) == ["Dev Singh"]


def test_on_the_fifth_day_it_is_said_that_nobody_took_it(house: House) -> None:
    """And nobody is called."""
    house.waits(ANA)
    house.lives_on(days=5)

    for room in ROOMS:
        (card,) = posts(house, "joining.assignee.title", room)
        assert said(card.body)[0] == "joining.assignee.nobody"
        assert called(card) == []


def test_who_took_it_and_has_left_is_not_called(house: House) -> None:
    """There is nobody of that name any more, whether or not the doors are closed yet."""
    cora = replace(ANA.called("cora"), roles=COORDINATES)
    house.joins(cora)
    assigns(house, cora, house.waits(LUC))
    house.leaves(cora)
    house.lives_on(days=5)

    for room in ROOMS:
        (card,) = posts(house, "joining.assignee.title", room)
        assert said(card.body)[0] == "joining.assignee.nobody"
        assert called(card) == []


def test_on_the_sixth_day_all_coordinators_are_called(house: House) -> None:
    """By a typed mention, in each room; whoever took it is no longer named."""
    taken(house)
    house.lives_on(days=6)

    for room in ROOMS:
        (card,) = posts(house, "joining.everyone.title", room)
        assert called(card) == [Everyone(Role.COORDINATOR)]
        assert written(card.body) == []


def test_nobody_is_called_in_anything_else(house: House) -> None:
    """Whatever is asked, corrected, decided, undone, broken or digested meanwhile."""
    taken(house)
    house.waits(LUC)
    for day in range(30):
        if day == 8:
            house.asks_more(CLAIRE, house.request(LUC), "Which service?")
        if day == 9:
            house.declines(CLAIRE, house.request(ANA))
        if day == 10:
            reopens(house, house.request(ANA))
        house.lives_on(days=1)
    calling = {delivery for delivery in map(_title, house.delivered) if delivery}

    assert calling == {"joining.assignee.title", "joining.everyone.title"}


def _title(delivery: object) -> str:
    """Of a post that calls somebody; anything else that does so has none."""
    if not called(delivery):
        return ""
    return delivery.card.title.id if isinstance(delivery, Post) else repr(delivery)
