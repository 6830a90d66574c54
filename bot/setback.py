"""When the clock was set back: what had been written down by a clock that was ahead would wait for it to get
there once more. So nothing waits longer than it would have if it were written now.

Machines that share a database may differ by a little, which is not taken for it.
"""

from __future__ import annotations

from bot.ports import Turn


def set_right(turn: Turn, _everything: str) -> None:
    """A decision is held from now on; what was under way has a lease from now on, whoever is
    asked has their time to answer; what a process holds runs out as if it were taken now; the rest is due."""
    network = turn.world.network
    turn.unit.outbox.set_right(turn.now)
    turn.unit.leases.set_right(turn.now)
    turn.unit.proofs.set_right(turn.now)
    turn.unit.deadlines.set_right(turn.now, network.hold)
    turn.unit.reverifying.set_right(turn.now, network.reverify_every, network.silence)
