"""Members without an account ask by a mail whose subject is begun already; what they write behind it is the
question. Who writes it has the letter, and is whom it was to; of that nothing is kept, as with a form.
"""

from __future__ import annotations

from bot.answers import Unusable, clean_line
from bot.chat import Text
from bot.deliveries import Asked
from bot.meetings.model import Meeting, Seat
from bot.members.model import Profile
from bot.ports import Turn
from bot.questions.asking import put
from bot.questions.errors import BoxFull
from bot.questions.model import WORDS_LIMIT

LIMIT = "form questions.ask"


def way(turn: Turn, meeting: Meeting, member: Profile, seat: Seat) -> tuple[Asked, ...]:
    """What a letter says of it: nothing where nobody reads mail, or to whoever has an account."""
    reached = turn.world.network.answers_by_mail and seat.uid and meeting.is_ahead(turn.now)
    if not reached or turn.unit.profiles.accounts(member.id):
        return ()
    return (Asked(Text("questions.by_mail"), ((Text("button.questions.ask"), f"{seat.uid}-question: "),)),)


def ask(turn: Turn, uid: str, mailbox: str, words: str) -> bool:
    """By the member with this proven mailbox. False when it is put nowhere: it is another's, too late, too
    long, or one of too many."""
    me, seat = turn.unit.profiles.of_mailbox(mailbox), turn.unit.seats.known_as(uid)
    if me is None or seat is None or seat.member != me.id or not me.is_member:
        return False
    meeting = turn.unit.meetings.get(seat.meeting_id)
    if meeting is None or not meeting.is_ahead(turn.now):
        return False
    try:
        clean = clean_line(words, WORDS_LIMIT, required=True)
        if not turn.world.limits.allows(LIMIT, f"mail:{me.id}", turn.now):
            return False
        put(turn, meeting, clean)
    except (Unusable, BoxFull):
        return False
    return True
