"""What every generated server shares: requests are read and answers are written by the descriptors in its modules."""
