"""From a message to an intent: details masked, words made plain, intent found, and the finding checked."""
