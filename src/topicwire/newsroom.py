"""The one place that builds concrete parts and joins them."""
