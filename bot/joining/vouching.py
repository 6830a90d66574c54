"""A coordinator asks a member of the same community whether they know the applicant as a colleague, and that
member answers, once, in the chat."""

from __future__ import annotations

from bot import switch
from bot.answers import check
from bot.audit import Action
from bot.auditing import record
from bot.chat import Card, Press, Submission
from bot.deliveries import Direct, Letter
from bot.errors import Unknown
from bot.joining import desk, desk_views, vouch_views
from bot.joining.colleagues import colleagues, share_an_office
from bot.joining.errands import show_card, write
from bot.joining.errors import NobodyToAsk
from bot.joining.model import DECIDABLE, JoinRequest
from bot.joining.vouch import Vouch, Word
from bot.members.model import Account, Profile
from bot.members.who import acting
from bot.outbox import Errand
from bot.ports import Turn
from bot.replies import Ask, Replace, Reply, Say

# ---- a coordinator asks


def open_form(turn: Turn, press: Press) -> Reply:
    request, me = desk.decidable(turn, press)
    found = colleagues(turn, request, me)
    if not found:
        raise NobodyToAsk(card=desk_views.card(turn, request))
    return Ask(vouch_views.form(request, found))


def ask(turn: Turn, submission: Submission) -> Reply:
    """The colleague gets a direct message on each of their accounts."""
    request, me = desk.decidable(turn, submission)
    found = colleagues(turn, request, me)
    values = check(vouch_views.form(request, found), submission.values)
    voucher = next(each for each in found if each.id == values["voucher"])
    turn.unit.profiles.save(voucher)  # of two who ask the same person at once, the second sees the first
    vouch = Vouch(turn.world.entropy.identifier(), request.id, voucher.id, me.id, turn.now)
    turn.unit.vouches.add(vouch)
    record(turn, Action.VOUCH_ASKED, request.id, actor=me.id, detail=voucher.id)
    for account in turn.unit.profiles.accounts(voucher.id):
        write(turn, "joining.vouch_direct", request, account.id, f"joining.vouch:{vouch.id}:{account.id}")
    show_card(turn, request, why=f"asked-{vouch.id}")
    return Say(switch.honest(turn, vouch_views.asked(request, voucher)))


def direct(turn: Turn, errand: Errand) -> Direct | None:
    """Nothing when the answer would not be taken any more."""
    account = turn.unit.profiles.account(errand.recipient)
    profile, card = _question(turn, errand, account)
    if account is None or profile is None or card is None:
        return None
    return Direct(account.identity, card, profile.reader, errand.nonce)


def letter(turn: Turn, errand: Errand) -> Letter | None:
    """To somebody who takes no direct messages; the panel has what they answer with."""
    profile, card = _question(turn, errand, turn.unit.profiles.account(errand.recipient))
    if profile is None or card is None or not profile.address:
        return None
    body = (*card.body, *vouch_views.in_letter(card))
    return Letter(errand.key, profile.address, profile.name, profile.reader, card.title, body)


def _question(turn: Turn, errand: Errand, account: Account | None) -> tuple[Profile | None, Card | None]:
    """Who is asked, and what, while they have not answered and may."""
    request = turn.unit.requests.get(errand.subject)
    profile = turn.unit.profiles.get(account.profile_id) if account else None
    if request is None or profile is None or _out(turn, request, profile):
        return profile, None
    vouches = turn.unit.vouches.of(request.id)
    mine = next((each for each in vouches if each.voucher == profile.id and not each.answer), None)
    return profile, vouch_views.question(turn, request, mine) if mine else None


# ---- the colleague answers


def show(turn: Turn, press: Press) -> Reply:
    """The question once more, for who has it in no message."""
    me, vouch = acting(turn), turn.unit.vouches.get(press.subject)
    request = turn.unit.requests.get(vouch.request_id) if vouch else None
    if vouch is None or request is None or vouch.voucher != me.id or request.applicant == me.id:
        raise Unknown
    if vouch.answer:
        return Say(vouch_views.already(vouch))
    return Say(_out(turn, request, me) or vouch_views.question(turn, request, vouch))


def say_yes(turn: Turn, press: Press) -> Reply:
    return _answer(turn, press, Word.YES)


def say_no(turn: Turn, press: Press) -> Reply:
    return _answer(turn, press, Word.NO)


def _answer(turn: Turn, press: Press, word: Word) -> Reply:
    """Whoever was asked, once, while the request can be decided; the coordinators' cards show it."""
    me, vouch = acting(turn), turn.unit.vouches.get(press.subject)
    request = turn.unit.requests.get(vouch.request_id) if vouch else None
    if vouch is None or request is None or vouch.voucher != me.id or request.applicant == me.id:
        raise Unknown
    if vouch.answer:
        return Replace(vouch_views.already(vouch))
    if out := _out(turn, request, me):
        return Replace(out)
    if not turn.unit.vouches.answer(vouch.id, word, turn.now):
        return Replace(vouch_views.already(turn.unit.vouches.get(vouch.id) or vouch))
    record(turn, Action.VOUCHED, request.id, actor=me.id, reason=word)
    show_card(turn, request, why=f"vouched-{vouch.id}")
    return Replace(vouch_views.thanks())


def _out(turn: Turn, request: JoinRequest, voucher: Profile) -> Card | None:
    """What there is to say to somebody whose answer is not needed, or not theirs to give, any more."""
    if request.state not in DECIDABLE:
        return vouch_views.over()
    if not voucher.is_member or not share_an_office(turn, request.community_id, voucher.community_id):
        return vouch_views.elsewhere()
    return None
