"""What can be seen of the desk: what was posted, mailed, listed and written down."""

from collections import Counter

from bot.audit import Entry
from bot.chat import Card, Text, Value
from bot.deliveries import Letter, Post
from bot.joining.model import JoinRequest
from bot.joining.promise import Step
from bot.replies import Answer
from tests.core.cast import Actor
from tests.core.house import House
from tests.core.reading import card_of, said


def outcomes(answer: Answer) -> dict[str, str]:
    """Of several at once: what became of each, or why not, by its reference."""
    (rows,) = card_of(answer).body
    assert isinstance(rows, tuple)
    texts = [text for text in rows if isinstance(text, Text)]
    assert len(texts) == len({text.values["reference"] for text in texts})
    return {str(text.values["reference"]): said(text)[1] for text in texts}


def letters(house: House, who: Actor) -> list[str]:
    """What they were mailed, without the code."""
    return [letter.subject.id for letter in house.letters(who) if not letter.highlight]


def mailed(house: House) -> Counter[str]:
    """How often each letter went out to anybody, without the codes."""
    return Counter(letter.subject.id for letter in house.arrived(Letter) if not letter.highlight)


def told(house: House, who: Actor, what: str) -> tuple[int, int]:
    """How often they were: by mail, and in the chat."""
    chats = [direct.card.title.id for direct in house.directs(who)]
    return letters(house, who).count(what), chats.count(what)


def posts(house: House, title: str, platform: str = "slack") -> list[Card]:
    """The cards of this title that were posted in the coordinators' room."""
    cards = [post.card for post in house.arrived(Post) if post.platform == platform]
    return [card for card in cards if card.title.id == title]


def steps(house: House, platform: str = "slack") -> list[str]:
    """Of the promises, those that were posted in the coordinators' room, in order."""
    titles = [post.card.title.id for post in house.arrived(Post) if post.platform == platform]
    names = [title.removeprefix("joining.").removesuffix(".title") for title in titles]
    return [name for name in names if name in set(Step)]


def lines(card: Card, kind: str) -> list[Value]:
    """Who stands in the list of that kind, from the top."""
    texts = [text for part in card.body if isinstance(part, tuple) for text in part]
    return [
        text.values["name"] for text in texts if isinstance(text, Text) and text.id == f"joining.line.{kind}"
    ]


def counts(card: Card) -> dict[str, Value]:
    """How many there are in each list, by what stands above it."""
    return {text.id: text.values["n"] for text in card.body if isinstance(text, Text)}


def audited(house: House, request: JoinRequest | None = None) -> list[Entry]:
    """What the audit says about it, or at all, the oldest line first."""
    subject = request.id if request else ""
    return [*reversed(house.storage.transact(lambda unit: unit.audit.of(subject, 100)))]


def done(house: House, request: JoinRequest) -> list[str]:
    return [entry.action.value for entry in audited(house, request)]
