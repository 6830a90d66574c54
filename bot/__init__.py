"""The network's rules: who may ask, who decides, what is said, what happens later.

Import rule: this package imports the standard library and itself, nothing else. It is synchronous,
never waits, never calls a platform; whatever waits is an adapter.

Reading order: `chat` and `replies` (the words in which the world and we speak to each other), `ports` (what
we need from it), `outbox` (what happens later), `app` (the one door), `routes` (the table of contents), then
the slices `joining` and `members`, each beginning with its own story.
"""
