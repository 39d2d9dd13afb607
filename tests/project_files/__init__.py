"""The files around the program: README, Makefile, the wheels."""
