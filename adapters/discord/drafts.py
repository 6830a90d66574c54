"""What somebody has filled in and could not be taken: it is there again when they open the form once more.

Discord closes a form when it is sent off. In memory only, for a while: after a restart it is typed again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.chat import Form, Reader

SECONDS = 900.0
KEPT = 1_000

Values = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A form that was opened for somebody; `given` was answered before that and is not asked, `values` are
    in its fields."""

    form: Form
    reader: Reader
    given: Mapping[str, str] = field(default_factory=dict)
    values: Values = field(default_factory=dict)


def key_of(form: Form) -> str:
    return f"{form.action}:{form.subject}:{form.revision}"


class Drafts:
    """One of each form for each account; `now` counts seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._kept: OrderedDict[tuple[str, str], tuple[float, Draft]] = OrderedDict()

    def keep(self, user: str, draft: Draft) -> None:
        where = user, key_of(draft.form)
        self._kept[where] = (self._now(), draft)
        self._kept.move_to_end(where)
        self.forget()

    def find(self, user: str, key: str) -> Draft | None:
        self.forget()
        kept = self._kept.get((user, key))
        return kept[1] if kept else None

    def forget(self) -> None:
        """What is too old, and what is too much."""
        while self._kept:
            where, (at, _) = next(iter(self._kept.items()))
            if len(self._kept) <= KEPT and self._now() - at < SECONDS:
                return
            del self._kept[where]

    def __len__(self) -> int:
        return len(self._kept)
