"""Several processes beat at the same moment: of what time brings about, each thing is done once."""

from collections import Counter

from tests.core.cast import ANA, CLAIRE
from tests.core.house import House
from tests.core.seeing import done, mailed, posts, steps
from tests.core.test_together import together

CROWD = [ANA.called(f"ana{number}") for number in range(6)]


def beats(house: House, **span: float) -> None:
    """Four processes at the same moment."""
    house.waits_for(**span)
    together(house, *[house.app.tick] * 4)
    house.carries_out()


def test_of_several_processes_one_takes_each_step_of_a_promise(crowded: House) -> None:
    """In each room, with one line in the audit and one note."""
    request = crowded.waits(ANA)
    for _ in range(9):
        beats(crowded, days=1)

    assert steps(crowded) == steps(crowded, "discord") == ["nudge", "assignee", "everyone", "broken"]
    assert done(crowded, request) == ["proven", "broken"]
    assert mailed(crowded) == {"joining.late.subject": 1}


def test_of_several_processes_one_repeats_a_question_and_one_closes_the_request(crowded: House) -> None:
    """One letter each."""
    crowded.asks_more(CLAIRE, crowded.waits(ANA), "Which service?")
    for _ in range(3):
        beats(crowded, days=7)

    assert done(crowded, crowded.request(ANA)) == ["proven", "asked", "closed"]
    assert mailed(crowded) == Counter(
        ["joining.question.subject", "joining.silence.subject", "joining.closed.subject"]
    )


def test_of_several_processes_one_lets_a_held_decision_go_out(crowded_holding: House) -> None:
    """And none of them stumbles over it: what else is due is done."""
    for each in CROWD:
        crowded_holding.approves(CLAIRE, crowded_holding.waits(each))
    beats(crowded_holding, minutes=10)

    for each in CROWD:
        assert done(crowded_holding, crowded_holding.request(each)) == ["proven", "approved", "sent"]
    assert mailed(crowded_holding) == {"joining.letter.subject": len(CROWD)}


def test_of_several_processes_one_says_good_morning(crowded: House) -> None:
    """On each working morning, in each room."""
    crowded.waits(ANA)
    for _ in range(3):
        beats(crowded, days=1)

    assert [len(posts(crowded, "digest.title", room)) for room in ("slack", "discord")] == [2, 2]
