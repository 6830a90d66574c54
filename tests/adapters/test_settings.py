"""The environment becomes settings, or one line for each thing that is wrong with it."""

from __future__ import annotations

import os
import re
from base64 import b64encode, urlsafe_b64encode
from pathlib import Path
from tempfile import gettempdir

import pytest
from pydantic import ValidationError

from adapters.mail.identity import split_address
from adapters.settings import (
    Settings,
    SettingsRefused,
    load_database_settings,
    load_settings,
    unknown_variables,
    variable,
)

KEY = bytes(range(224, 256))
CANARY = "hunter2-canary"
NEEDED = {
    "PEERBOT_MAIN_KEY": b64encode(KEY).decode(),
    "PEERBOT_NETWORK_NAME": "Réseau de pairs",
    "PEERBOT_POSTAL_ADDRESS": "100, rue Exemple, Ottawa ON  K1A 0A1",
    "PEERBOT_CONTACT": "hosts@network.example",
    "PEERBOT_MAIL_FROM": "peers@network.example",
    "PEERBOT_SMTP_HOST": "smtp.network.example",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Only what `peerbot run` needs."""
    for name in [name for name in os.environ if name.startswith("PEERBOT_") or name == "PORT"]:
        monkeypatch.delenv(name)
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def _problems() -> tuple[str, ...]:
    with pytest.raises(SettingsRefused) as refused:
        load_settings()
    return refused.value.problems


def test_what_is_not_set_has_its_default() -> None:
    """The needed settings are enough; the others have sensible values."""
    settings = load_settings()

    assert settings.main_key.get_secret_value() == KEY
    assert settings.database_url.get_secret_value() == "sqlite:///peerbot.db"
    assert (settings.network_zone, settings.languages) == ("America/Toronto", ("en", "fr"))
    assert (settings.answer_days, settings.port, settings.smtp_port) == (7, 8080, 587)


def test_everything_missing_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    """An empty environment gets one line for each needed setting, with what it is for."""
    for name in NEEDED:
        environment.delenv(name)

    problems = _problems()

    assert [line.split(" is missing: ")[0] for line in problems] == sorted(NEEDED)


def test_an_empty_variable_counts_as_missing(environment: pytest.MonkeyPatch) -> None:
    """`NAME=` in a file of settings is a line that was not filled in."""
    environment.setenv("PEERBOT_SMTP_HOST", "")

    assert _problems() == ("PEERBOT_SMTP_HOST is missing: the mail server that takes the letters",)


WRONG = {
    "PEERBOT_ANSWER_DAYS": ["0", "61", "soon"],
    "PEERBOT_CONTACT": [
        "nobody",
        "a@b@c.example",
        "Hosts <hosts@network.example>",
        "a@b.example\x7f",
        "zoé@b.example",
        f"{'x' * 65}@b.example",
        "a..b@b.example",
        "a@-b.example",
    ],
    "PEERBOT_DATABASE_URL": [
        "mysql://h/d",
        "sqlite://",
        "sqlite:///:memory:",
        "peerbot.db",
        "postgres://h:x/d",
    ],
    "PEERBOT_DKIM_SELECTOR": ["-s1", "s1_", "s 1", "s1.", "x" * 64, "s1\n"],
    "PEERBOT_ACKNOWLEDGEMENT": ["two\nlines", "x" * 1001],
    "PEERBOT_LINK_HOURS": ["-1", "721", "a day"],
    "PEERBOT_HOLIDAYS": ["Christmas", "2027-13-01", "2027-07-01;2027-12-25"],
    "PEERBOT_REMINDERS": ["month", "week,none", "week;day"],
    "PEERBOT_HOLD_MINUTES": ["-1", "1441"],
    "PEERBOT_LANGUAGES": ["de", "en,en", ",", "en;fr"],
    "PEERBOT_LOG_LEVEL": ["loud"],
    "PEERBOT_MAIL_FROM": ["peers@localhost", "peers@network.example\nBcc: x@y.example"],
    "PEERBOT_MAIN_KEY": ["short", "é" * 44, b64encode(KEY[:31]).decode(), b64encode(bytes(32)).decode()],
    "PEERBOT_MEETINGS": ["soon", "2027-13-01T13:00"],
    "PEERBOT_NETWORK_NAME": ["two\nlines", " ", "x" * 81, "bell\a"],
    "PEERBOT_NETWORK_NAME_FR": ["x" * 81],
    "PEERBOT_NETWORK_ZONE": ["Toronto", "../etc/passwd", "America", "EST5EDT4"],
    "PEERBOT_PORT": ["0", "65536", "http"],
    "PEERBOT_POSTAL_ADDRESS": ["a\nb", "x" * 201],
    "PEERBOT_SMTP_HOST": ["a\tb"],
    "PEERBOT_SMTP_PORT": ["-1", "65536"],
    "PEERBOT_SMTP_SECURITY": ["ssl"],
    "PEERBOT_SILENCE_DAYS": ["1", "61"],
}


@pytest.mark.parametrize("name, value", [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_refused_by_name(environment: pytest.MonkeyPatch, name: str, value: str) -> None:
    """The line names the variable and what it must be."""
    environment.setenv(name, value)

    (line,) = _problems()

    assert line.startswith(f"{name} must ")


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_never_quoted(environment: pytest.MonkeyPatch, name: str) -> None:
    """It may be a password that somebody put at the wrong name."""
    environment.setenv(name, f"{CANARY}\a")

    (line,) = _problems()

    assert CANARY not in line


def test_everything_wrong_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    """One wrong value of each kind gives one line for each."""
    for name, values in WRONG.items():
        environment.setenv(name, values[0])

    problems = _problems()

    assert [line.split(" must ")[0] for line in problems] == sorted(WRONG)


def test_a_secret_is_in_no_message_and_no_print(environment: pytest.MonkeyPatch) -> None:
    """Neither a refusal, nor its causes, nor the settings' own print shows a secret."""
    environment.setenv("PEERBOT_SMTP_USERNAME", "peers")
    environment.setenv("PEERBOT_SMTP_PASSWORD", CANARY)
    environment.setenv("PEERBOT_DATABASE_URL", f"postgresql://u:{CANARY}@host/peerbot")
    environment.setenv("PEERBOT_POLL_KEYS", gettempdir())
    printed = repr(load_settings()) + str(load_settings())
    environment.setenv("PEERBOT_DATABASE_URL", f"postgresql://u:{CANARY}@host")
    environment.setenv("PEERBOT_MAIN_KEY", CANARY)

    with pytest.raises(SettingsRefused) as refused:
        load_settings()

    assert len(refused.value.problems) == 2
    assert refused.value.__cause__ is None
    assert CANARY not in "".join([printed, repr(refused.value), *refused.value.problems])


def test_the_main_key_is_taken_in_both_alphabets(environment: pytest.MonkeyPatch) -> None:
    """Base64 with + and / or with - and _ is the same key."""
    environment.setenv("PEERBOT_MAIN_KEY", urlsafe_b64encode(KEY).decode())

    assert load_settings().main_key.get_secret_value() == KEY


def test_french_can_be_the_default_language(environment: pytest.MonkeyPatch) -> None:
    """The order of the languages is kept."""
    environment.setenv("PEERBOT_LANGUAGES", "fr, en")

    assert load_settings().languages == ("fr", "en")


@pytest.mark.parametrize("security, port", [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_mail_port_follows_from_the_security(
    environment: pytest.MonkeyPatch, security: str, port: int
) -> None:
    """Unless it is set."""
    environment.setenv("PEERBOT_SMTP_SECURITY", security)

    assert load_settings().smtp_port == port


def test_a_mail_login_needs_both_halves(environment: pytest.MonkeyPatch) -> None:
    """A password without a name, or the reverse, is a mistake."""
    environment.setenv("PEERBOT_SMTP_PASSWORD", CANARY)

    assert _problems() == ("PEERBOT_SMTP_PASSWORD and PEERBOT_SMTP_USERNAME go together",)


def test_a_mail_password_never_travels_unprotected(environment: pytest.MonkeyPatch) -> None:
    """Without encryption a login is refused, but on this machine itself."""
    environment.setenv("PEERBOT_SMTP_SECURITY", "none")
    environment.setenv("PEERBOT_SMTP_USERNAME", "peers")
    environment.setenv("PEERBOT_SMTP_PASSWORD", CANARY)
    refused = _problems()
    environment.setenv("PEERBOT_SMTP_HOST", "127.0.0.1")

    assert refused == ("PEERBOT_SMTP_PASSWORD would travel unprotected: PEERBOT_SMTP_SECURITY is none",)
    assert load_settings().smtp_host == "127.0.0.1"


def test_the_platforms_port_is_honoured_and_ours_wins(environment: pytest.MonkeyPatch) -> None:
    """PORT is what platforms set; PEERBOT_PORT is somebody's wish."""
    environment.setenv("PORT", "5000")
    from_platform = load_settings().port
    environment.setenv("PEERBOT_PORT", "6000")

    assert (from_platform, load_settings().port) == (5000, 6000)


def test_the_database_alone_needs_no_other_setting(environment: pytest.MonkeyPatch) -> None:
    """Migrating works before mail is set up."""
    for name in NEEDED:
        environment.delenv(name)
    environment.setenv("PEERBOT_DATABASE_URL", "sqlite:////srv/peerbot.db")

    assert load_database_settings().database_url.get_secret_value() == "sqlite:////srv/peerbot.db"


@pytest.mark.parametrize("address", ["a@b.example", "a.b+c@d-e.f.example", f"{'x' * 64}@b.example", "_@b.co"])
def test_letters_can_come_from_every_address_that_is_taken(
    environment: pytest.MonkeyPatch, address: str
) -> None:
    """Nothing that passes here is refused when the letters are set up."""
    environment.setenv("PEERBOT_MAIL_FROM", address)

    sender = load_settings().mail_from

    assert "@".join(split_address(sender)) == address


def test_a_wrong_port_is_told_by_the_name_that_was_set(environment: pytest.MonkeyPatch) -> None:
    """Nobody looks for PEERBOT_PORT when the platform's PORT is wrong."""
    environment.setenv("PORT", CANARY)

    with pytest.raises(SettingsRefused) as refused:
        load_settings()

    assert refused.value.problems == ("PORT must be a valid integer",)


def test_settings_cannot_be_changed() -> None:
    """What was read at start holds until the end."""
    settings = load_settings()

    with pytest.raises(ValidationError):
        settings.answer_days = 8  # type: ignore[misc]  # that is the point


def test_a_misspelt_variable_is_named_with_its_neighbour(environment: pytest.MonkeyPatch) -> None:
    """A slip of the fingers is told, with the name that was probably meant."""
    environment.setenv("PEERBOT_SMTP_HSOT", CANARY)
    environment.setenv("PEERBOT_COLOUR", CANARY)

    assert unknown_variables() == (
        "PEERBOT_COLOUR is not a setting",
        "PEERBOT_SMTP_HSOT is not a setting: do you mean PEERBOT_SMTP_HOST?",
    )


def test_right_variables_are_not_called_unknown() -> None:
    """The needed ones are all known."""
    assert unknown_variables() == ()


def test_the_example_names_every_setting() -> None:
    """.env.example has all settings and no other."""
    example = Path(__file__).parents[2].joinpath(".env.example").read_text("utf-8")

    named = re.findall(r"^(PEERBOT_\w+)=", example, flags=re.MULTILINE)

    assert sorted(named) == sorted(variable(field) for field in Settings.model_fields)


def test_the_operators_guide_explains_every_setting() -> None:
    """The table of docs/operate.md has all settings, and says which are needed."""
    guide = Path(__file__).parents[2].joinpath("docs", "operate.md").read_text("utf-8")

    rows = dict(re.findall(r"^\| `(PEERBOT_\w+)` \| ([^|]+) \|", guide, flags=re.MULTILINE))

    assert sorted(rows) == sorted(variable(field) for field in Settings.model_fields)
    assert {name for name, default in rows.items() if default == "needed"} == set(NEEDED)
