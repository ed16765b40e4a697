"""The room of news: who is told what, over which channel, and when."""
