"""What is taken for the same theme, in either language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.folding import fold
from bot.topics.glossary import CONCEPTS
from bot.topics.likeness import SIMILAR, concepts, likeness, same, similar
from bot.topics.model import Topic
from tests.promises.test_topics import TOPIC


def called(title: str, number: int = 0, tags: tuple[str, ...] = ()) -> Topic:
    return replace(TOPIC, id=f"t{number}", title=title, tags=tags)


ALIKE = [
    ("Misinformation at the Local Level", "La désinformation à l’échelle locale"),
    ("Heat in small towns", "La chaleur dans les petites villes"),
    ("Procurement of reused furniture", "Achat de mobilier de réemploi"),
    ("Floods", "Inondations"),
    ("Spring floods", "Crues printanières"),
    ("Food waste in schools", "Les déchets alimentaires à l’école"),
    ("Artificial intelligence in council work", "L’intelligence artificielle dans le travail du conseil"),
    ("Funding the zero waste plan", "Financer le plan zéro déchet"),
    ("Biodiversity and tree canopy", "Biodiversité et canopée"),
    ("Circular economy indicators", "Indicateurs de l’économie circulaire"),
    ("Sharing tools between municipalities", "Tool sharing between towns"),
    ("Composting", "COMPOST!"),
    ("Snow removal without salt", "Snow removal with no salt"),
    ("Resilience of infrastructure", "Résilience des infrastructures"),
    ("Misinformation in council", "Misinformtion in councils"),
]  # fmt: skip
APART = [
    ("Floods in basements", "Trees along the streets"),
    ("Zero waste in schools", "Artificial intelligence in schools"),
    ("Heat in small towns", "Housing in small towns and how to pay for it"),
    ("Procurement", "Compost"),
    ("Climate plans", "L’embauche en région"),
    ("Bus and bike lanes", "Les aînés et la canicule"),
]  # fmt: skip


@pytest.mark.parametrize("one, other", ALIKE)
def test_the_same_theme_is_seen_in_either_language(one: str, other: str) -> None:
    """Whichever of them stands already."""
    assert similar(one, (), [called(other)])
    assert similar(other, (), [called(one)])


@pytest.mark.parametrize("one, other", APART)
def test_other_themes_are_left_in_peace(one: str, other: str) -> None:
    """A word in common is not enough."""
    assert not similar(one, (), [called(other)])
    assert not similar(other, (), [called(one)])


def test_a_tag_in_common_makes_less_do() -> None:
    """Half of what both are about."""
    other = called("Floods and insurance", tags=("water",))

    assert not similar("Floods in spring", (), [other])
    assert similar("Floods in spring", ("water", "ai"), [other])


def test_the_most_alike_come_first_and_few() -> None:
    """Of however many."""
    titles = [
        "Tree planting in parks",
        "Tree planting",
        "Planting a tree in parks today",
        "Trees",
        "Planting trees",
    ]
    found = similar("Tree planting", (), [called(title, number) for number, title in enumerate(titles)])

    assert len(found) == SIMILAR
    assert {each.title for each in found[:2]} == {"Tree planting", "Planting trees"}


def test_what_is_about_nothing_is_like_nothing() -> None:
    """Marks and pictures; words that say little are compared all the same when there is nothing else."""
    assert not similar("!!! 🌳", (), [called("🌳🌳")])
    assert similar("What about us?", (), [called("what about us")])


def test_titles_are_the_same_but_for_how_they_are_typed() -> None:
    """Where there is no letter in them, as they are."""
    assert all(same(one, other) for one, other in (("FLOODS", "floods!"), ("Été", "ete"), ("🌳", "🌳")))
    assert not same("🌳", "🐝")


def test_the_glossary_leads_from_each_word_to_one_thing() -> None:
    """Folded, as it is looked for; what it leads to leads nowhere else."""
    assert [word for word in CONCEPTS if fold(word) != word] == []
    assert {CONCEPTS[concept] for concept in CONCEPTS.values()} == set(CONCEPTS.values())


TITLES = st.text(max_size=120)


@given(TITLES, TITLES)
def test_likeness_knows_no_order(one: str, other: str) -> None:
    """And is whole of a thing with itself."""
    a, b = concepts(one), concepts(other)

    assert likeness(a, b) == likeness(b, a)
    assert likeness(a, a) in (0.0, 1.0)
    assert 0 <= likeness(a, b) <= 1
