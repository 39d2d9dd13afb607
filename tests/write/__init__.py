"""Replacing an output whole, in peace, in crowds and in the middle of being killed."""
