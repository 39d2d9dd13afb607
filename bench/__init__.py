"""Programs side by side on one machine go in; CPU seconds, memory and ratios come out. Nothing here is a test."""
