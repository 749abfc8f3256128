"""Folders that tests read, and the hooks of `tests.needs`."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.needs import (
    pytest_addoption,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_runtest_setup,
    pytest_terminal_summary,
)

__all__ = [
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_runtest_setup",
    "pytest_terminal_summary",
]

ROOT = Path(__file__).parent.parent
os.environ["LC_ALL"] = "C.UTF-8"  # what tests read is English, whatever the locale of who runs them
signal.signal(signal.SIGINT, signal.default_int_handler)  # a script ignores it for what runs in its background


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Give the folder of the five real documents."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of more documents beside the checkout; a checkout on its own has none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no ../shared beside this checkout")
    return folder
