"""Moves work through the stages: runner, schedule, ledger. Knows no stage by name."""
