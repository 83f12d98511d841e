"""Figures that many pages ask for are worked out once: data that was read never changes."""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from generator.model.dataset import Dataset

Question = TypeVarTuple("Question")
Answer = TypeVar("Answer")


def remembered(figure: Callable[[Dataset, *Question], Answer]) -> Callable[[Dataset, *Question], Answer]:
    """Let a pure ``figure`` of a dataset keep its answers with the dataset, by what else it is asked."""

    def found(data: Dataset, *question: *Question) -> Answer:
        answers = data.answers.setdefault(figure, {})
        if question not in answers:
            answers[question] = figure(data, *question)
        answer: Answer = answers[question]
        return answer

    found.__doc__ = figure.__doc__
    return found
