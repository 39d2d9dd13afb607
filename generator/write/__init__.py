"""Finished files go in; the output folder is replaced whole or left as it was, or shown to differ."""
