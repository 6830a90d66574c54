"""Letters that are kept in a folder, as the sandbox and the story do."""

import os
from pathlib import Path

import pytest

from adapters.mail.kept import KeptMailer
from tests.letters import composer, letter


@pytest.fixture
def mailer(tmp_path: Path) -> KeptMailer:
    return KeptMailer(tmp_path / "mail", composer().compose)


async def test_the_same_letter_kept_twice_is_one(mailer: KeptMailer, tmp_path: Path) -> None:
    """A retry is the same Message-ID, so the same file."""
    await mailer.send(letter("1"))
    await mailer.send(letter("1"))
    await mailer.send(letter("2"))

    assert len(mailer.names()) == 2
    assert len(list((tmp_path / "mail").iterdir())) == 2


async def test_the_file_is_what_would_have_been_sent(mailer: KeptMailer) -> None:
    """A mail program can open it, and its headers can be looked at."""
    await mailer.send(letter())

    (name,) = mailer.names()
    assert mailer.read(name) == composer().compose(letter()).as_bytes()


@pytest.mark.parametrize("name", ["", "unknown", "../secret", "..\\secret", "a/b", ".hidden"])
async def test_only_kept_letters_can_be_read(mailer: KeptMailer, tmp_path: Path, name: str) -> None:
    """A name that comes back from a page leads nowhere else."""
    (tmp_path / "secret.eml").write_bytes(b"not a letter")

    with pytest.raises(KeyError):
        mailer.read(name)


async def test_letters_are_there_after_a_restart(mailer: KeptMailer, tmp_path: Path) -> None:
    """The folder is the mailbox: another mailer over it shows the same."""
    await mailer.send(letter())

    assert KeptMailer(tmp_path / "mail", composer().compose).names() == mailer.names()


async def test_letters_stay_in_their_order_when_the_clock_goes_back(
    mailer: KeptMailer, tmp_path: Path
) -> None:
    """As the clock of a machine does that was suspended: the newest letter is the one that came last."""
    await mailer.send(letter("1"))
    (first,) = mailer.names()
    os.utime(tmp_path / "mail" / f"{first}.eml", ns=(2**62, 2**62))
    again = KeptMailer(tmp_path / "mail", composer().compose)
    for key in ("2", "3"):
        await again.send(letter(key))

    names = again.names()
    assert names[0] == first
    assert again.read(names[2]) == composer().compose(letter("3")).as_bytes()
