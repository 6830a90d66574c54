"""Several bots as processes of their own, at the same time, on one PostgreSQL database."""
