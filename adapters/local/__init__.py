"""The sandbox: rooms on a loopback page, an identity switch, a mailbox, a clock one can push forward."""
