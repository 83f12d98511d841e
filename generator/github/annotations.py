"""Problems as workflow commands, which GitHub shows beside the lines they speak of."""

from pathlib import PurePosixPath

from generator.problems import Problem, Severity, messages

ANNOTATIONS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def annotation(problem: Problem, before: PurePosixPath) -> str:
    """Return the workflow command for ``problem``; ``before`` is the way from the repository's root to the problem's path."""
    message = problem.message
    if problem.correction is not None:
        message += f"\n{messages()['check_correction'].text} {problem.correction.strip()}"
    values = {"file": before / problem.path, "line": problem.line, "col": problem.column, "title": problem.field}
    named = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items() if value != "")
    return f"::{ANNOTATIONS[problem.severity]} {named}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """Return ``text`` as a workflow command takes it: nothing in it can end the command or begin another."""
    return "".join(f"%{ord(letter):02X}" if letter in f"%\r\n{more}" else letter for letter in text)
