"""A ballot that cannot be read keeps no poll from closing: how many there were is said."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, literal, select, update

from adapters.poll_table import written as as_table
from bot.chat import Room
from bot.deliveries import Post
from bot.polls import published
from bot.polls.model import Ballot
from bot.polls.recounting import recount
from bot.polls.tally import count
from storage.connecting import connect
from storage.tables import ballots
from tests.core.cast import ANA, DEV, LUC
from tests.core.house import House
from tests.core.reading import refusal, said
from tests.core.tallies import POLL
from tests.core.voting import closes, hangs, opened, votes
from tests.operations.poll_folder import file_of
from tests.stores import sqlite_url

HARM: dict[str, Callable[[bytes], bytes]] = {
    "a bit": lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]),
    "its end": lambda sealed: sealed[:-1],
    "nearly all": lambda sealed: sealed[:3],
}


def damages(url: str, harm: str = "a bit", many: int = 1) -> None:
    engine = connect(url)
    with engine.begin() as connection:
        for row in connection.execute(select(ballots).limit(many)).all():
            damaged = update(ballots).where(ballots.c.tag == row.tag)
            connection.execute(damaged.values(sealed=literal(HARM[harm](row.sealed), LargeBinary())))
    engine.dispose()


@pytest.mark.parametrize("harm", HARM)
def test_a_poll_closes_without_the_ballots_that_cannot_be_read(
    house: House, tmp_path: Path, harm: str
) -> None:
    """The totals say how many; so do the card for everybody and what facilitators are told."""
    for who in (ANA, LUC, DEV):
        house.joins(who)
    which = opened(house)
    for who in (ANA, LUC, DEV):
        votes(house, which, 1, who)
    damages(sqlite_url(tmp_path), harm)
    house.lives_on(hours=1)
    found = closes(house, which)
    told = [post.card for post in house.arrived(Post) if post.room is Room.FACILITATORS]

    assert (found.ballots, found.unreadable, found.counts[0]) == (2, 1, (1, 2))
    for card in (hangs(house, which), told[-1]):
        assert "polls.result.unreadable" in said(card.body)


def test_whoever_cast_a_ballot_that_is_damaged_casts_it_anew(house: House, tmp_path: Path) -> None:
    """Until then it is as if they had not voted."""
    house.joins(ANA)
    which = opened(house)
    votes(house, which, 1)
    damages(sqlite_url(tmp_path))
    seen = house.storage.transact(lambda unit: unit.ballots.turnout(which.id))
    votes(house, which, 2)
    found = closes(house, which)

    assert seen == 0
    assert (found.counts[1], found.unreadable) == ((2, 1), 0)


def test_what_is_published_says_it_and_can_be_recounted() -> None:
    """In the document and in its table; where there is none, both are as they were before."""
    whole = count(POLL, [Ballot((1,), "", POLL.closes)])
    damaged = replace(whole, unreadable=2)
    document = published.written(POLL, damaged)
    read = published.read_of_others(document)

    assert (read.totals, recount(read)) == (damaged, ())
    assert '"unreadable","","","","","","2"' in as_table(read)
    assert "unreadable" not in published.written(POLL, whole) + as_table(published.Published(POLL, whole))


def test_a_number_of_unreadable_ballots_that_is_none_is_refused() -> None:
    """Of a document that went through other hands."""
    document = published.written(POLL, replace(count(POLL, []), unreadable=2))
    for forged in ("0", "-1", '"2"', "true"):
        with pytest.raises(published.NotPublished):
            published.read_of_others(document.replace('"unreadable": 2', f'"unreadable": {forged}'))


def test_whoever_votes_while_the_key_is_out_of_reach_hears_so(house: House, tmp_path: Path) -> None:
    """Nothing is stored, and the poll stays open; a lost one can be withdrawn."""
    house.joins(ANA)
    which = opened(house)
    file_of(sqlite_url(tmp_path), which.id).unlink()
    house.storage.sweep()

    assert refusal(votes(house, which, 1)) == "refusal.ballots_away"
