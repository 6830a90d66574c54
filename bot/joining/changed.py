"""What is said once a member's change holds: to the new mailbox, to the one before, and in the chat."""

from __future__ import annotations

from bot.chat import Text, Value
from bot.deliveries import Direct, Letter
from bot.joining import views
from bot.joining.errands import direct_to, letter_to
from bot.joining.model import JoinRequest, State
from bot.members import views as members
from bot.members.model import Profile
from bot.outbox import Errand
from bot.ports import Turn


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """To the mailbox that holds from now on."""
    request, profile = _applied(turn, errand)
    if request is None or profile is None:
        return None
    return letter_to(errand, request, profile, _subject(turn), _body(turn, request))


def former_letter(turn: Turn, errand: Errand) -> Letter | None:
    """To the one before: somebody else may be at the account."""
    request, profile = _applied(turn, errand)
    if request is None or profile is None or not request.former:
        return None
    body = (
        Text("joining.changed_former.body", {"network": turn.world.network.name}),
        Text("joining.changed.not_you"),
    )
    return Letter(errand.key, request.former, request.name, profile.reader, _subject(turn), body)


def direct(turn: Turn, errand: Errand) -> Direct | None:
    request, _ = _applied(turn, errand)
    return direct_to(turn, errand, members.changed()) if request else None


def _applied(turn: Turn, errand: Errand) -> tuple[JoinRequest | None, Profile | None]:
    request = turn.unit.requests.get(errand.subject)
    if request is None or request.state is not State.APPROVED:
        return None, None
    return request, turn.unit.profiles.get(request.applicant)


def _subject(turn: Turn) -> Text:
    return Text("joining.changed.subject", {"network": turn.world.network.name})


def _body(turn: Turn, request: JoinRequest) -> tuple[Value, ...]:
    community = views.community_of(turn, request)
    return (
        Text("joining.changed.body", {"network": turn.world.network.name, "community": community}),
        Text("joining.changed.not_you"),
    )
