"""What /host says: the desk to coordinators alone, the help, and what there is not."""

import pytest

from bot.chat import Text
from tests.core.cast import ANA, CLAIRE, FLO, LUC, Actor
from tests.core.desk import pending
from tests.core.house import House
from tests.core.reading import card_of, refusal, said, title, written


@pytest.mark.parametrize("who", [ANA, LUC, FLO])
@pytest.mark.parametrize("command", ["", "pending", "history", "members"])
def test_the_desk_is_for_coordinators(house: House, who: Actor, command: str) -> None:
    """Members and facilitators read nothing there."""
    house.joins(ANA)

    assert said(card_of(house.hosts(who, command)).body) == ["refusal.not_allowed", "role.coordinator"]


def test_host_alone_is_what_waits(house: House) -> None:
    """As the button of the morning's digest is."""
    house.waits(ANA)

    assert house.hosts(CLAIRE, "") == pending(house) == house.presses(CLAIRE, "joining.pending", "desk")


def test_facilitators_read_of_what_they_may_do(house: House) -> None:
    """And nothing of the desk; members read nothing."""
    lines = [line for line in said(card_of(house.hosts(FLO, "help")).body) if line.startswith("host.help.")]

    names = ("meeting", "roll", "questions", "poll", "themes", "help")
    assert lines == [f"host.help.{name}" for name in names]
    assert said(card_of(house.hosts(LUC, "help")).body) == ["refusal.not_allowed", "role.facilitator"]


def test_host_help_lists_the_commands(house: House) -> None:
    """In the name of the network."""
    card = card_of(house.hosts(CLAIRE, "help"))

    assert card.title == Text("host.help.title", {"network": house.network.name})
    assert "host.help.pending" in said(card.body)


def test_a_command_of_host_that_there_is_not_is_named(house: House) -> None:
    """And where the others are listed."""
    answer = house.hosts(CLAIRE, "everything")

    assert (title(answer), refusal(answer)) == ("refusal.title", "refusal.unknown_command")
    assert written(card_of(answer).body) == ["/host everything", "host"]
    assert "command.host.help" in said(card_of(answer).body)
