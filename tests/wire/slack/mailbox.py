"""The letters that people got, and the code in the newest of them."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

from adapters.mail.kept import KeptMailer

CODE = re.compile(r"\b[0-9]{4} [0-9]{4}\b")


def letters_to(address: str, mailbox: KeptMailer) -> list[str]:
    """The plain text of each, oldest first."""
    all_of_them = [message_from_bytes(mailbox.read(name), policy=default) for name in mailbox.names()]
    theirs = [letter for letter in all_of_them if address in str(letter["To"])]
    return [str(part.get_content()) for letter in theirs if (part := letter.get_body(("plain",)))]


def code_in(address: str, mailbox: KeptMailer) -> str:
    """The newest."""
    found: list[str] = CODE.findall(letters_to(address, mailbox)[-1])
    return found[-1].replace(" ", "")
