"""Refusals: what the rules say no to, each with its sentence. The family, drawn once:

    Refusal                     a polite no; the transaction is undone, the person gets the sentence
    ├── Malformed               an id, key or value that none of our screens produced
    ├── UnknownCommand          a typed command that there is not
    ├── NotAllowed              the role that the action needs is not there
    ├── Unknown                 nothing (any more) with this id
    ├── Stale                   the screen is older than the state; the current state is shown instead
    └── (each slice's own)      joining.errors: AlreadyDecided, OwnRequest, …
    Invalid                     answers of a form that cannot be taken, a sentence at each field

The sentence of a refusal is the message `refusal.<name in snake case>` of the catalogues.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.chat import Card, Text, Value


class Refusal(Exception):
    """Something that the rules refuse; `values` are what its sentence names, `card` shows the state as it
    is now where a screen is older than that. It takes the place of what was pressed, which others may see as
    well: not when it is `personal`, about whoever acts."""

    message: ClassVar[str] = "refusal"
    personal: ClassVar[bool] = False

    def __init__(self, card: Card | None = None, **values: Value) -> None:
        super().__init__(type(self).__name__)
        self.card = card
        self.values = values

    def __init_subclass__(cls) -> None:
        cls.message = "refusal." + re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Malformed(Refusal):
    """This button or form is not one of ours, or it has been damaged."""


class UnknownCommand(Refusal):
    """There is no command {command}; {help} lists those that there are."""


class NotAllowed(Refusal):
    """Only {role} may do this."""


class Unknown(Refusal):
    """There is nothing here (any more)."""


class Stale(Refusal):
    """This has changed since it was shown."""


class Invalid(Exception):
    """Answers that cannot be taken; nothing was stored."""

    def __init__(self, fields: Mapping[str, Text]) -> None:
        super().__init__(", ".join(sorted(fields)))
        self.fields = fields
