"""What runs keep, and that it is never believed over the document."""
