"""What the core needs from the world, as protocols. Concrete parts are joined in `newsroom.py`."""
