"""What is otherwise because time is not what people thought."""

from __future__ import annotations

from bot.joining import digest
from bot.joining.promise import Step
from tests.stories.runs import Run
from tests.stories.verdict import Allowed, coming_of

SHORT_LIVED = {"joining.code"}  # letters that are of use for some minutes only: one asks for another
BY_TIME_ALONE = {digest.KIND, *(f"joining.{step}" for step in Step)}  # it depends on the hour what waits then


def of_time(run: Run, undisturbed: Run, *, in_order: bool = True) -> Allowed:
    asked_anew, told = coming_of(SHORT_LIVED, undisturbed), coming_of(BY_TIME_ALONE, run)
    return Allowed(asked_anew + told, coming_of(BY_TIME_ALONE, undisturbed), in_order=in_order)
