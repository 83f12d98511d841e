"""The door for people and machines: ``thubay <command>``; each command is a module that is loaded only when asked for."""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence

from generator.problems import messages

COMMANDS = {
    "check": "generator.commands.check",
    "review": "generator.commands.review",
    "import": "generator.commands.import_",
    "sheet": "generator.commands.sheet",
    "new": "generator.commands.new",
    "submit": "generator.commands.submit",
    "build": "generator.commands.build",
    "pages": "generator.commands.pages",
    "document": "generator.commands.document",
    "remind": "generator.commands.remind",
    "pull-request": "generator.commands.pull_request",
    "conclude": "generator.commands.conclude",
    "issues": "generator.commands.issues",
    "alert": "generator.commands.alert",
    "selfcheck": "generator.commands.selfcheck",
    "smoke": "generator.commands.smoke",
    "links": "generator.commands.links",
    "propose": "generator.commands.propose",
    "github-files": "generator.commands.github_files",
    "sample": "generator.commands.sample",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that ``arguments`` (default: the process's) name and return its exit code: 0 for success."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = argparse.ArgumentParser(prog="thubay", description=messages()["command_thubay"].text)
    choices = parser.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))
    asked = next((word for word in given if word in COMMANDS), None)
    for name, module in COMMANDS.items():
        words = messages()[f"command_{name}"].text
        command = choices.add_parser(name, help=words, description=words)
        if name == asked:
            importlib.import_module(module).arguments(command)
    options = parser.parse_args(given)
    try:
        code: int = importlib.import_module(COMMANDS[options.command]).run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
