"""The communities of Canada as far as we know them, and which mail domains are theirs.

`model` is one of them, `registry` what is known of domains and by whom, `kin` what one community is to
another. What ships with the bot lies under what was taken in from a file (`importing`) and what people have
confirmed or revoked (`listings`); memory keeps up with what is stored (`refreshing`). Coordinators look at
it at their `desk`. The registry is a help, and no list of who is a community.
"""
