"""Tests of bot/guide/checks."""
