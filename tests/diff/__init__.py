"""Two documents go in; what callers notice comes out, and which of it breaks them."""
