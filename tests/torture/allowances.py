"""What people may have to ask for once more when time is not what they thought."""

from __future__ import annotations

from collections import Counter

from tests.stories.runs import Run
from tests.stories.verdict import coming_of

SHORT_LIVED = ("joining.code",)  # errands whose letters are of use for some minutes only


def asked_anew(undisturbed: Run) -> Counter[str]:
    """Each of these letters, once more."""
    return sum((coming_of(kind, undisturbed) for kind in SHORT_LIVED), Counter[str]())
