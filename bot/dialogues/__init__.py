"""Graded talks: read, held with a running Staysafe, scored, and shown on a page for people who grade them."""
