"""Every command, button and form, by every role, about things of one's own and of others, in every state:
`peopled` is the network in which it is tried, `trying` how, `matrix` what came of it (docs/security.md).
"""
