"""A loopback Discord that keeps the real rules, each with the page of the documentation that states it.

`guild` is what there is, `limits` what may be shown, `rest` the HTTP API, `gateway` the events, `server` both on
one port, `members` those who type and press.
"""
