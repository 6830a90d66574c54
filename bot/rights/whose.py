"""Whose rights: nobody asks for anybody else."""

from __future__ import annotations

from bot.chat import Command, Press
from bot.members.model import Profile
from bot.members.who import known
from bot.ports import Turn
from bot.rights.errors import OnlyYourOwn

ME = "me"  # the subject of buttons that are about whoever presses them


def own(turn: Turn, event: Command | Press, *words: str) -> Profile | None:
    """Whoever acts, if anything is held about them. What names somebody else is refused, whether or not there
    is such a person; `words` are what else may stand behind the command."""
    me = known(turn)
    named = event.argument.strip().lower() if isinstance(event, Command) else event.subject
    mine = {"", ME, *words} | ({me.id, me.reference.lower()} if me else set())
    if named not in mine:
        raise OnlyYourOwn
    return me
