"""The card about what is kept: put up once on each platform, and shown anew when its words change."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from adapters.catalogues import LANGUAGES
from adapters.words import PlainWriter, Words
from bot.chat import Reader, Room
from bot.deliveries import Edit, Post
from bot.members import kept_here
from bot.members.kept_here import SUBJECT, WORDS, card
from bot.outbox import Outcome, Result
from tests.core.house import GONE, House
from tests.core.reading import said
from tests.core.test_undelivered import told
from tests.stores import sqlite_url

DELETED = Outcome(Result.NEVER, code="message_gone")
PLATFORMS = ("slack", "discord", "local")
CLAIMS = ("no record", "nothing is kept", "aucune trace", "aucun document")
DIGEST = "0718a3acc49a6159"  # of the words as of `WORDS`


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(sqlite_url(tmp_path))
    starts(house)
    yield house
    house.close()


def starts(house: House) -> None:
    house.app.operate(kept_here.put_up)
    house.carries_out()


def grows_old(house: House, platform: str = "slack") -> None:
    """It hangs with words of before."""
    house.lives_on(days=1)
    house.storage.transact(lambda unit: unit.told.keep(f"kept_here.{platform}", "2026-10"))


def posts(house: House, platform: str = "slack") -> list[Post]:
    found = [each for each in house.arrived(Post) if each.card.title.id == "kept.title"]
    return [each for each in found if each.platform == platform]


def edits(house: House) -> list[Edit]:
    return [each for each in house.arrived(Edit) if each.card.title.id == "kept.title"]


def words(language: str) -> str:
    """All that it says, on every platform."""
    reader, known = Reader(language, "America/Toronto"), Words.load()
    parts = [part for each in PLATFORMS for part in (card(each).title, *card(each).body)]
    return "\n".join(known.say(part, reader, PlainWriter()) for part in parts)


def test_it_hangs_in_the_members_room_of_each_platform(house: House) -> None:
    """With what that platform keeps."""
    for platform in ("slack", "discord"):
        (post,) = posts(house, platform)
        assert post.room is Room.MEMBERS
        assert f"kept.{platform}" in str(post.card)


def test_it_is_put_up_once(house: House) -> None:
    """However often the bot starts, and long after the errand is forgotten."""
    for _ in range(3):
        house.lives_on(days=100)
        starts(house)

    assert (len(posts(house)), edits(house)) == (1, [])


def test_other_words_are_shown_where_it_hangs(house: House) -> None:
    """Once; it is not posted again."""
    grows_old(house)
    for _ in range(2):
        starts(house)

    assert (len(posts(house)), len(edits(house))) == (1, 1)


def test_one_that_was_deleted_is_put_up_anew(house: House) -> None:
    """When its words change, which is when that is noticed."""
    grows_old(house)
    house.fates[Edit] = DELETED
    starts(house)
    house.fates.clear()
    house.lives_on(minutes=1)

    assert len(posts(house)) == 2
    assert house.storage.transact(lambda unit: unit.told.get("kept_here.slack")) == WORDS


def test_where_there_is_no_room_the_coordinators_hear_of_it(tmp_path: Path) -> None:
    """It is tried again at a start of another day."""
    house = House(sqlite_url(tmp_path))
    house.app.operate(kept_here.put_up)
    for errand in house.app.claim(9):
        house.app.settle(errand, GONE)
    house.lives_on(days=1)
    assert any("errand.members.kept_here" in said(each.body) for each in told(house))
    starts(house)

    assert [len(posts(house, platform)) for platform in ("slack", "discord")] == [1, 1]
    house.close()


def test_two_that_start_at_once_put_up_one(house: House) -> None:
    """The key is the same for both."""
    grows_old(house)
    for _ in range(2):
        house.app.operate(kept_here.put_up)
    house.carries_out()

    assert len(edits(house)) == 1
    assert house.storage.transact(lambda unit: unit.postings.reference(SUBJECT, "slack"))


def test_whoever_changes_its_words_says_so() -> None:
    """Then `WORDS` is another one, or what hangs in the rooms keeps the words of before."""
    shown = "\n\n".join(words(language) for language in LANGUAGES)

    assert (WORDS, sha256(shown.encode()).hexdigest()[:16]) == ("2026-11", DIGEST)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_never_says_that_there_are_no_records(language: str) -> None:
    """Of what others keep nothing is promised."""
    shown = words(language).lower()

    assert not [claim for claim in CLAIMS if claim in shown]
    assert "slack" in shown
    assert "discord" in shown
