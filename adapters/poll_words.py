"""What an operator reads about a closed poll, by its codes."""

from __future__ import annotations

from bot.polls.faults import Fault
from bot.polls.totals import Ending

FAULTS = {
    Fault.OPTIONS: "the totals are not those of these options",
    Fault.SUM: "the counts do not add up to the ballots",
    Fault.ROUNDS: "the rounds do not begin, add up or end as they must",
    Fault.OUT: "in a round another option should have gone out, or somebody had won before",
    Fault.PAIRS: "the comparison of two options does not agree with the ballots or the last round",
    Fault.COMMUNITIES: "no five communities can have chosen that",
    Fault.OUTCOME: "another outcome follows from these totals",
}
ENDINGS = {
    Ending.NO_BALLOTS: "nothing is decided: nobody voted",
    Ending.NO_QUORUM: "nothing is decided: there were fewer ballots than the quorum",
    Ending.TOO_FEW: "nothing is decided: fewer than five communities voted",
}
BY_COMMUNITY = (
    "communities decide here, and of their count only the winner is published: it is taken as it stands"
)
