"""What a ballot looks like before it is sealed: as long as any other, whatever it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from struct import Struct

from bot.polls.model import MOST_OPTIONS, Ballot

VERSION = 1
COMMUNITY_BYTES = 60  # the longest id that the registry takes
_FORM = Struct(f">BqB{MOST_OPTIONS}sB{COMMUNITY_BYTES}s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def sealed_form(ballot: Ballot) -> bytes:
    choice, community = bytes(ballot.choice), ballot.community.encode()
    if len(choice) > MOST_OPTIONS or len(community) > COMMUNITY_BYTES:
        raise ValueError("this does not fit a ballot")
    moment = (ballot.cast - _EPOCH) // _TICK
    return _FORM.pack(VERSION, moment, len(choice), choice, len(community), community)


def unsealed_form(content: bytes) -> Ballot:
    _, moment, options, choice, letters, community = _FORM.unpack(content)
    cast = _EPOCH + moment * _TICK
    return Ballot(tuple(choice[:options]), community[:letters].decode(), cast)
