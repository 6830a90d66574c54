"""What the errands of re-verification turn into; each only while its own question is open."""

from __future__ import annotations

from bot.chat import Room, Text
from bot.deliveries import Direct, Edit, Letter, Post
from bot.members import reverify_views
from bot.members.model import Profile
from bot.members.reverifying import key_of
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn
from bot.visits import by_letter


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """Where a chat has buttons, it says how; or it leads to their page, which has them too."""
    profile = _asked(turn, errand)
    if profile is None or not profile.address:
        return None
    card = reverify_views.question(turn, profile)
    on_page = by_letter.pages(turn, profile, Text("members.reverify.how_page"))
    body = (*card.body, *(on_page or (Text("members.reverify.how"),)))
    return Letter(errand.key, profile.address, profile.name, profile.reader, card.title, body)


def direct(turn: Turn, errand: Errand) -> Direct | None:
    """Not to an account that is somebody else's by now."""
    profile, account = _asked(turn, errand), turn.unit.profiles.account(errand.recipient)
    if profile is None or account is None or account.profile_id != profile.id:
        return None
    return Direct(account.identity, reverify_views.question(turn, profile), profile.reader, errand.nonce)


def unanswered(turn: Turn, errand: Errand) -> Post | None:
    profile = _asked(turn, errand)
    if profile is None or not profile.is_unanswered:
        return None
    return Post(errand.recipient, Room.COORDINATORS, reverify_views.unanswered(turn, profile), errand.nonce)


def posted(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Where it hangs."""
    if outcome.result is Result.DELIVERED and outcome.reference:
        turn.unit.postings.keep(errand.subject, errand.recipient, outcome.reference)


def over(turn: Turn, errand: Errand) -> Edit | None:
    profile = turn.unit.profiles.get(errand.subject)
    reference = turn.unit.postings.reference(errand.subject, errand.recipient)
    if profile is None or not reference:
        return None
    return Edit(errand.recipient, reference, reverify_views.over(profile))


def taken_down(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """A later question hangs elsewhere."""
    if outcome.result is Result.DELIVERED:
        turn.unit.postings.keep(errand.subject, errand.recipient, "")


def _asked(turn: Turn, errand: Errand) -> Profile | None:
    """Whom it is about, while they are asked what it was written for."""
    profile = turn.unit.profiles.get(errand.subject)
    if profile is None or not profile.is_member or profile.asked_at is None:
        return None
    return profile if errand.key == key_of(errand.kind, profile, errand.recipient) else None
