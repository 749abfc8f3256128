"""Build the evidence page: records beside the text they were read from, in one HTML file that needs no network."""

from __future__ import annotations

from techpolicy_extract.products.viewer.page import build_page
from techpolicy_extract.products.viewer.runs import Run, find_runs, load_runs

__all__ = ["Run", "build_page", "find_runs", "load_runs"]
