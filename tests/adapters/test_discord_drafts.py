"""What was filled in and could not be taken is kept for a while, for whoever filled it in, and no longer."""

from __future__ import annotations

from adapters.discord.drafts import KEPT, SECONDS, Draft, Drafts, key_of
from bot.chat import Field, Form, Kind, Reader, Text

FORM = Form("joining.link", "new", 0, Text("t"), (Field("email", Kind.EMAIL, Text("l")),), Text("s"))
KEY = key_of(FORM)


class Kept:
    """With the time in hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.drafts = Drafts(lambda: self.now)

    def keep(self, user: str, written: str = "x") -> None:
        self.drafts.keep(user, Draft(FORM, Reader("en", "UTC"), values={"email": written}))

    def found(self, user: str) -> object:
        draft = self.drafts.find(user, KEY)
        return draft.values["email"] if draft else None


def test_it_is_found_for_a_quarter_of_an_hour() -> None:
    """Counted from the last time that it was filled in; then nothing of it is there."""
    kept = Kept()
    kept.keep("ana", "first")
    kept.now = SECONDS - 1
    kept.keep("ana", "second")
    kept.now = 2 * SECONDS - 2
    within = kept.found("ana")
    kept.now += 1

    assert (within, kept.found("ana"), len(kept.drafts)) == ("second", None, 0)


def test_nobody_finds_what_another_has_filled_in() -> None:
    """Nor another form's."""
    kept = Kept()
    kept.keep("ana")

    assert kept.found("luc") is None
    assert kept.drafts.find("ana", "joining.link:new:1") is None


def test_of_too_many_the_oldest_go() -> None:
    """However many fill in something that cannot be taken."""
    kept = Kept()
    for number in range(KEPT + 1):
        kept.keep(f"{number}")

    assert (len(kept.drafts), kept.found("0"), kept.found("1")) == (KEPT, None, "x")
