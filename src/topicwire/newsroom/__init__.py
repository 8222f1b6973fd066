"""The one place that builds concrete parts and joins them. `cli` and `web` reach the rest through here."""
