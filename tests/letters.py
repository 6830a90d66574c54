"""Letters for tests, and the composer that writes them."""

from datetime import UTC, datetime

from adapters.clock import StillClock
from adapters.mail.identity import MailIdentity
from adapters.mail.letters import Composer
from adapters.words import Words
from bot.chat import Named, Reader, Text
from bot.deliveries import Letter

MOMENT = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
ENGLISH = Reader("en", "America/Toronto")
FRENCH = Reader("fr", "America/Toronto")
IDENTITY = MailIdentity(
    name=Named("Climate Peers", "Pairs climat"),
    sender="peers@network.example",
    contact="contact@network.example",
    postal=("12 Main Street", "Ottawa ON  K1P 1J1"),
    domain="mail.network.example",
)


def composer(identity: MailIdentity = IDENTITY, secret: bytes = b"s" * 32) -> Composer:
    return Composer(Words.load(), identity, StillClock(MOMENT), secret)


def letter(
    key: str = "joining.letter:1",
    to: str = "jo@calgary.example",
    to_name: str = "Jo",
    reader: Reader = ENGLISH,
    words: str = "Good day.",
    highlight: str = "",
) -> Letter:
    """Its subject and its body hold `words`."""
    subject = Text("refusal.not_allowed", {"role": words})
    return Letter(key, to, to_name, reader, subject, (words, Text("refusal.stale")), highlight)
