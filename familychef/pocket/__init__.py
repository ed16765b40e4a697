"""The house in a pocket: on a phone's home screen, and what that phone can do here."""
