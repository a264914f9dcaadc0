"""The commands of `./staysafe`, one module each."""
