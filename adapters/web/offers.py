"""What a member's own pages offer of all that members may do in a chat: what is shown at an address, what
acts and so takes a press, and which page tells afterwards how things stand.

Whatever has an address shows something or opens a form, and changes nothing: browsers and mail scanners fetch
addresses as they like.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.chat import Button, Card, Text
from bot.meetings import answering, rating

# Pages by their addresses, each with the command that it stands for, or with a button's key.
PAGES: Mapping[str, str] = {
    "meetings": "meetings",
    "polls": "polls.mine:me:0",
    "topics": "topics",
    "topic": "topic",
    "question": "question",
    "calendar": "calendar",
    "reminders": "reminders",
    "language": "language",
    "mail": "mail",
    "accounts": "link",
    "change": "change",
    "status": "status",
    "withdraw": "withdraw",
    "data": "data",
    "privacy": "privacy",
    "leave": "leave",
    "forget": "forget",
}
HOME = ""
ON_TOP = frozenset({HOME, "meetings", "polls", "topics", "data"})  # of every page
# Buttons that lead to such a page, whatever they are about.
LEADS: Mapping[str, str] = {
    "members.home": HOME,
    "members.language": "language",
    "members.change": "change",
    "members.link": "accounts",
    "joining.link": "accounts",
    "joining.status": "status",
    "joining.withdraw": "withdraw",
    "members.leave": "leave",
    "meetings.mine": "meetings",
    "polls.mine": "polls",
    "topics.suggest": "topic",
    "rights.data": "data",
    "rights.privacy": "privacy",
    "rights.forget": "forget",
}
# Buttons that show something under an address of their own.
SHOWN = frozenset(
    {
        "meetings.look", "meetings.rate", "polls.ballot", "polls.again", "polls.choose", "polls.protected",
        "polls.results", "polls.suggest", "topics.list", "topics.look", "topics.take_back", "questions.ask",
        "rights.lists", "rights.deeds", "rights.purposes", "members.unlink", "joining.verify",
        "joining.answer", "joining.vouch_show",
    }
)  # fmt: skip
# What acts, by a press or a form, and the page that shows it afterwards: nothing where the answer itself is
# what there is to see, or says what can be seen this once.
ITSELF = None
_MEETING, _BALLOT, _TOPIC = "show/meetings.look:{}:0", "show/polls.ballot:{}:0", "show/topics.look:{}:0"
AFTER: Mapping[str, str | None] = {
    **dict.fromkeys((f"meetings.{coming}" for coming in answering.ANSWERS), _MEETING),
    **dict.fromkeys((f"meetings.why_{why}" for why in answering.REASONS), _MEETING),
    **dict.fromkeys((f"meetings.rate_{question}" for question in rating.RATINGS), "show/meetings.rate:{}:0"),
    "meetings.wish": _MEETING,
    "meetings.feed_new": ITSELF,
    "meetings.feed_revoke": "calendar",
    "polls.vote": _BALLOT,
    "polls.ranked": _BALLOT,
    "polls.take_back": _BALLOT,
    "topics.post": _TOPIC,
    "topics.instead": _TOPIC,
    "topics.support": _TOPIC,
    "topics.withdraw": _TOPIC,
    "topics.taken_back": "topics",
    "rights.export": ITSELF,
    "rights.mail_off": "mail",
    "rights.mail_on": "mail",
    "rights.forgotten": ITSELF,
    "members.still": HOME,
    "members.left": ITSELF,
    "members.unlinked": "accounts",
    "joining.resend": "status",
    "joining.insist": "status",
    "joining.meant": "status",
    "joining.not_listed": "status",
    "joining.withdrawn": "status",
    "joining.vouch_yes": HOME,
    "joining.vouch_no": HOME,
}
FORMS: Mapping[str, str | None] = {
    "members.language": HOME,
    "joining.change": "status",
    "joining.verify": "status",
    "joining.answer": "status",
    "meetings.remind": ITSELF,
    "polls.choose": _BALLOT,
    "polls.suggest": _BALLOT,
    "topics.suggest": ITSELF,
    "questions.ask": ITSELF,
}
ENDING = frozenset({"members.left", "rights.forgotten"})  # whoever does that has no pages any more


def place_of(action: str, subject: str, revision: int) -> str | None:
    """Behind the address of the pages: where something is shown; None for what is not shown by an address."""
    if action in LEADS:
        return LEADS[action]
    if action == "topics.list" and revision == 0:
        return "topics"
    if action in SHOWN:
        return f"show/{action}:{subject}:{revision}"
    return None


def where(button: Button) -> str | None:
    """The same of a button; None for one that acts."""
    return place_of(button.action, button.subject, button.revision)


def place_after(action: str, subject: str) -> str | None:
    """None where the answer itself is to be shown."""
    place = {**AFTER, **FORMS}[action]
    return place.format(subject.partition("-")[0]) if place is not None else None


def offered(card: Card) -> Card:
    """With those of its buttons that are offered here, and without facts of which there is nothing."""
    buttons = tuple(map(_named, (each for each in card.buttons if _is_offered(each))))
    facts = tuple(fact for fact in card.facts if fact.value not in ("", ()))
    return replace(card, facts=facts, buttons=buttons)


def _is_offered(button: Button) -> bool:
    return where(button) is not None or button.action in AFTER


def _named(button: Button) -> Button:
    """What a chat calls the panel is the first of these pages."""
    return replace(button, label=Text("web.mine.home")) if where(button) == HOME else button
