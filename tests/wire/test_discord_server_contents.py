"""The loopback Discord refuses what a message may not hold, and takes what is just within."""

from __future__ import annotations

import pytest

from tests.wire.discord.bad_clients import Alone, Json
from tests.wire.discord.parts import button, embed, embed_field, options, row, select
from tests.wire.discord.rules import proves

Case = tuple[Json, Json, str]  # what is taken, what is refused, and why


def of(*embeds: Json) -> Json:
    return {"embeds": list(embeds)}


def fields(*several: Json) -> Json:
    return of(embed(fields=list(several)))


def rows(*several: Json) -> Json:
    return {"components": list(several)}


def only(part: Json) -> Json:
    return rows(row(part))


def choice(**more: object) -> Json:
    return {"label": "l", "value": "v", **more}


def link(url: str) -> Json:
    return {"type": 2, "style": 5, "label": "l", "url": url}


EMBEDS: dict[str, Case] = {
    "message: content 2,000": (
        {"content": "x" * 2000}, {"content": "x" * 2001}, "content: BASE_TYPE_BAD_LENGTH",
    ),
    "message: content a string": ({"content": "1"}, {"content": 1}, "content: STRING_TYPE_CONVERT"),
    "message: something in it": ({"content": "t"}, {}, "50006"),
    "message: not of nothing but blanks": ({"content": " t "}, {"content": " \n"}, "50006"),
    "message: 10 embeds": (of(*[embed()] * 10), of(*[embed()] * 11), "embeds: BASE_TYPE_BAD_LENGTH"),
    "message: flags that may be set": (
        {"content": "t", "flags": 4 | 4096}, {"content": "t", "flags": 128}, "flags: ",
    ),
    "embed: title 256": (of(embed(title="x" * 256)), of(embed(title="x" * 257)), "embeds.0.title"),
    "embed: description 4,096": (
        of(embed(description="x" * 4096)), of(embed(description="x" * 4097)), "embeds.0.description",
    ),
    "embed: 25 fields": (fields(*[embed_field()] * 25), fields(*[embed_field()] * 26), "embeds.0.fields"),
    "embed: field name 256": (
        fields(embed_field(name="x" * 256)), fields(embed_field(name="x" * 257)), "embeds.0.fields.0.name",
    ),
    "embed: field value 1,024": (
        fields(embed_field(value="x" * 1024)), fields(embed_field(value="x" * 1025)),
        "embeds.0.fields.0.value",
    ),
    "embed: field name and value are needed": (
        fields(embed_field()), fields(embed_field(value=" ")), "embeds.0.fields.0.value: BASE_TYPE_REQUIRED",
    ),
    "embed: footer 2,048": (
        of(embed(footer={"text": "x" * 2048})), of(embed(footer={"text": "x" * 2049})),
        "embeds.0.footer.text",
    ),
    "embed: author 256": (
        of(embed(author={"name": "x" * 256})), of(embed(author={"name": "x" * 257})), "embeds.0.author.name",
    ),
    "embed: colour": (of(embed(color=0xFFFFFF)), of(embed(color=0x1000000)), "embeds.0.color"),
    "embed: something in it": (of({"type": "rich", "title": "t"}), of({"type": "rich"}), "50006"),
    "embeds: 6,000 characters together": (
        of(embed(title="", description="x" * 3000), embed(title="", description="x" * 3000)),
        of(embed(title="", description="x" * 3000), embed(title="t", description="x" * 3000)),
        "embeds: MAX_EMBED_SIZE_EXCEEDED",
    ),
}  # fmt: skip
COMPONENTS: dict[str, Case] = {
    "components: 5 rows": (
        rows(*[row(button(f"{each}")) for each in range(5)]),
        rows(*[row(button(f"{each}")) for each in range(6)]),
        "components: BASE_TYPE_BAD_LENGTH",
    ),
    "components: rows only": (only(button()), rows(button()), "components.0.type: BASE_TYPE_CHOICES"),
    "components: custom_id once": (
        rows(row(button("a"), button("b"))), rows(row(button("a")), row(button("a"))),
        "components: COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
    "row: 5 buttons": (
        rows(row(*[button(f"{each}") for each in range(5)])),
        rows(row(*[button(f"{each}") for each in range(6)])),
        "components.0.components",
    ),
    "row: something in it": (only(button()), rows(row()), "components.0.components"),
    "row: one select": (only(select()), rows(row(select(), button())), "maximum width"),
    "row: buttons and selects only": (
        only(button()), only({"type": 4, "custom_id": "t", "style": 1}), "components.0.components.0.type",
    ),
    "button: label 80": (only(button(label="x" * 80)), only(button(label="x" * 81)), "0.label"),
    "button: a label": (only(button()), only(button(label="")), "BUTTON_COMPONENT_INVALID"),
    "button: style": (only(button(style=4)), only(button(style=7)), "0.style"),
    "button: custom_id 100": (only(button("x" * 100)), only(button("x" * 101)), "0.custom_id"),
    "button: custom_id or url": (
        only(link("https://example.org")),
        only(button(url="https://example.org")), "cannot both be specified",
    ),
    "button: url 512": (
        only(link("https://example.org/" + "x" * 492)), only(link("https://example.org/" + "x" * 493)),
        "0.url",
    ),
    "select: 25 options": (only(select(options=options(25))), only(select(options=options(26))), "0.options"),
    "select: at least an option": (only(select(options=options(1))), only(select(options=[])), "0.options"),
    "select: placeholder 150": (
        only(select(placeholder="x" * 150)), only(select(placeholder="x" * 151)), "0.placeholder",
    ),
    "select: values between least and most": (
        only(select(min_values=0, max_values=2)), only(select(min_values=2, max_values=3)), "0.max_values",
    ),
    "select: each value once": (
        only(select(options=options(2))), only(select(options=[choice(), choice()])),
        "OPTION_VALUE_DUPLICATED",
    ),
    "select: defaults within": (
        only(select(options=[choice(default=True)])),
        only(select(options=[choice(default=True), choice(value="w", default=True)])),
        "Too many default values",
    ),
    "option: label 100": (
        only(select(options=[choice(label="x" * 100)])), only(select(options=[choice(label="x" * 101)])),
        "options.0.label",
    ),
    "option: value 100": (
        only(select(options=[choice(value="x" * 100)])), only(select(options=[choice(value="x" * 101)])),
        "options.0.value",
    ),
    "option: description 100": (
        only(select(options=[choice(description="x" * 100)])),
        only(select(options=[choice(description="x" * 101)])), "options.0.description",
    ),
}  # fmt: skip
CASES = EMBEDS | COMPONENTS


@proves(*CASES)
@pytest.mark.parametrize("rule", CASES)
async def test_a_message_is_taken_up_to_the_limit_and_refused_beyond_it(quiet: Alone, rule: str) -> None:
    """New, as an answer's follow-up and as an edit alike."""
    taken, refused, why = CASES[rule]
    posted = await quiet.post(**taken)
    edited = f"/channels/{posted['channel_id']}/messages/{posted['id']}"

    assert why in await quiet.post_refused(**refused)
    made = quiet.begins()
    assert (await quiet.answer(made, 4, taken)).status == 204
    assert why in (await quiet.after(made, "POST", json=refused)).said
    if why != "50006":
        assert why in await quiet.refused("PATCH", edited, refused)


async def test_a_link_is_no_button_with_a_key(quiet: Alone) -> None:
    """Either one or the other."""
    both = {**link("https://example.org"), "custom_id": "go"}

    assert "cannot both be specified" in await quiet.post_refused(**only(both))


@proves("components: numbered")
async def test_components_come_back_with_a_number_each(quiet: Alone) -> None:
    """In order, where they brought none of their own."""
    posted = await quiet.post(components=[row(button("a"), button("b", id=9)), row(select())])

    assert [part["id"] for part in posted["components"]] == [1, 3]
    assert [part["id"] for part in posted["components"][0]["components"]] == [2, 9]


@proves("message: known fields only", "components: known fields only")
@pytest.mark.parametrize(
    "content",
    [
        {"content": "t", "poll": {}},
        {"content": "t", "flags": 1 << 15},
        only(button(emoji={"name": "x"})),
        only(button(style=6)),
        only(button(colour="red")),
        of(embed(image={"url": "https://example.org"})),
    ],
)
async def test_what_no_rule_is_known_for_fails_the_test(quiet: Alone, content: Json) -> None:
    """It is not let pass in silence."""
    await quiet.post_refused(**content)

    assert len(quiet.faults()) == 1


@proves("refusal: code and tree")
async def test_a_refusal_says_where_it_is_wrong(quiet: Alone) -> None:
    """As a tree of names and places."""
    reply = await quiet.call("POST", "/channels/900000000000000101/messages", only(button(label="x" * 81)))

    assert (reply.status, reply.body["code"]) == (400, 50035)
    inner = reply.body["errors"]["components"]["0"]["components"]["0"]["label"]["_errors"]
    assert inner == [{"code": "BASE_TYPE_BAD_LENGTH", "message": "Must be between 0 and 80 in length."}]
