"""What is remembered, and how it is sealed.

Reading order: `tables` (what there is, and why it may be kept), `unit` (the stores of one transaction), the
stores under their slices' names (`joining` and `proofs`, `members`, `postings`, `outbox`), `vault` and `keys`
(sealing), `statements` (how SQL is run), `transaction`, `writer` and `pool` (where, and when it is durable),
`engine` (opening it all), `migrations`.
"""
