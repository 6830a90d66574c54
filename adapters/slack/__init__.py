"""Slack: events in (`app`, behind `gate` or a socket), words out (`render`, pure), calls out (`chat`, `api`).

`manifest` says what the app may do, `rooms` and `people` who somebody is, `answers` where an answer appears.
"""
