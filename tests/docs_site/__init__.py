"""The published pages in a real browser: what they show, how they can be used, and that nothing in them does harm."""
