"""The action server: everything that goes step by step (stories, quiz, cards, tour).

It never imports Rasa, only the SDK, and gets no text that a person wrote: an intent, places in the guide,
and the slots of the conversation.
"""
