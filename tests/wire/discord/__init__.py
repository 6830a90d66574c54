"""A loopback Discord that keeps the real rules, each with the page of the documentation that states it.

`guild` is what there is, `rest` the HTTP API, `gateway` the events, `server` both on one port, `people` those
who type and press; `messages`, `components`, `modals` and `commands` say what may be shown.
"""
