"""The part of the package that is the same for every document."""
