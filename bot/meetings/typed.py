"""Dates and times as people type them in either language; what could be read in two ways is refused."""

from __future__ import annotations

import re
from datetime import date, time

from bot.answers import Unusable
from bot.chat import Text
from bot.folding import fold

_MONTHS = (
    ("january", "jan", "janvier", "janv"),
    ("february", "feb", "fevrier", "fevr", "fev"),
    ("march", "mar", "mars"),
    ("april", "apr", "avril", "avr"),
    ("may", "mai"),
    ("june", "jun", "juin"),
    ("july", "jul", "juillet", "juil"),
    ("august", "aug", "aout"),
    ("september", "sept", "sep", "septembre"),
    ("october", "oct", "octobre"),
    ("november", "nov", "novembre"),
    ("december", "dec", "decembre"),
)
_WEEKDAYS = (
    ("monday", "mon", "lundi", "lun"),
    ("tuesday", "tues", "tue", "mardi"),
    ("wednesday", "wed", "mercredi", "mer"),
    ("thursday", "thurs", "thu", "jeudi", "jeu"),
    ("friday", "fri", "vendredi", "ven"),
    ("saturday", "sat", "samedi", "sam"),
    ("sunday", "sun", "dimanche", "dim"),
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
# Folded, so that only a space is left of what parts them.
_ISO = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([a-z]+) (\d{4})", re.ASCII)
_MONTH_FIRST = re.compile(r"([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})", re.ASCII)
_TWELVE = re.compile(r"(\d{1,2})(?: ?[:.] ?(\d{2}))? ?([ap]) ?\.? ?m\.?", re.ASCII)
_TWENTY_FOUR = re.compile(r"(\d{1,2}) ?(?:[:h] ?(\d{2})|h) ?(?:min)?", re.ASCII)
_WORDS = {"noon": time(12), "midi": time(12)}
NOON, MORNING = 12, 7


def read_day(typed: str) -> date:
    """`2026-12-16`, `Wednesday, December 16, 2026`, `le 16 décembre 2026`; raises `Unusable`. A day of the
    week that is named has to be the right one."""
    words = [word for word in fold(typed).split() if word != "le"]
    weekday = WEEKDAYS.get(words[0]) if words else None
    year, month, number = _parts(" ".join(words if weekday is None else words[1:]))
    try:
        day = date(year, month, number)
    except ValueError:
        raise Unusable(Text("meetings.day.none")) from None
    if weekday is not None and weekday != day.weekday():
        raise Unusable(Text("meetings.day.weekday", {"day": Text(f"weekday.{day.weekday()}")}))
    return day


def _parts(typed: str) -> tuple[int, int, int]:
    """Year, month and day."""
    if found := _ISO.fullmatch(typed):
        return int(found[1]), int(found[2]), int(found[3])
    if (found := _DAY_FIRST.fullmatch(typed)) and found[2] in MONTHS:
        return int(found[3]), MONTHS[found[2]], int(found[1])
    if (found := _MONTH_FIRST.fullmatch(typed)) and found[1] in MONTHS:
        return int(found[3]), MONTHS[found[1]], int(found[2])
    raise Unusable(Text("meetings.day.unreadable"))


def read_time(typed: str) -> time:
    """`13:00`, `13 h`, `1 p.m.`, `9:30 am`, `midi`; raises `Unusable`. Of `1:00` nobody knows which it is."""
    plain = " ".join(typed.strip().lower().replace("\u00a0", " ").replace("\u202f", " ").split())
    if plain in _WORDS:
        return _WORDS[plain]
    if found := _TWELVE.fullmatch(plain):
        return _of_twelve(int(found[1]), int(found[2] or 0), found[3])
    found = _TWENTY_FOUR.fullmatch(plain)
    if found is None:
        raise Unusable(Text("meetings.time.unreadable"))
    hour, minute = int(found[1]), int(found[2] or 0)
    if 0 < hour < MORNING and "h" not in plain:
        raise Unusable(Text("meetings.time.which"))
    return _time(hour, minute)


def _of_twelve(hour: int, minute: int, half: str) -> time:
    if not 1 <= hour <= NOON:
        raise Unusable(Text("meetings.time.unreadable"))
    return _time(hour % NOON + (NOON if half == "p" else 0), minute)


def _time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Unusable(Text("meetings.time.unreadable")) from None
