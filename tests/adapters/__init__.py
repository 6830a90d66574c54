"""The adapters, each against a real other side on loopback where it has one."""
