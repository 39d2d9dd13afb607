"""Rules of taste on the document's API and on the names made from it."""
