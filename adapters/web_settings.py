"""The settings of the pages on the web, beside where they are served."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings

from bot.chat import Link


def _link(written: str) -> str:
    """As it is: what stands behind the address may be what lets people in."""
    try:
        Link(written)
        if urlsplit(written).scheme == "https":
            return written
    except ValueError:
        pass
    raise ValueError("must be an address that begins with https://")


Invitation = Annotated[str, AfterValidator(_link)]


class WebSettings(BaseSettings):
    """All of it may be left out."""

    slack_invitation: Invitation | None = Field(
        None, description="a link that lets new members into the workspace; without one a person invites them"
    )
    discord_invitation: Invitation | None = Field(
        None, description="a link that lets new members into the server; without one a person invites them"
    )
