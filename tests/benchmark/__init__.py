"""What `python -m tests.bench` measures, and how it tells it."""
