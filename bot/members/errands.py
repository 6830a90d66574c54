"""What the errands about members turn into, and what follows when they are done."""

from __future__ import annotations

from bot.deliveries import Admit, Direct, Dismiss
from bot.joining.errands import show_card
from bot.members import doors, parting, views
from bot.members.model import Account, Admission, Profile, Standing
from bot.outbox import Errand, Outcome, Result
from bot.ports import Turn

_CLOSED = {Admission.NOT_YET, Admission.FAILED}  # what failed may be tried again


def admit(turn: Turn, errand: Errand) -> Admit | None:
    account, profile = _of(turn, errand)
    if account is None or profile is None or profile.standing is not Standing.MEMBER:
        return None
    return Admit(account.identity) if account.admission in _CLOSED else None


def admitted(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """Whether the door opened is shown to the coordinators."""
    account, _ = _of(turn, errand)
    if account is None or outcome.result not in (Result.DELIVERED, Result.NEVER):
        return
    opened = outcome.result is Result.DELIVERED
    turn.unit.profiles.save_account(account.admitted() if opened else account.refused(outcome.code))
    _show_door(turn, errand)


def welcome(turn: Turn, errand: Errand) -> Direct | None:
    account, profile = _of(turn, errand)
    if account is None or profile is None or profile.standing is not Standing.MEMBER:
        return None
    return Direct(account.identity, views.welcome(turn, profile), profile.reader, errand.nonce)


def dismiss(turn: Turn, errand: Errand) -> Dismiss | None:
    """Not for somebody who has come back and is a member again."""
    account, profile = _of(turn, errand)
    if account is None or profile is None or profile.standing is Standing.MEMBER:
        return None
    return Dismiss(account.identity)


def dismissed(turn: Turn, errand: Errand, outcome: Outcome) -> None:
    """When the last door is closed, what opened it is forgotten: the account on the platform, the key. It
    is opened again for somebody who became a member anew in the moment in which it closed."""
    left = turn.unit.profiles.get(errand.subject)
    if left:
        turn.unit.profiles.save(left)  # of two doors that close at once, the second sees the first one closed
    account, profile = _of(turn, errand)
    if account and profile and outcome.result is not Result.MOOT:
        turn.unit.profiles.save_account(account.dismissed())
        _show_door(turn, errand)
        if profile.standing is Standing.MEMBER:
            doors.open_for(turn, profile)
    parting.forget_if_gone(turn, errand.subject)


def _show_door(turn: Turn, errand: Errand) -> None:
    """On the card of the request that led here."""
    request = turn.unit.requests.latest_of(errand.subject)
    if request:
        show_card(turn, request, why=f"{errand.id}-{errand.attempt}")


def _of(turn: Turn, errand: Errand) -> tuple[Account | None, Profile | None]:
    """The account, and whose it is now: it may have gone over to another profile since."""
    account = turn.unit.profiles.account(errand.recipient)
    return account, turn.unit.profiles.get(account.profile_id) if account else None
