"""Measure outputs against gold annotations: precision, recall, F1, and the agreement of fields."""

from techpolicy_extract.products.evaluation.folders import Evaluation, evaluate
from techpolicy_extract.products.evaluation.score import Score

__all__ = ["Evaluation", "Score", "evaluate"]
