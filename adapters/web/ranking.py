"""A ranking, filled in as a whole: a list to choose from for each place. It is sent at once, and by a POST
alone: no address, and so no log of a proxy, ever holds any of a ballot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from adapters.door import Door
from adapters.web.bodies import one
from adapters.web.filled import Posted
from bot.chat import Button, Card, Choice, Person, Press, Text
from bot.errors import Malformed
from bot.polls import ranking
from bot.replies import Ask

STEPS = ("polls.rank", "polls.next")  # by which a chat picks one after the other


@dataclass(frozen=True, slots=True)
class Ranking:
    """`chosen` is what was chosen for each place, and `errors` what is wrong with it."""

    poll: str
    options: Sequence[Choice]
    chosen: Mapping[int, str] = field(default_factory=dict)
    errors: Mapping[int, Text] = field(default_factory=dict)

    @property
    def places(self) -> range:
        return range(1, len(self.options) + 1)

    @property
    def key(self) -> str:
        return f"polls.ranked:{self.poll}:0"

    def filled(self, posted: Posted) -> Ranking:
        """Raises `Malformed` for an option that there is not."""
        chosen = {place: one(posted, f"place-{place}") for place in self.places}
        if not set(chosen.values()) <= {"", *(each.value for each in self.options)}:
            raise Malformed
        return replace(self, chosen=chosen, errors=_errors(chosen))

    def press(self, person: Person) -> Press:
        """What casts it; a place that was left out moves up the others."""
        picked = tuple(int(each) for each in self.chosen.values() if each)
        return Press("polls.ranked", ranking.subject(self.poll, picked), 0, person)


def _errors(chosen: Mapping[int, str]) -> Mapping[int, Text]:
    if not any(chosen.values()):
        return {1: Text("web.rank.none")}
    earlier: dict[str, int] = {}
    found: dict[int, Text] = {}
    for place, option in chosen.items():
        if option in earlier:
            found[place] = Text("web.rank.twice", {"place": earlier[option]})
        elif option:
            earlier[option] = place
    return found


async def ranking_of(card: Card, door: Door, person: Person) -> Ranking | None:
    """What a ballot asks to be ranked, if it does, as it stands in the box."""
    steps = [each for each in card.buttons if each.action in STEPS]
    if not steps:
        return None
    poll, own = steps[0].subject.partition("-")[0], dict(enumerate(_own(card), 1))
    if steps[0].action == "polls.rank":
        return Ranking(poll, tuple(Choice(str(each.revision), each.label) for each in steps), own)
    return Ranking(poll, await _many(steps[0], door, person), own)


def _own(card: Card) -> list[str]:
    """What the ballot says of theirs that is in the box: the numbers of the options, best first."""
    lines = (line for shown in card.body if isinstance(shown, tuple) for line in shown)
    return [
        str(option.values["number"])
        for line in lines
        if isinstance(line, Text) and line.id == "polls.ballot.place"
        if isinstance(option := line.values["option"], Text)
    ]


async def _many(step: Button, door: Door, person: Person) -> Sequence[Choice]:
    """Where there are too many for buttons, the form for the first place lists them."""
    answer = await door.handle(Press(step.action, step.subject, step.revision, person))
    return answer.reply.form.fields[0].choices if isinstance(answer.reply, Ask) else ()
