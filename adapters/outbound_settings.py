"""The way out to chat platforms, which all of them share."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings


def _proxy(written: str) -> str:
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address such as http://proxy.example:3128")
    return written


class OutboundSettings(BaseSettings):
    """Municipal networks let programs out through a proxy only."""

    proxy: Annotated[str, AfterValidator(_proxy)] | None = Field(
        None, repr=False, description="the proxy through which chat platforms are reached"
    )
