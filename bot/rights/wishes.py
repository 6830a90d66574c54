"""The same by mail, for people without an account in a chat. Nobody is answered but in their own proven
mailbox, so it matters little who really wrote; being forgotten is confirmed with a word out of our
letter."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from bot.chat import Card, Text, Value
from bot.deliveries import Asked, Letter
from bot.members.consents import Way
from bot.members.mailboxes import of_address
from bot.members.model import Profile, Standing
from bot.outbox import Errand
from bot.ports import Turn
from bot.rights import exporting, forgetting, mailing, notice
from bot.rights.ports import Purpose
from bot.visits import asking

PRIVACY, FORGET, MAIL = "rights.privacy_letter", "rights.forget_letter", "rights.mail_letter"
CONFIRM_WITHIN = timedelta(days=7)


class Wish(StrEnum):
    """What a mail can ask for."""

    DATA = "data"
    PRIVACY = "privacy"
    FORGET = "forget"
    CONFIRMED = "confirmed"  # that they want to be forgotten
    MAIL_OFF = "mail_off"
    MAIL_ON = "mail_on"
    PAGE = "page"  # a link to their own pages on the web


# ---- asked


def wished(turn: Turn, wish: Wish, address: str, member: str = "", token: str = "") -> bool:
    """False when it is nobody's wish whom we know; nobody is told that."""
    if wish is Wish.CONFIRMED:
        return _confirmed(turn, address, token)
    profile = turn.unit.profiles.get(member) if member else of_address(turn, address)
    if profile is None or profile.standing is Standing.LEFT or not profile.address:
        return False
    match wish:
        case Wish.DATA:
            exporting.post(turn, profile)
        case Wish.PRIVACY:
            _write(turn, PRIVACY, profile)
        case Wish.FORGET:
            _write(turn, FORGET, profile)
        case Wish.MAIL_OFF:
            _write(turn, MAIL, mailing.stop(turn, profile, Way.LINK if member else Way.MAIL))
        case Wish.MAIL_ON:
            _write(turn, MAIL, mailing.resume(turn, profile, Way.MAIL))
        case Wish.PAGE:
            return asking.answer(turn, profile)
    return True


def _confirmed(turn: Turn, address: str, token: str) -> bool:
    """By the mailbox to which the word was sent, once."""
    profile = of_address(turn, address)
    person = turn.unit.tickets.take(Purpose.FORGET, token, turn.now) if profile else None
    if profile is None or profile.id != person or profile.standing is Standing.LEFT:
        return False
    forgetting.part(turn, profile)
    return True


def _write(turn: Turn, kind: str, profile: Profile) -> None:
    """One an hour of each kind, whoever asks how often; of mail, as it then is."""
    state = f":{profile.mail_off}" if kind == MAIL else ""
    key, errand_id = f"{kind}:{profile.id}:{turn.now:%Y%m%dT%H}{state}", turn.world.entropy.identifier()
    turn.unit.outbox.add(Errand(errand_id, kind, profile.id, profile.id, key, "", turn.now, turn.now))


# ---- answered


def privacy(turn: Turn, errand: Errand) -> Letter | None:
    profile = _known(turn, errand)
    return _letter(errand, profile, notice.notice(turn), *_subjects(turn)) if profile else None


def mail(turn: Turn, errand: Errand) -> Letter | None:
    """As it stands now."""
    profile = _known(turn, errand)
    if profile is None:
        return None
    card = mailing.stopped(turn, profile) if profile.mail_off else mailing.resumed(turn, profile)
    return _letter(errand, profile, card, *_subjects(turn))


def _subjects(turn: Turn) -> tuple[Text, ...]:
    """What else can be asked for by mail."""
    pages = (Text("visits.by_mail"),) if turn.world.network.address else ()
    return (Text("rights.by_mail"), *pages)


def forget(turn: Turn, errand: Errand) -> Letter | None:
    """What will happen; the word with which it is confirmed is drawn here, so that no queue holds it."""
    profile = _known(turn, errand)
    if profile is None:
        return None
    token = turn.world.entropy.identifier()
    turn.unit.tickets.keep(profile.id, Purpose.FORGET, token, turn.now + CONFIRM_WITHIN)
    answers = ((Text("button.rights.forgotten"), f"forget-{token}"),)
    asked = (Asked(Text("rights.forget.confirm"), answers),)
    return _letter(errand, profile, forgetting.effects(turn, profile), asked=asked)


def forget_wanted(turn: Turn, errand: Errand) -> bool:
    return _known(turn, errand) is not None


def _known(turn: Turn, errand: Errand) -> Profile | None:
    profile = turn.unit.profiles.get(errand.recipient)
    return profile if profile and profile.address and profile.standing is not Standing.LEFT else None


def _letter(
    errand: Errand, profile: Profile, card: Card, *more: Value, asked: tuple[Asked, ...] = ()
) -> Letter:
    body = (*card.body, *more)
    return Letter(errand.key, profile.address, profile.name, profile.reader, card.title, body, asked=asked)
