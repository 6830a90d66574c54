"""Somebody takes no direct messages: their choice, and no failure. What was to be said goes by mail, and the
coordinators see that it does."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from bot.joining.errands import show_card
from bot.members.model import Account, AskedWhy, Profile
from bot.outbox import Errand, Result
from bot.ports import Turn

CODE = "directs_closed"


class ByMail(StrEnum):
    """How what a direct message says reaches its reader where these are closed."""

    NOT = "not"
    TOO = "too"  # a letter is written with it in any case
    INSTEAD = "instead"  # one is written when the message cannot arrive, named like it
    QUIETLY = "quietly"  # the sender writes one; nothing is noted that could tell others whom it was for


def reaches(turn: Turn, errand: Errand, by_mail: ByMail) -> bool:
    """Whether a letter says it: only to a mailbox that is proven, and that takes what we send."""
    _, profile = _whom(turn, errand)
    if by_mail is ByMail.NOT or profile is None:
        return False
    return bool(profile.address) and profile.asked_why != AskedWhy.MAIL


def learn(turn: Turn, errand: Errand, by_mail: ByMail, result: Result, code: str) -> None:
    """What the end of a direct message tells of the account, and what follows."""
    account, profile = _whom(turn, errand)
    if account is None or profile is None or by_mail is ByMail.QUIETLY:
        return
    if result in (Result.DELIVERED, Result.ELSEWHERE) or code == CODE:
        _remember(turn, errand, account, closed=code == CODE)
    if result is Result.ELSEWHERE and by_mail is ByMail.INSTEAD:
        _write(turn, errand, account, profile)


def _remember(turn: Turn, errand: Errand, account: Account, *, closed: bool) -> None:
    if account.directs_closed == closed:
        return
    turn.unit.profiles.save_account(replace(account, directs_closed=closed))
    requests = turn.unit.requests
    request = requests.get(errand.subject) or requests.latest_of(account.profile_id)
    if request:
        show_card(turn, request, why=f"closed-{errand.id}-{errand.attempt}")


def _write(turn: Turn, errand: Errand, account: Account, profile: Profile) -> None:
    """One letter, from however many accounts the same comes back."""
    kind = errand.kind.removesuffix("_direct") + "_letter"
    key = f"{errand.key.removesuffix(account.id)}{profile.id}:letter"
    errand_id = turn.world.entropy.identifier()
    turn.unit.outbox.add(
        Errand(errand_id, kind, errand.subject, account.id, key, errand.order, turn.now, turn.now)
    )


def _whom(turn: Turn, errand: Errand) -> tuple[Account | None, Profile | None]:
    """An errand is for an account, or for a member: then it went where they were linked last."""
    profiles = turn.unit.profiles
    account = profiles.account(errand.recipient) or next(reversed(profiles.accounts(errand.recipient)), None)
    return account, profiles.get(account.profile_id) if account else None
