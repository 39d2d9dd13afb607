"""The command `watch`, as a process of its own, on real files."""
