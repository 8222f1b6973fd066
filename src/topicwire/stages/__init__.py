"""The seven stages. Each folder holds stage.py (the shell), settings.py, and pure modules; no stage imports another."""
