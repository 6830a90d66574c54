"""Where what people hand over by a form may stand: sealed, in which column; and before whose eyes.

Whatever is not on these lists may stand nowhere. What people say to each other is on none.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.unrecorded.canaries import PLAIN

# Somebody's own screen echoes what they typed; a letter is to somebody; rooms are as they are called.
SCREEN, DIRECT, LETTER, FEED = "screen", "direct", "letter", "feed"
COORDINATORS, FACILITATORS, MEMBERS = "coordinators", "facilitators", "members"
ADDRESS, TYPED = "address ", "typed, "

SEALED: Mapping[str, set[str]] = {
    "joining.submit name": {"requests.name", "profiles.name"},
    "joining.submit line": {"writings.sealed"},
    "joining.change name": {"requests.name", "profiles.name"},
    "joining.change line": {"writings.sealed"},
    "joining.ask question": {"writings.sealed"},
    "joining.answer answer": {"writings.sealed"},
    "joining.decline note": {"writings.sealed"},
    "topics.suggest title": {"topics.title"},
    "topics.suggest why": {"topics.why"},
    "topics.park en": {"topics.answer_en"},
    "topics.park fr": {"topics.answer_fr"},
    "meetings.plan theme": {"meetings.theme_en"},
    "meetings.plan link": {"meetings.link"},
    "meetings.theme theme_en": {"meetings.theme_en"},
    "meetings.theme theme_fr": {"meetings.theme_fr"},
    "meetings.note note_en": {"meetings.note_en"},
    "meetings.note note_fr": {"meetings.note_fr"},
    "polls.new title": {"polls.title_en", "polls.title_fr", "polls.totals"},
    "polls.new options": {"poll_options.text_en", "poll_options.text_fr", "polls.totals"},
    "polls.texts title_en": {"polls.title_en", "polls.totals"},
    "polls.texts title_fr": {"polls.title_fr", "polls.totals"},
    "polls.texts options_en": {"poll_options.text_en", "polls.totals"},
    "polls.texts options_fr": {"poll_options.text_fr", "polls.totals"},
    "questions.ask words": {"questions.words"},
    "polls.suggest text": {"poll_options.text_en", "poll_options.text_fr", "polls.totals"},
}
_EVERYBODYS = {SCREEN, DIRECT, LETTER, FEED, MEMBERS, FACILITATORS}
SEEN: Mapping[str, set[str]] = {
    # who decides sees it, and the applicant; a member is called by name on cards of their own room
    "joining.submit name": {COORDINATORS, FACILITATORS, SCREEN, DIRECT, LETTER},
    "joining.change name": {COORDINATORS, FACILITATORS, SCREEN, DIRECT, LETTER},
    "joining.submit line": {COORDINATORS, SCREEN},
    "joining.change line": {COORDINATORS, SCREEN},
    "joining.ask question": {COORDINATORS, SCREEN, DIRECT, LETTER},
    "joining.answer answer": {COORDINATORS, SCREEN},
    "joining.decline note": {COORDINATORS, SCREEN, DIRECT, LETTER},
    "questions.ask words": {SCREEN},
    "meetings.roll names": {SCREEN},  # of those that look like assistants, to whoever has pasted them
    # of themes, meetings and polls, which are everybody's in the network
    **dict.fromkeys(
        (name for name in SEALED if not name.startswith(("joining.", "questions."))), _EVERYBODYS
    ),
}
# Whoever asks by mail what is held about them reads their own words in a letter to their own mailbox.
WHAT_IS_HELD = {"joining.submit line", "joining.change line", "joining.answer answer"}
ADDRESSES = {"requests.address", "profiles.address", "former_entries.address", "webinar_guests.address"}


def may_be_sealed(name: str, column: str) -> bool:
    return column in (ADDRESSES if name.startswith(ADDRESS) else SEALED.get(name, ()))


def may_be_seen(name: str, where: str, to: str) -> bool:
    """An address: in letters to it, and on the screen of a coordinator who wants to see it."""
    if name.startswith(ADDRESS):
        return where == SCREEN or (where == LETTER and to.endswith(name.removeprefix(ADDRESS)))
    if name.startswith(TYPED):
        return where == SCREEN
    if where == LETTER and name in WHAT_IS_HELD:
        return to.startswith(PLAIN)
    return where in SEEN.get(name, ())
