"""The figures that we watch: `make bench`. Each stands beside the bare thing under it, from the same run."""
