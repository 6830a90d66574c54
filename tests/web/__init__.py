"""The pages on the web: read and filled in over real sockets, on real databases."""
