"""Two who run it make one outcome the theme of two meetings, at the same moment."""

from functools import partial

from bot.errors import Stale
from tests.core.cast import ANA, CLAIRE, FLO
from tests.core.house import House
from tests.core.meetings import meeting, plans
from tests.core.reading import form_of
from tests.core.test_together import together
from tests.core.voting import closes, opened, presses, votes


def test_an_outcome_becomes_the_theme_of_one_meeting(crowded: House) -> None:
    """The other is told that it has changed, and their meeting has no theme of it."""
    crowded.joins(ANA)
    which = opened(crowded)
    votes(crowded, which, 2)
    closes(crowded, which)
    ahead = [plans(crowded), plans(crowded, day="2027-03-03")]
    forms = [form_of(presses(crowded, which, "theme", who)) for who in (FLO, CLAIRE)]
    answers = together(
        crowded,
        *(
            partial(crowded.fills_in, who, form, meeting=each.id)
            for who, form, each in zip((FLO, CLAIRE), forms, ahead, strict=True)
        ),
    )
    themes = [meeting(crowded, each.id).theme_en for each in ahead]

    assert sorted(themes) == ["", "Floods"]
    assert sum(Stale.message in str(answer) for answer in answers) == 1
