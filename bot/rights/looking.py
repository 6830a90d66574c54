"""What is held about whoever asks, and the privacy notice: nothing of it changes anything."""

from __future__ import annotations

from bot.chat import Command, Press
from bot.ports import Turn
from bot.replies import Reply, Say
from bot.rights import exporting, notice, pages
from bot.rights.whose import own
from bot.visits import showing

EXPORT = ("export", "exporter")


def privacy(turn: Turn, _event: Command | Press) -> Reply:
    return Say(notice.notice(turn))


def show(turn: Turn, event: Command | Press) -> Reply:
    """`/peer data`; `/peer data export` hands it over at once."""
    me = own(turn, event, *EXPORT)
    if me is None:
        return Say(pages.nothing(turn))
    if isinstance(event, Command) and event.argument.strip().lower() in EXPORT:
        return exporting.hand_over(turn, me)
    return Say(pages.person(turn, me, *showing.offered(turn, event.person)))


def lists(turn: Turn, press: Press) -> Reply:
    """What came of what they did."""
    me = own(turn, press)
    return Say(pages.lists(turn, me) if me else pages.nothing(turn))


def deeds(turn: Turn, press: Press) -> Reply:
    """What the audit and the errands say of them."""
    me = own(turn, press)
    return Say(pages.deeds(turn, me) if me else pages.nothing(turn))


def purposes(turn: Turn, press: Press) -> Reply:
    """What each kind of it is for, some at a time."""
    me = own(turn, press)
    return Say(pages.purposes(turn, me, press.revision) if me else pages.nothing(turn))
