"""The assistant: what the guide is, the referral directory, partners, and the web face."""
