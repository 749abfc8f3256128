"""What `python -m tests.bench` measures, and how it reports it."""
