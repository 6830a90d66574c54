"""What is temporary about a meeting is erased at its end, once; a receipt in the members' room says so."""

from datetime import timedelta
from pathlib import Path

from bot.chat import Room, Text
from bot.deliveries import Post
from bot.questions import scrubbing
from bot.questions.model import Question
from tests.core.cast import ANA, FLO
from tests.core.house import GONE, NETWORK, House
from tests.core.meetings import cancels, changes, meeting, plans
from tests.core.questions import WORDS, asks, goes_to, inside
from tests.core.reading import form_of, refusal, said
from tests.operations.network import read_rows

EARLY = timedelta(seconds=1)


def receipts(house: House) -> list[Post]:
    return [each for each in house.arrived(Post) if each.card.title.id.startswith("questions.receipt")]


def test_at_the_end_all_of_it_is_erased_and_a_receipt_says_how_much(ana: House) -> None:
    """The questions, where members came in, what they read before it; not a second earlier, and once."""
    planned = plans(ana)
    changes(ana, planned, "note", note_en="Please read")
    for words in (WORDS, "And then?"):
        asks(ana, words=words)
    goes_to(ana, planned.ends - EARLY)
    before, early = meeting(ana, planned.id), receipts(ana)
    goes_to(ana, planned.ends)
    goes_to(ana, planned.ends + timedelta(days=1))
    after = meeting(ana, planned.id)

    assert (before.link != "", before.note is not None, early) == (True, True, [])
    assert (inside(ana, planned), after.link, after.note) == ([], "", None)
    assert [(each.platform, each.room) for each in receipts(ana)] == [
        (platform, Room.MEMBERS) for platform in NETWORK.platforms
    ]
    assert Text("questions.receipt.erased", {"n": 2}) in receipts(ana)[0].card.body
    assert "questions.receipt.kept" in said(receipts(ana)[0].card.body)


def test_no_errand_says_any_more_who_was_to_be_reminded(ana: House, tmp_path: Path) -> None:
    """What else is about the meeting stays as it was."""
    ana.submits(ANA, "meetings.remind", way="mail", steps=("week", "hour"))
    planned = plans(ana)
    goes_to(ana, planned.starts - timedelta(days=7, hours=3))
    goes_to(ana, planned.starts - timedelta(days=6))
    before = str(read_rows(f"sqlite:///{tmp_path / 'peerbot.db'}")["errands"])
    goes_to(ana, planned.ends)
    after = str(read_rows(f"sqlite:///{tmp_path / 'peerbot.db'}")["errands"])

    assert "meetings.remind_letter" in before
    assert "meetings.remind" not in after
    assert "meetings.invite_letter" in after


def test_what_was_erased_has_left_the_files(ana: House, tmp_path: Path) -> None:
    """The sealed words too: the write-ahead log is cut, and what was deleted is written over."""
    planned = plans(ana)
    asks(ana)
    ((sealed,),) = [row[-1:] for row in read_rows(f"sqlite:///{tmp_path / 'peerbot.db'}")["questions"]]
    stored = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    goes_to(ana, planned.ends)
    left = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())

    assert sealed in stored
    assert sealed not in left
    assert WORDS.encode() not in stored


def test_of_a_webinar_the_receipt_does_not_say_that_it_was_not_recorded(ana: House) -> None:
    """It may have been: only what the bot kept is said."""
    goes_to(ana, plans(ana, kind="webinar").ends)
    body = said(receipts(ana)[0].card.body)

    assert "questions.receipt.public" in body
    assert "questions.receipt.kept" not in body


def test_a_meeting_that_is_called_off_is_scrubbed_at_once(ana: House) -> None:
    """With a receipt for those who had asked something; without any there is none."""
    planned, other = plans(ana), plans(ana, day="2027-01-20")
    asks(ana)
    cancels(ana, planned)
    cancels(ana, other)
    ana.lives_on(minutes=1)

    assert (inside(ana, planned), meeting(ana, planned.id).link) == ([], "")
    assert [each.card.title.id for each in receipts(ana)] == ["questions.receipt.off"] * len(
        NETWORK.platforms
    )


def test_a_crash_leaves_all_or_nothing_and_the_receipt_is_written_once(ana: House) -> None:
    """Two processes that meet at the end, and one that comes again: one of them scrubs."""
    planned = plans(ana)
    asks(ana)
    goes_to(ana, planned.ends - EARLY)
    ana.waits_for(seconds=1)
    for _ in range(3):
        ana.app.operate(lambda turn: scrubbing.scrub(turn, planned))
    ana.app.tick()
    ana.carries_out()

    assert len(receipts(ana)) == len(NETWORK.platforms)
    assert Text("questions.receipt.erased", {"n": 1}) in receipts(ana)[0].card.body


def test_a_question_of_the_very_last_moment_is_swept_away(ana: House) -> None:
    """It was stored when the box was emptied already; so is one of a meeting that a backup does not know."""
    planned = plans(ana)
    goes_to(ana, planned.ends)
    for number, of in enumerate((planned.id, "gone")):
        question = Question(f"late{number}", of, "Late?")
        ana.storage.transact(lambda unit, each=question: unit.questions.put(each))  # type: ignore[misc] # of this turn
    ana.lives_on(minutes=1)

    assert ana.storage.transact(lambda unit: unit.questions.boxes(9)) == []
    assert len(receipts(ana)) == len(NETWORK.platforms)


def test_whoever_is_late_with_a_question_or_a_mark_is_told(ana: House) -> None:
    """The form was open when the meeting ended; the list too."""
    planned = plans(ana)
    asks(ana)
    form = form_of(ana.types(ANA, "question"))
    (question,) = inside(ana, planned)
    goes_to(ana, planned.ends)

    assert refusal(ana.fills_in(ANA, form, words="Late?")) == "refusal.box_over"
    assert refusal(ana.presses(FLO, "questions.answered", question.id)) == "refusal.unknown"
    assert refusal(ana.presses(FLO, "questions.list", planned.id)) == "refusal.box_over"
    assert inside(ana, planned) == []


def test_a_receipt_that_cannot_be_posted_is_told_to_the_coordinators(ana: House) -> None:
    """The room is gone: what was erased is erased."""
    planned = plans(ana)
    asks(ana)
    goes_to(ana, planned.ends - EARLY)
    ana.fates[Post] = GONE
    goes_to(ana, planned.ends)

    assert (inside(ana, planned), receipts(ana)) == ([], [])
    assert "desk.undelivered" in {each.kind for each in ana.seen}
