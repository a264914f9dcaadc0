"""Tests of bot/guide."""
