"""Functions from `Api` to `Api`, one a file."""
