"""The same scenarios on every platform: `person` is what somebody can do anywhere, `slack`, `discord` and
`sandbox` how they do it there, `scenarios` what they do, `matrix` which route is used by which of these.
"""
