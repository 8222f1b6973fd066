"""The live site: the current edition, and how the hub does. No logic beyond routing."""
