"""The HTTP face of the assistant: the web channel and the pages."""
