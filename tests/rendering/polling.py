"""Polls with as many and as long options as there may be, on every screen on which they are seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bot.answers import Given
from bot.replies import Answer
from bot.topics.model import State, Topic
from tests.core.cast import CLAIRE, Actor
from tests.core.house import House
from tests.core.meetings import plans
from tests.core.voting import changes, drafted, poll

OPTIONS = "\n".join(f"{number:02}" + "&" * 118 for number in range(20))
TITLE = "<!channel> @everyone " + "&" * 99
WAYS = {"ranked": "next", "approval": "choose", "one": "choose"}


@dataclass
class Polling:
    """What `member` and a coordinator do; `pressed` are the buttons that were."""

    house: House
    member: Actor
    sees: Callable[[Actor, Answer], None]
    fills_in: Callable[[], None]
    pressed: set[str]

    def begins(self) -> None:
        """Every form of a draft is opened and filled in."""
        now, proposer = self.house.clock.now(), self.house.profile(self.member).id
        topic = Topic("w" * 26, "&" * 120, "en", proposer, now, now, state=State.SHORTLISTED)
        self.house.storage.transact(lambda unit: unit.topics.add(topic))
        self._presses(CLAIRE, "new", "all")
        self.fills_in()
        for what in ("texts", "topics", "rules", "closes", "scope"):
            self._presses(CLAIRE, what, self._drafts(5))
            self.fills_in()
        self._presses(CLAIRE, "discard", self._drafts(5))

    def goes_on(self) -> None:
        """By each method, from the preview to the ballot."""
        plans(self.house, CLAIRE, day=self._day(40))
        which = ""
        for method, way in WAYS.items():
            which = self._opens(self._drafts(3, options=OPTIONS, method=method))
            for action in ("ballot", "protected", "again", "take_back", "mine", way):
                self._presses(self.member, action, which)
            self.fills_in()
            self._presses(self.member, "rank", which, 3)
            self._presses(self.member, "ranked", f"{which}-010203")
            self._presses(CLAIRE, "move", which)
            self.fills_in()
        self._presses(CLAIRE, "withdraw", which)
        self._presses(CLAIRE, "withdrawn", which)

    def ends(self) -> None:
        """All that are open come to their end; what one of them decided is a theme."""
        draft = self._drafts(3)
        changes(self.house, poll(self.house, draft), "scope", CLAIRE, may_add="yes")
        which = self._opens(draft)
        self._presses(self.member, "suggest", which)
        self.fills_in()
        self.sees(self.member, self.house.types(self.member, "polls"))
        self._presses(self.member, "vote", which, 1)
        self.house.waits_for(days=4)
        self.house.app.tick()
        self._presses(self.member, "results", which)
        self._presses(CLAIRE, "list", "all")
        self._presses(CLAIRE, "theme", which)
        self.fills_in()

    def _drafts(self, ahead: int, **other: Given) -> str:
        draft = drafted(self.house, CLAIRE, **{"day": self._day(ahead), "title": TITLE} | other)
        changes(self.house, draft, "rules", CLAIRE, tie="drawn", quorum="1")
        return draft.id

    def _opens(self, draft: str) -> str:
        for action in ("preview", "preview_next", "open", "run"):
            self._presses(CLAIRE, action, draft)
        return draft

    def _presses(self, who: Actor, action: str, subject: str, revision: int | None = None) -> None:
        """Of those who run it as it is now; members' buttons carry no revision."""
        if revision is None:
            revision = poll(self.house, subject).revision if who is CLAIRE and subject != "all" else 0
        self.pressed.add(f"polls.{action}")
        self.sees(who, self.house.presses(who, f"polls.{action}", subject, revision))

    def _day(self, ahead: int) -> str:
        return f"{self.house.clock.now() + timedelta(days=ahead):%Y-%m-%d}"
