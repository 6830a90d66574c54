"""The letter that `peerbot doctor --send-test` sends: one real letter, and what its way out says.

What it reads as is in the catalogues like every letter's words; what came of it is for the operator alone.
"""

from __future__ import annotations

from adapters.doctor import Finding, fail, ok, warn
from adapters.platform import DeliveryFailed, Mailer
from adapters.words import PlainWriter, Words
from bot.chat import Reader, Text
from bot.deliveries import Letter
from bot.network import Network

SENTENCES = (Text("doctor.letter.purpose"), Text("doctor.letter.look"))
# Nothing is wrong by that: the bot itself would try again.
PASSING = {
    "mail_refused_for_now": "takes no test letter just now: try again in a quarter of an hour",
    "mail_outcome_unknown": "did not say whether it took the test letter: look whether it arrives",
}
REFUSED = {
    "mailbox_malformed": "was not asked: the test letter needs a plain address, such as you@city.example",
    "mailbox_needs_smtputf8": "cannot write to an address with letters beyond ASCII",
    "mailbox_refused": "refuses the address for the test letter: is it written as it should be?",
    "mail_refused": "refuses the test letter itself",
    "mail_sender_refused": "does not let us write as PEERBOT_MAIL_FROM",
    "mail_login_refused": "refuses the login, or wants one",
    "mail_server_unsuitable": "does not offer the protection or the login that the settings ask for",
    "mail_server_unreachable": "cannot be reached, or breaks off",
    "mail_tls_refused": "shows a certificate that is not trusted",
}


def specimen(words: Words, network: Network, to: str, key: str) -> Letter:
    """In the network's languages, one below the other; `key` makes it another letter than the last one."""
    readers = [Reader(language, network.zone) for language in network.languages]
    body = tuple(words.say(text, reader, PlainWriter()) for reader in readers for text in SENTENCES)
    subject = Text("doctor.letter.subject", {"network": network.name})
    return Letter(f"doctor.letter:{key}", to, "", readers[0], subject, body)


async def check_sending(mailer: Mailer, letter: Letter) -> Finding:
    """Sends it. No line quotes the address or the server."""
    try:
        await mailer.send(letter)
    except DeliveryFailed as failed:
        return came_of(failed.code)
    return ok("the mail server took a test letter: see that it arrives, and not among spam")


def came_of(code: str) -> Finding:
    if code in PASSING:
        return warn(f"the mail server {PASSING[code]}")
    return fail(f"the mail server {REFUSED.get(code, f'did not take the test letter ({code})')}")
