"""The store of questions, and of which meetings nothing temporary is kept any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.questions.model import Mark, Question


class QuestionBox(Protocol):
    """Words are sealed with the network's key. Nothing says who asked, or when."""

    def put(self, question: Question) -> None:
        """The unit may change nothing else: raises before it ends otherwise."""

    def of(self, meeting_id: str) -> Sequence[Question]:
        """All of them, by their random ids."""

    def get(self, question_id: str) -> Question | None: ...

    def mark(self, question_id: str, mark: Mark) -> None:
        """Of two who mark it at once, the later one holds. Nothing happens when it is gone."""

    def erase(self, meeting_id: str) -> int:
        """All of them, without a trace; how many there were."""

    def boxes(self, limit: int) -> Sequence[str]:
        """Ids of meetings that have any."""


class Scrubs(Protocol):
    """Of which meetings all that was temporary is erased."""

    def once(self, meeting_id: str, questions: int) -> bool:
        """It is, with so many questions; False when it was before, and exactly one caller is told True."""

    def questions(self, meeting_id: str) -> int | None:
        """How many there were; None when that is still to come."""
