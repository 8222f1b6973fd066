"""One script a question: `python -m benchmarks.NAME [--json]`."""
