"""What every worker needs, loaded: the server that workers are copied from imports this before the first of them."""

from techpolicy_extract import rulepack
from techpolicy_extract.engines import local

__all__ = ["local"]

rulepack.default()
