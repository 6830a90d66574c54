"""What rights do not reach; the family is drawn in `bot.errors`."""

from __future__ import annotations

from bot.errors import Refusal


class OnlyYourOwn(Refusal):
    """What is held about somebody else is theirs to ask for."""

    personal = True


class NoWayOut(Refusal):
    """There is neither a page to download it from nor a proven mailbox to send it to."""

    personal = True
