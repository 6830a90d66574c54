"""What a mail server's answer, or its silence, means for the errand.

Never quotes the server: its words often quote the recipient.
"""

from __future__ import annotations

import ssl
from datetime import timedelta

from aiosmtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientRefused,
    SMTPResponse,
    SMTPResponseException,
    SMTPSenderRefused,
)

from adapters.platform import DeliveryFailed
from bot.outbox import Result

OPERATORS_PAUSE = timedelta(minutes=10)  # somebody has to mend a setting; hammering gets accounts locked
LOGIN_WANTED = frozenset({530, 534, 535, 538})  # RFC 4954, 6
STORAGE_EXCEEDED = 552
ACCEPTED, FOR_NOW, FOR_GOOD = 2, 4, 5  # the first digit is what counts (RFC 5321, 4.2.1)


def failure_of(error: Exception) -> DeliveryFailed:
    """Of anything that went wrong before the letter itself was written: the server has nothing of it."""
    if isinstance(error, SMTPResponseException):
        return _refusal(error)
    if isinstance(error, SMTPNotSupported):
        return DeliveryFailed(Result.NEVER, "mailbox_needs_smtputf8")
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return _for_the_operator("mail_tls_refused")
    if type(error) is SMTPException:  # the library's own: no STARTTLS or no login on offer
        return _for_the_operator("mail_server_unsuitable")
    return DeliveryFailed(Result.LATER, "mail_server_unreachable")


def failure_in(answer: SMTPResponse | None) -> DeliveryFailed | None:
    """What the answer to the whole letter says; None, no answer, leaves open whether it was taken."""
    digit = answer and answer.code // 100
    if digit == ACCEPTED:
        return None
    if answer is None or digit not in (FOR_NOW, FOR_GOOD):
        return DeliveryFailed(Result.UNKNOWN, "mail_outcome_unknown")
    return _refusal(SMTPDataError(answer.code, ""))


def _refusal(error: SMTPResponseException) -> DeliveryFailed:
    if error.code in LOGIN_WANTED:
        return _for_the_operator("mail_login_refused")
    if error.code // 100 == FOR_NOW:
        return DeliveryFailed(Result.LATER, "mail_refused_for_now")
    if error.code // 100 != FOR_GOOD:
        return DeliveryFailed(Result.LATER, "mail_server_unreachable")
    return _permanent_refusal(error)


def _permanent_refusal(error: SMTPResponseException) -> DeliveryFailed:
    full = error.code == STORAGE_EXCEEDED
    match error:
        case SMTPRecipientRefused() if full:  # to be read as 452 here (RFC 5321, 4.5.3.1.10)
            return DeliveryFailed(Result.LATER, "mail_refused_for_now")
        case SMTPRecipientRefused():
            return DeliveryFailed(Result.NEVER, "mailbox_refused")
        case SMTPSenderRefused() if not full:  # about our own address, so about every letter
            return _for_the_operator("mail_sender_refused")
        case SMTPDataError() | SMTPSenderRefused():
            return DeliveryFailed(Result.NEVER, "mail_refused")
        case SMTPAuthenticationError():
            return _for_the_operator("mail_login_refused")
        case _:  # its greeting or a command that says nothing of the letter
            return DeliveryFailed(Result.LATER, "mail_server_unreachable")


def _for_the_operator(code: str) -> DeliveryFailed:
    return DeliveryFailed(Result.LATER, code, OPERATORS_PAUSE)
