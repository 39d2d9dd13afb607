"""The published site: what it says, that it is whole, and that what it shows runs."""
