"""Moments in words, in the reader's own time, with the city of their zone: abbreviations of zones mislead."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, get_timezone_location

from bot.chat import Reader

LOCALES = {"en": "en_CA", "fr": "fr_CA"}

# Where Babel's city is not the one that people write, or is another city with the same clock.
CITIES = {
    "America/St_Johns": {"en": "St. John\u2019s", "fr": "Saint-Jean de Terre-Neuve"},
    "America/Montreal": {"en": "Montréal", "fr": "Montréal"},
    "America/Yellowknife": {"en": "Yellowknife", "fr": "Yellowknife"},
}


def when(moment: datetime, reader: Reader) -> str:
    """Date and hour: "Wednesday, November 25, 2026, 1:00 p.m. (Toronto)"."""
    local = _local(moment, reader)
    return f"{_date(local, reader)}{_hour(local, reader)} ({city(reader.zone, reader.language)})"


def day(moment: datetime, reader: Reader) -> str:
    """The date alone: "Wednesday, November 25, 2026"."""
    return _date(_local(moment, reader), reader)


def hour(moment: datetime, reader: Reader) -> str:
    """The hour alone: "1:00 p.m."."""
    return _hour(_local(moment, reader), reader).removeprefix(", ")


def city(zone: str, language: str) -> str:
    """The city by which a zone is known."""
    if zone in CITIES:
        return CITIES[zone][language]
    return get_timezone_location(ZoneInfo(zone), locale=LOCALES[language], return_city=True)


def _local(moment: datetime, reader: Reader) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(ZoneInfo(reader.zone))


def _date(local: datetime, reader: Reader) -> str:
    if reader.language == "fr":
        number = "'1er'" if local.day == 1 else "d"
        return _written(local, reader, f"EEEE {number} MMMM y")
    return _written(local, reader, "EEEE, MMMM d, y")


def _hour(local: datetime, reader: Reader) -> str:
    # A no-break space keeps the number and what it counts on one line.
    if reader.language == "fr":
        return _written(local, reader, ", H\u00a0'h'" + ("\u00a0mm" if local.minute else ""))
    return _written(local, reader, ", h:mm\u00a0a")


def _written(local: datetime, reader: Reader, pattern: str) -> str:
    return format_datetime(local.replace(tzinfo=None), pattern, locale=LOCALES[reader.language])
