"""What is remembered, and how it is sealed.

Reading order: `tables` (what there is, and why it may be kept), `unit` (the stores of one transaction),
the stores themselves under their slices' names, `vault` and `keys` (sealing), `engine` (opening it all),
`writer` and `pool` (where transactions run), `migrations`.
"""
