"""Printers: tables of what they print, and properties of it for any text."""
