"""The story under everything that can befall it: `make torture`. Each file is one kind of trouble."""
