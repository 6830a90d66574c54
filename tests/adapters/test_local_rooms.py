"""The sandbox's rooms: what is said in them is there after a crash, and only for those who may see it."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from adapters.clock import StillClock
from adapters.local.cast import CAST
from adapters.local.journal import Journal, JournalDamaged
from adapters.local.rooms import NoSuchMessage, Rooms
from bot.chat import Reader, Room
from tests.adapters.sandbox import NOON

FRENCH = Reader("fr", "America/Halifax")


Open = Callable[[], Rooms]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens the rooms, again and again as after so many crashes: nobody closes what was open before."""
    with ExitStack() as journals:

        def open_rooms() -> Rooms:
            journal = Journal(tmp_path / "rooms.jsonl")
            journals.callback(journal.close)
            return Rooms(journal, StillClock(NOON))

        yield open_rooms


def test_a_room_is_seen_by_those_who_are_in_it(opened: Open) -> None:
    """Coordinators see their private room; a newcomer sees the welcome room and their own direct room."""
    rooms = opened()

    assert list(rooms.visible("avery")) == ["welcome", "direct-avery"]
    assert list(rooms.visible("priya")) == ["welcome", "members", "coordinators", "direct-priya"]


def test_messages_stay_in_their_room(opened: Open) -> None:
    """Whoever is not in a room sees nothing of what is said there."""
    rooms = opened()
    rooms.post(Room.COORDINATORS, "a request")

    assert [message.content for message in rooms.messages("coordinators", "mathieu")] == ["a request"]
    assert list(rooms.messages("coordinators", "avery")) == []


def test_a_private_answer_is_seen_by_one_person_only(opened: Open) -> None:
    """In a room full of people, a whisper is heard by one."""
    rooms = opened()
    whispered = rooms.whisper("avery", Room.WELCOME, "for you", "/peer home")

    assert rooms.seen_by("avery", whispered) is not None
    assert rooms.seen_by("emilie", whispered) is None
    assert list(rooms.messages("welcome", "emilie")) == []


def test_everything_is_there_after_a_restart(opened: Open) -> None:
    """Messages, edits, admissions and languages are read back from the journal, without a farewell."""
    rooms = opened()
    posted = rooms.post(Room.COORDINATORS, {"title": "open"}, nonce="n1")
    rooms.edit(posted, {"title": "approved"})
    rooms.talk("welcome", "avery", {"talk": "Hello"})
    rooms.address("avery", FRENCH)
    rooms.tell("avery", "direct-avery", "Bienvenue")
    rooms.enter(Room.MEMBERS, "avery")
    rooms.exit(Room.MEMBERS, "rob")

    again = opened()

    assert [again.find(str(n)) for n in (1, 2, 3)] == [rooms.find(str(n)) for n in (1, 2, 3)]
    assert again.reader("avery") == FRENCH
    assert set(again.people("members")) == {"avery", "priya", "mathieu", "dana", "tom"}


def test_a_line_that_a_crash_cut_short_is_taken_away(opened: Open, tmp_path: Path) -> None:
    """Nobody was told that it was posted; what comes next starts on a line of its own."""
    opened().post(Room.WELCOME, "whole")
    file = tmp_path / "rooms.jsonl"
    file.write_bytes(file.read_bytes() + b'{"kind":"say","id":"2","ro')

    opened().post(Room.WELCOME, "after the crash")

    contents = [message.content for message in opened().messages("welcome", "avery")]
    assert contents == ["whole", "after the crash"]


@pytest.mark.parametrize("damage", [b"not json\n", b"[]\n", b"\xff\n"])
def test_a_damaged_journal_is_told_by_its_line(opened: Open, tmp_path: Path, damage: bytes) -> None:
    """It is not guessed at, and what stands in it is not quoted."""
    opened().post(Room.WELCOME, "whole")
    file = tmp_path / "rooms.jsonl"
    file.write_bytes(file.read_bytes() + damage)

    with pytest.raises(JournalDamaged, match="line 2 of") as raised:
        opened()

    assert damage.decode("latin-1").strip() not in str(raised.value)


def test_what_is_posted_lies_in_the_journal_at_once(opened: Open, tmp_path: Path) -> None:
    """The effect is there when the call returns, with its nonce, however often it is posted."""
    rooms = opened()
    rooms.post(Room.WELCOME, "twice", nonce="same")
    rooms.post(Room.WELCOME, "twice", nonce="same")

    lines = [json.loads(line) for line in (tmp_path / "rooms.jsonl").read_text().splitlines()]

    assert [(line["id"], line["nonce"]) for line in lines] == [("1", "same"), ("2", "same")]


def test_entering_twice_is_entering_once(opened: Open) -> None:
    """Nobody stands in a room twice, and leaving when not there does nothing."""
    rooms = opened()
    for _ in range(2):
        rooms.enter(Room.MEMBERS, "avery")
    for _ in range(2):
        rooms.exit(Room.MEMBERS, "rob")

    assert sorted(rooms.people("members")) == ["avery", "dana", "mathieu", "priya", "tom"]
    assert opened().people("members") == rooms.people("members")


def test_an_unknown_message_cannot_be_edited(opened: Open, tmp_path: Path) -> None:
    """A reference that names nothing is refused and leaves no trace."""
    with pytest.raises(NoSuchMessage):
        opened().edit("99", "new")

    assert (tmp_path / "rooms.jsonl").read_bytes() == b""


def test_who_watches_is_woken_by_a_change(opened: Open) -> None:
    """What was taken before the change is set after it; the next one waits for the next change."""
    rooms = opened()
    waiting = rooms.changed
    rooms.post(Room.WELCOME, "news")

    assert waiting.is_set()
    assert not rooms.changed.is_set()


def test_everybody_has_an_account_of_their_own() -> None:
    """Ids, names and direct rooms are each used once, and each language is spoken by a newcomer."""
    newcomers = [member for member in CAST if Room.MEMBERS not in member.rooms]

    assert (
        len({m.identity for m in CAST}) == len({m.name for m in CAST}) == len({m.direct for m in CAST}) == 14
    )
    assert {member.reader.language for member in newcomers} == {"en", "fr"}
