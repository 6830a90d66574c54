"""The whole address, for a coordinator who needs it: never in a room, and each time in the audit."""

from __future__ import annotations

from bot.audit import Action
from bot.auditing import record
from bot.chat import Press
from bot.errors import Unknown
from bot.joining.desk import decidable
from bot.joining.views import address_of
from bot.ports import Turn
from bot.replies import Reply, Say


def reveal(turn: Turn, press: Press) -> Reply:
    """To whoever presses alone, as long as it is to be decided; of a member, their card shows it."""
    request, me = decidable(turn, press)
    if not request.address:
        raise Unknown
    record(turn, Action.REVEALED, request.id, actor=me.id)
    return Say(address_of(request.reference, request.address))
