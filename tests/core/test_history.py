"""`/host history`: who did what and when, of everything or of one request or member."""

import pytest

from bot.audit import CLOCK, OPERATOR, Action, Entry
from bot.chat import Text, Value
from bot.joining.history import SHOWN
from tests.core.cast import ANA, CLAIRE, DEV, LUC, Actor
from tests.core.desk import assigns
from tests.core.house import House
from tests.core.reading import card_of, refusal, said, written


def read(house: House, reference: str = "", who: Actor = CLAIRE) -> list[Text]:
    """Its lines, as they stand below each other."""
    body = card_of(house.hosts(who, "history", reference)).body
    rows = body[0] if isinstance(body[0], tuple) else ()
    return [row for row in rows if isinstance(row, Text)]


def done(rows: list[Text]) -> list[str]:
    return [part for row in rows for part in said(row) if part in {f"audit.{action}" for action in Action}]


def by(rows: list[Text]) -> list[Value]:
    return [row.values["who"] for row in rows]


def note(house: House, actor: str, subject: str) -> None:
    line = Entry(house.world.entropy.identifier(), house.clock.now(), actor, Action.SUSPENDED, subject)
    house.storage.transact(lambda unit: unit.audit.append(line))


def test_it_says_who_did_what_and_when_the_newest_first(house: House) -> None:
    """With the reference of what it was done to."""
    request = house.waits(ANA)
    house.waits_for(hours=1)
    assigns(house, DEV, request)
    house.approves(CLAIRE, house.request(ANA))
    rows = read(house)

    assert done(rows) == ["audit.approved", "audit.assigned", "audit.proven"]
    assert by(rows) == ["Claire Coté", "Dev Singh", "Ana Roy"]
    assert {row.values["reference"] for row in rows} == {request.reference}
    assert rows[0].values["when"] == house.clock.now()
    assert rows[2].values["when"] == request.proven_at


def test_what_nobody_did_was_done_by_time_or_by_the_operator(house: House) -> None:
    """Each has a word of its own."""
    note(house, OPERATOR, "a" * 26)
    note(house, CLOCK, "b" * 26)

    assert by(read(house)) == [Text("audit.by.clock"), Text("audit.by.operator")]


@pytest.mark.parametrize("length", [6, 10, 26])
@pytest.mark.parametrize("typed", ["{}", "  {}  "])
def test_with_a_reference_it_tells_of_that_request_alone(house: House, length: int, typed: str) -> None:
    """As it is quoted, or the whole id; in whatever letters."""
    house.approves(CLAIRE, house.waits(LUC))
    reference = house.waits(ANA).id[:length]

    assert done(read(house, typed.format(reference))) == ["audit.proven"]
    assert done(read(house, typed.format(reference.upper()))) == ["audit.proven"]


def test_with_the_reference_of_a_member_it_tells_of_that_member(house: House) -> None:
    """What was done to them, not by them."""
    member = house.joins(ANA)
    note(house, OPERATOR, member.id)

    assert done(read(house, member.id[:6])) == ["audit.suspended"]


def test_a_reference_of_which_nothing_is_known_is_said_to_be_one(house: House) -> None:
    """Nor is anything written down in the beginning."""
    assert said(card_of(house.hosts(CLAIRE, "history")).body) == ["history.nothing"]
    house.waits(ANA)

    assert said(card_of(house.hosts(CLAIRE, "history", "ABCDEF")).body) == ["history.nothing"]


@pytest.mark.parametrize(
    "forged", ["abc", "a" * 27, "abc%ef", "' OR 1=1", "abcde1", "ｆｕｌｌｗｉｄｔｈ", "a b c d"]
)
def test_what_can_be_no_reference_is_looked_for_nowhere(house: House, forged: str) -> None:
    """Nor does it show everything."""
    house.waits(ANA)

    assert refusal(house.hosts(CLAIRE, "history", forged)) == "refusal.unknown"


def test_who_is_forgotten_has_no_name_in_it_any_more(house: House) -> None:
    """That somebody did it stays; who it was is gone, on either side."""
    house.joins(ANA)
    reference = house.request(ANA).reference
    house.leaves(ANA)
    house.carries_out()
    rows = read(house, reference)

    assert by(rows) == ["Claire Coté", Text("joining.forgotten")]
    assert "Ana Roy" not in written(card_of(house.hosts(CLAIRE, "history")).body)


def test_it_shows_the_latest_and_how_to_see_one_alone(house: House) -> None:
    """However much is written down."""
    for number in range(SHOWN + 5):
        note(house, CLOCK, f"{number:026}".translate(str.maketrans("0123456789", "abcdefghij")))
        house.waits_for(minutes=1)
    rows = read(house)

    assert len(rows) == SHOWN
    assert [row.values["when"] for row in rows] == sorted((row.values["when"] for row in rows), reverse=True)  # type: ignore[type-var] # moments
    assert said(card_of(house.hosts(CLAIRE, "history")).body)[-1] == "history.more"
