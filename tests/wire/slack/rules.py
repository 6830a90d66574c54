"""Every rule that the loopback Slack keeps: what, and the page of docs.slack.dev that says so.

A test that shows a bad client refused names its rules with `proves`; tests/wire/test_slack_server_rules.py
fails for a rule without one. The page stands beside the code that keeps the rule as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

_KIT = "reference/block-kit"
_METHODS = "reference/methods"
_PAYLOADS = "reference/interaction-payloads"

PAGES: Mapping[str, tuple[str, ...]] = {
    f"{_KIT}/blocks": (
        "message: 50 blocks",
        "view: 100 blocks",
        "blocks: known kinds only",
        "blocks: no other property",
        "blocks: an array of objects",
    ),
    f"{_KIT}/blocks/section-block": (
        "section: text or fields",
        "section: text 3000",
        "section: 10 fields",
        "section: field 2000",
        "section: no other property",
        "blocks: block_id 255",
        "blocks: block_id once",
    ),
    f"{_KIT}/blocks/header-block": ("header: text 150", "header: plain text"),
    f"{_KIT}/blocks/divider-block": ("divider: nothing in it",),
    f"{_KIT}/blocks/context-block": (
        "context: 10 elements",
        "context: text 3000",
    ),
    f"{_KIT}/blocks/actions-block": ("actions: 25 elements", "actions: action_id once"),
    f"{_KIT}/blocks/input-block": (
        "input: label 2000",
        "input: hint 2000",
        "input: optional a boolean",
        "input: an element",
        "input: not in a message",
    ),
    f"{_KIT}/composition-objects/text-object": (
        "text: an object",
        "text: flags are booleans",
        "text: not empty",
        "text: emoji with plain text only",
        "text: verbatim with mrkdwn only",
    ),
    f"{_KIT}/composition-objects/option-object": (
        "option: an object",
        "option: text 75",
        "option: value 150",
        "option: description 75",
        "option: plain text in a select",
    ),
    f"{_KIT}/block-elements/button-element": (
        "button: text 75",
        "button: plain text",
        "button: value 2000",
        "button: style",
        "button: accessibility_label 75",
        "elements: action_id 255",
        "elements: known kinds only",
        "elements: no other property",
    ),
    f"{_KIT}/block-elements/plain-text-input-element": (
        "line: max_length 1 to 3000",
        "line: min_length below max_length",
        "line: first value within",
        "line: multiline a boolean",
        "line: placeholder 150",
        "line: in an input only",
    ),
    f"{_KIT}/block-elements/email-input-element": ("email: nothing but its own fields",),
    f"{_KIT}/block-elements/select-menu-element": (
        "select: 100 options",
        "select: at least an option",
        "select: first among the options",
        "external select: first value is an option",
        "external select: min_query_length a number",
        "suggestions: 100 options",
        "suggestions: options only",
    ),
    f"{_KIT}/block-elements/multi-select-menu-element": (
        "multi-select: 100 options",
        "multi-select: first among the options",
    ),
    f"{_KIT}/block-elements/radio-button-group-element": ("radio: 10 options",),
    f"{_KIT}/block-elements/checkboxes-element": (
        "checkboxes: 10 options",
        "checkboxes: no empty first ones",
    ),
    "reference/views/modal-views": (
        "modal: title 24",
        "modal: submit 24",
        "modal: close 24",
        "modal: a title",
        "modal: plain text",
        "modal: flags are booleans",
        "modal: submit with inputs",
        "view: private_metadata 3000",
        "view: callback_id 255",
        "view: external_id 255",
        "view: no other property",
    ),
    "reference/views/home-tab-views": ("home: no title", "home: no submit"),
    "surfaces/modals": (
        "submission: errors at inputs that exist",
        "submission: errors are sentences",
        "submission: update with a valid modal",
        "submission: push with a valid modal",
        "submission: clear closes all",
        "submission: nothing else",
    ),
    f"{_METHODS}/views.open": (
        "trigger: lives 3 s",
        "trigger: works once",
        "trigger: is Slack's own",
        "view: at most 250 kB",
    ),
    f"{_METHODS}/views.update": ("views.update: of a view that exists", "views.update: with its newest hash"),
    f"{_METHODS}/views.publish": (
        "views.publish: home views only",
        "views.publish: for somebody",
        "views.publish: with its newest hash",
        "views.publish: home tab enabled",
    ),
    f"{_METHODS}/chat.postMessage": (
        "message: text or blocks",
        "message: text 40,000",
        "message: blocks are an array",
        "message: app is in the channel",
        "message: channel not archived",
        "message: channel that it can know",
        "message: to somebody's id",
        "message: not to a deactivated account",
    ),
    f"{_METHODS}/chat.update": (
        "update: own messages",
        "update: of a message that exists",
        "update: no ephemeral ones",
        "update: not in an archived channel",
        "update: text alone drops the blocks",
        "update: no user's id as channel",
    ),
    f"{_METHODS}/chat.postEphemeral": ("ephemeral: one reader", "ephemeral: reader is in the channel"),
    "messaging/formatting-message-text": (
        "mentions: by angle brackets",
        "mentions: by themselves unless verbatim",
        "mentions: in text with link_names only",
        "mentions: none in plain text",
    ),
    f"{_METHODS}/users.info": ("users.info: of an account", "users.info: fields"),
    f"{_METHODS}/conversations.info": ("conversations.info: what the app can know",),
    f"{_METHODS}/conversations.members": ("members: in pages", "members: limit", "members: cursor"),
    f"{_METHODS}/conversations.invite": (
        "invite: from within",
        "invite: somebody",
        "invite: once",
        "invite: not itself",
        "invite: not deactivated, not of elsewhere",
        "invite: no guest of one channel",
        "invite: no guest where there are none",
        "invite: not into a direct message",
    ),
    f"{_METHODS}/conversations.kick": (
        "kick: from within",
        "kick: somebody",
        "kick: who is there",
        "kick: not itself",
        "kick: not from general",
        "kick: where it is allowed",
        "kick: not from a direct message",
    ),
    f"{_METHODS}/conversations.open": ("open: somebody", "open: not deactivated", "open: no bot"),
    f"{_METHODS}/auth.test": ("auth.test: whose token",),
    f"{_METHODS}/team.info": ("team.info: with its scope",),
    f"{_METHODS}/apps.connections.open": ("socket: an app's token in the header", "socket: by POST"),
    "authentication/tokens": ("token: needed", "token: right kind", "token: known", "token: header or form"),
    "apis/web-api": (
        "call: known methods",
        "call: known arguments",
        "call: well-formed JSON",
        "call: JSON where it is read",
        "call: known content types",
        "call: scopes of the method",
    ),
    "apis/web-api/using-the-conversations-api": ("call: scopes of the kind of channel",),
    "apis/web-api/rate-limits": (
        "rates: one message a second in a channel",
        "rates: tiers a minute",
        "rates: 429 with Retry-After",
    ),
    "apis/events-api/using-socket-mode": (
        "socket: ticket once",
        "socket: ten connections",
        "socket: hello",
        "socket: one envelope, one connection",
        "socket: acknowledged within 3 s",
        "socket: again on another connection",
        "socket: known envelopes only",
        "socket: disconnects",
    ),
    "authentication/verifying-requests-from-slack": ("http: signed",),
    "apis/events-api": ("events: three retries", "events: headers of a retry", "events: retries turned off"),
    "interactivity/handling-user-interaction": (
        "http: acknowledged with 200",
        "http: acknowledged within 3 s",
        "response URL: 5 times",
        "response URL: 30 minutes",
        "response URL: known fields",
        "response URL: response_type",
        "response URL: replaces and deletes",
    ),
    "interactivity/implementing-slash-commands": ("command: private unless told", "command: fields"),
    f"{_PAYLOADS}/block_actions-payload": (
        "block_actions: fields in a message",
        "block_actions: fields in a view",
    ),
    f"{_PAYLOADS}/view-interactions-payload": ("view_submission: fields",),
    f"{_PAYLOADS}/block_suggestion-payload": ("block_suggestion: fields",),
    "reference/events/app_home_opened": ("app_home_opened: fields",),
    "github.com/slackapi/bolt-js/issues/2509": ("message: 13,200 characters of blocks together",),
    "github.com/slackapi/node-slack-sdk/issues/1654": ("socket: too many connections are told so",),
}
RULES: Mapping[str, str] = {rule: page for page, rules in PAGES.items() for rule in rules}
PROVED: defaultdict[str, list[str]] = defaultdict(list)

Test = TypeVar("Test", bound=Callable[..., Any])


def proves(*rules: str) -> Callable[[Test], Test]:
    """Marks a test: it shows each of these rules kept, by somebody who does not keep to it."""

    def mark(test: Test) -> Test:
        for rule in rules:
            PROVED[rule].append(f"{test.__module__}.{test.__name__}")
        return test

    return mark
