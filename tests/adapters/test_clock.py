"""Time and chance keep the promises of bot/ports.py."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from adapters.clock import KeptClock, PushedClock, SeededEntropy, StillClock, SystemClock, SystemEntropy
from bot.ports import Clock, Entropy

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCES: list[Entropy] = [SystemEntropy(), SeededEntropy(1)]
CLOCKS: list[Clock] = [SystemClock(), PushedClock(), StillClock(MOMENT)]


@pytest.mark.parametrize("clock", CLOCKS)
def test_every_clock_gives_aware_utc_moments(clock: Clock) -> None:
    """Whatever the clock, its moments are aware and UTC."""
    assert clock.now().tzinfo is UTC


def test_still_clock_tells_its_moment_in_utc() -> None:
    """A moment given in another zone is the same moment, told in UTC."""
    toronto = timezone(timedelta(hours=-5))

    assert StillClock(datetime(2026, 11, 22, 7, tzinfo=toronto)).now().isoformat() == MOMENT.isoformat()


def test_still_clock_refuses_a_naive_moment() -> None:
    """A moment without its zone is no moment."""
    with pytest.raises(ValueError, match="aware"):
        StillClock(MOMENT.replace(tzinfo=None))


def test_pushed_clock_is_ahead_by_its_offset_and_all_pushes() -> None:
    """Offset and pushes add up on the clock below."""
    clock = PushedClock(timedelta(days=1), StillClock(MOMENT))

    clock.push(timedelta(hours=1))
    clock.push(timedelta(hours=2))

    assert clock.now() == MOMENT + timedelta(days=1, hours=3)


def test_pushed_clock_runs_with_the_machine_unless_told_otherwise() -> None:
    """Its base is the system's clock."""
    clock = PushedClock(timedelta(days=7))

    assert timedelta(days=6) < clock.now() - SystemClock().now() <= timedelta(days=7)


def test_kept_clock_is_as_far_ahead_after_the_next_start(tmp_path: Path) -> None:
    """What was written at a pushed moment does not lie in the future when somebody goes on later."""
    KeptClock(tmp_path / "clock", timedelta(days=-1), StillClock(MOMENT)).push(timedelta(days=8))

    again = KeptClock(tmp_path / "clock", timedelta(days=-1), StillClock(MOMENT))

    assert again.now() == MOMENT + timedelta(days=7)


def test_pushed_clock_cannot_be_pushed_back() -> None:
    """Time that went back would undo what is due."""
    clock = PushedClock(base=StillClock(MOMENT))

    with pytest.raises(ValueError, match="forward"):
        clock.push(timedelta(seconds=-1))
    assert clock.now() == MOMENT


@pytest.mark.parametrize("entropy", SOURCES)
def test_identifiers_are_26_characters_and_differ(entropy: Entropy) -> None:
    """128 bits in lower-case base 32, a new one each time."""
    identifiers = {entropy.identifier() for _ in range(1000)}

    assert len(identifiers) == 1000
    assert all(re.fullmatch("[a-z2-7]{26}", identifier) for identifier in identifiers)


@pytest.mark.parametrize("entropy", SOURCES)
def test_digits_keep_their_leading_zeros(entropy: Entropy) -> None:
    """A code has as many digits as asked for, zeros in front included."""
    codes = [entropy.digits(8) for _ in range(1000)]

    assert all(re.fullmatch("[0-9]{8}", code) for code in codes)
    assert any(code.startswith("0") for code in codes)


def test_each_digit_is_as_likely_as_the_others() -> None:
    """Over 20,000 digits of a fixed seed, each comes within a tenth of its share."""
    entropy = SeededEntropy(2026)
    counted = Counter("".join(entropy.digits(8) for _ in range(2_500)))

    assert set(counted) == set("0123456789")
    assert all(1_800 < count < 2_200 for count in counted.values())


@pytest.mark.parametrize("entropy", SOURCES)
def test_bytes_and_fractions_have_the_promised_size(entropy: Entropy) -> None:
    """As many bytes as asked for; a fraction lies in [0, 1)."""
    assert len(entropy.bytes(32)) == 32
    assert all(0 <= entropy.fraction() < 1 for _ in range(100))


def _drawn(entropy: Entropy) -> tuple[str, str, bytes, float]:
    return entropy.identifier(), entropy.digits(8), entropy.bytes(4), entropy.fraction()


def test_the_same_seed_gives_the_same_chance() -> None:
    """A seeded run can be repeated; another seed is another run."""
    assert _drawn(SeededEntropy(7)) == _drawn(SeededEntropy(7))
    assert _drawn(SeededEntropy(7)) != _drawn(SeededEntropy(8))


def test_the_systems_chance_does_not_repeat() -> None:
    """Two sources of production have nothing in common."""
    assert _drawn(SystemEntropy()) != _drawn(SystemEntropy())
