"""Somebody registers on the web, without a script and without a chat."""

from __future__ import annotations

from tests.web.place import Place, code_at


async def test_a_newcomer_registers_and_sees_by_when_they_are_answered(either: Place) -> None:
    """The form, the code from the mailbox, the attestation: then the request waits, and its page says so."""
    asked = await either.asks()
    code = code_at(either.house, "zoe.tremblay@calgary.ca")
    waits = await either.enters(asked, code)

    assert asked.place.startswith("/en/request/")
    assert "Enter the code" in asked.words or "code" in asked.words
    assert waits.place == asked.place
    assert "A person will answer you by the date below" in waits.words
    assert "Answer by" in waits.words
