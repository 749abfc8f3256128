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
os.environ["LC_ALL"] = "C.UTF-8"  # tests read English messages, whatever the user's locale is
signal.signal(signal.SIGINT, signal.default_int_handler)  # a script ignores SIGINT in its background jobs


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Return the folder of the five real documents."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of more documents beside the checkout; skip the test where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no ../shared beside this checkout")
    return folder
