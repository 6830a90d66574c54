"""What is deleted of somebody who is forgotten, beside their profile and accounts."""

from __future__ import annotations

from storage import feeds, formers, pages, reminder_choices, seats, supports

FORGET = (
    seats.FORGET,
    reminder_choices.FORGET,
    feeds.FORGET,
    pages.FORGET,
    formers.FORGET,
    *supports.FORGET,
)
