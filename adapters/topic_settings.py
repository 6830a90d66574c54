"""What the settings say about themes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode

from bot.chat import CHOICES_LIMIT
from bot.topics.themes import USUAL, Themes, code_of, themed

LONGEST = 60  # of a name, which stands in a list
SHAPE = "must be themes such as Water / Eau, parted by semicolons, or none"


def _themes(written: object) -> Themes:
    """English / French, in their order; where there is one name, it stands for both."""
    listed = [each.strip() for each in str(written).split(";") if each.strip()]
    if [each.lower() for each in listed] == ["none"]:
        return themed(())
    pairs = [_names(each) for each in listed]
    codes = [code_of(english) for english, _ in pairs]
    if not pairs or not all(codes) or len(pairs) > CHOICES_LIMIT:
        raise ValueError(f"{SHAPE}, {CHOICES_LIMIT} at most")
    if len(set(codes)) < len(codes):
        raise ValueError("must not name the same theme twice")
    return themed(pairs)


def _names(written: str) -> tuple[str, str]:
    english, _, french = (part.strip() for part in written.partition("/"))
    if not english or len(english) > LONGEST or len(french) > LONGEST or not written.isprintable():
        raise ValueError(f"{SHAPE}; a name has {LONGEST} characters at most")
    return english, french or english


class TopicSettings(BaseSettings):
    """The network's list of themes."""

    themes: Annotated[Themes, NoDecode, BeforeValidator(_themes)] = Field(
        default_factory=lambda: USUAL,
        description="the themes by which members tag what they suggest, English / French",
    )
