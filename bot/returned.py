"""What comes back by mail: a calendar's answer to an invitation, what somebody says of a meeting or asks it,
a letter that found no mailbox.

Each may come twice, and from anybody who has seen a letter of ours; neither is answered.
"""

from __future__ import annotations

from datetime import datetime

from bot.joining.address import MalformedAddress
from bot.meetings import answering, rating_by_mail
from bot.meetings.feedback import Question
from bot.meetings.model import Coming
from bot.members import reverifying
from bot.members.model import AskedWhy
from bot.ports import Turn
from bot.questions import by_mail
from bot.webinars import guesting


def replied(turn: Turn, uid: str, address: str, answer: str, sequence: int, stamp: datetime) -> bool:
    """`answer` is one of `Coming`. False when it is stale, to nothing, or nobody's."""
    mailbox = _mailbox(turn, address)
    if not mailbox:
        return False
    is_a_members = answering.reply(turn, uid, mailbox, Coming(answer), sequence, stamp)
    return is_a_members or guesting.reply(turn, uid, mailbox, Coming(answer), sequence)


def rated(turn: Turn, uid: str, address: str, question: str, mark: int) -> bool:
    """`question` is one of `Question`. False when it counts for nothing."""
    mailbox = _mailbox(turn, address)
    return bool(mailbox) and rating_by_mail.rate(turn, uid, mailbox, Question(question), mark)


def asked(turn: Turn, uid: str, address: str, words: str) -> bool:
    """A question to a meeting. False when it is put nowhere."""
    mailbox = _mailbox(turn, address)
    return bool(mailbox) and by_mail.ask(turn, uid, mailbox, words)


def bounced(turn: Turn, address: str) -> bool:
    """A member's mailbox is no more: as when a letter is refused at once, they are asked about it, in their
    chats. False when it is no member's, or they are asked already."""
    mailbox = _mailbox(turn, address)
    profile = turn.unit.profiles.of_mailbox(mailbox) if mailbox else None
    if profile is None or not profile.is_member:
        return False
    reverifying.ask(turn, profile, AskedWhy.MAIL)
    return profile.asked_at is None or profile.asked_why == AskedWhy.YEARLY


def _mailbox(turn: Turn, address: str) -> str:
    """Empty for what can be nobody's."""
    try:
        return turn.world.addresses.read(address).mailbox
    except MalformedAddress:
        return ""
