"""The newsletter of a hub: due times, composing, approval, sending, subscribers."""
