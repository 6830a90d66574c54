"""What could not be delivered, for coordinators to look at and to try again.

Trying again revives the errand: the same id, and so the same Message-ID and nonce. Kinds that may happen once
are repeated too, because a person has decided it, who was told that it may arrive twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from bot import failures, switch
from bot.audit import Action
from bot.auditing import record
from bot.chat import CHOICES_LIMIT, Command, Press, Submission, Text
from bot.errors import Invalid, Malformed
from bot.members.who import coordinating
from bot.outbox import FAILED, Errand
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say

if TYPE_CHECKING:
    from bot.routing import ErrandRoute

Kinds = Mapping[str, "ErrandRoute"]  # those that this version has written


class Tried(StrEnum):
    """What came of trying something again."""

    AGAIN = "again"
    GONE = "gone"  # there would be nothing to send
    ALREADY = "already"  # it does not stand as failed: somebody was faster
    UNKNOWN = "unknown"  # it failed too long ago, or never was


def retry(turn: Turn, kinds: Kinds, errand_id: str, actor: str) -> Tried:
    """Exactly one of those who try the same at once does."""
    failed = turn.unit.outbox.get(errand_id) if _is_id(errand_id) else None
    if failed is None:
        return Tried.UNKNOWN
    if failed.result not in FAILED:
        return Tried.ALREADY
    if not _is_wanted(turn, kinds, failed):
        return Tried.GONE
    if not turn.unit.outbox.retry(failed.id, turn.now):
        return Tried.ALREADY
    record(turn, Action.RETRIED, failed.id, actor=actor, reason=failed.code, detail=failed.kind)
    return Tried.AGAIN


def _is_wanted(turn: Turn, kinds: Kinds, failed: Errand) -> bool:
    """As it was written then: afterwards it counts as written now."""
    route = kinds.get(failed.kind)
    if route is None:
        return True  # whoever carries it out may know it
    try:
        return route.wanted(turn, failed) if route.wanted else route.compose(turn, failed) is not None
    except Exception:  # noqa: BLE001 - a poisoned one stops no other; carried out, its fault is logged
        return True


# ---- what coordinators do


def show(turn: Turn, event: Command | Press, kinds: Kinds) -> Reply:
    card = failures.listed(turn, kinds)
    return Replace(card) if isinstance(event, Press) else Say(card)


def open_form(turn: Turn, _press: Press, kinds: Kinds) -> Reply:
    """The form; the list, when nothing is left to be tried again."""
    failed = turn.unit.outbox.failed(CHOICES_LIMIT)
    return Ask(failures.form(turn, failed, kinds)) if failed else Say(failures.listed(turn, kinds))


def submit(turn: Turn, submission: Submission, kinds: Kinds) -> Reply:
    """Each by itself, with its own outcome."""
    chosen = _chosen(submission)
    me = coordinating(turn, submission.person)
    outcomes = tuple((turn.unit.outbox.get(each), retry(turn, kinds, each, me.id)) for each in chosen)
    return Say(switch.honest(turn, failures.tried(turn, outcomes, kinds)))


def _chosen(submission: Submission) -> tuple[str, ...]:
    """Not only what the form would offer now: what was tried again since gets its own answer."""
    given = submission.values.get(failures.FIELD) or ()
    if not given:
        raise Invalid({failures.FIELD: Text("answers.required")})
    if isinstance(given, str) or len(given) > CHOICES_LIMIT or not all(map(_is_id, given)):
        raise Malformed
    return tuple(dict.fromkeys(given))


def _is_id(given: str) -> bool:
    return given.isascii() and given.isalnum()
