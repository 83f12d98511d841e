"""Workflows run here: the steps of a job in order, against real repositories, with stand-ins for actions and ``gh``."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
WORD = re.compile(r"(?:github|steps|needs)(?:\.[A-Za-z_-]+)+")
GH = f"""#!{sys.executable}
import json, os, sys
with open(os.environ["GH_LOG"], "a") as log:
    given = sys.stdin.read() if "--input" in sys.argv else ""
    log.write(json.dumps([sys.argv[1:], json.loads(given or "null")]) + "\\n")
if "GH_FAILS" in os.environ:
    sys.exit("gh: Bad credentials (HTTP 401)")
path = sys.argv[-1] if "--slurp" in sys.argv else sys.argv[4] if len(sys.argv) > 4 else ""
if "--slurp" in sys.argv:
    print(json.dumps([json.loads(os.environ.get("GH_PAGES", "{{}}")).get(path.split("?")[0].split("/")[-1], [])]))
else:
    print(json.dumps({{"html_url": "https://github.com/huyen/thubay/pull/9"}}))
"""
DATED = ("alert", "build", "pull-request", "remind", "submit")
MAKE = '#!/bin/sh\necho "make $*" >> "$CALLS"\ncase " $MAKE_FAILS " in *" $1 "*) exit 2;; esac\n'
SLEEP = '#!/bin/sh\necho "sleep $*" >> "$CALLS"\n'


def workflow(name):
    """Return a workflow as a document; ``on`` is a word that YAML 1.1 takes for true."""
    found = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in found.items()}


def names():
    return sorted(path.stem for path in FOLDER.glob("*.yml"))


def steps():
    """Return (workflow, job, step) for every step there is."""
    for name in names():
        for job, content in workflow(name)["jobs"].items():
            for step in content["steps"]:
                yield name, job, step


def value_of(expression, context):
    """Return what one of our own few expressions gives."""

    def looked_up(found):
        value = context
        for part in found[0].split("."):
            value = value.get(part, "") if isinstance(value, dict) else ""
        return repr(value)

    text = expression.replace("!cancelled()", "True").replace("always()", "True").replace("toJSON(needs)", "needs_as_json")
    text = WORD.sub(looked_up, text).replace("&&", " and ").replace("||", " or ")
    return eval(text, {"__builtins__": {}}, {"needs_as_json": json.dumps(context.get("needs", {}))})


def filled(text, context):
    return EXPRESSION.sub(lambda found: str(value_of(found[1], context)), str(text))


@dataclass
class Ended:
    """How a job ended: its result, outputs, prints, summary and artifacts, what ``gh`` was asked, and other calls in order."""

    result: str
    outputs: dict
    printed: str
    summary: str
    artifacts: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    calls: list = field(default_factory=list)
    work: Path = None


class Runner:
    """Runs jobs of one repository: ``origin`` is a bare repository, ``event`` what the host tells.

    ``deploys`` says whether each try to deploy works; the address is then ``address``. ``day`` is what the clock shows.
    """

    def __init__(self, folder, origin, event, sha="", **environment):
        self.folder, self.origin, self.event = folder, origin, event
        self.environment, self.sha = environment, sha
        self.count = 0
        self.deploys, self.address = [], "https://huyen.example/"
        self.day = None
        tools = folder / "tools"
        tools.mkdir()
        for name, script in (("gh", GH), ("make", MAKE), ("sleep", SLEEP)):
            (tools / name).write_text(script)
            (tools / name).chmod(0o755)
        self.tools, self.thubay = tools, {}

    def job(self, name, job, needs=None):
        """Run the steps of a job whose condition holds; an action is replaced by what it does to the disk."""
        self.count += 1
        place = self.folder / f"{name}-{job}-{self.count}"
        place.mkdir()
        (place / "event.json").write_text(json.dumps(self.event))
        files = {each: place / each for each in ("summary", "output", "gh.log", "calls")}
        for file in files.values():
            file.touch()
        work = place / "work"
        work.mkdir()
        github = {
            "event": self.event,
            "server_url": "https://github.com",
            "repository": "huyen/thubay",
            "run_id": 1,
            "sha": self.sha,
            "token": "token",
        }
        context = {"github": github, "needs": needs or {}, "steps": {}}
        ended = Ended("success", {}, "", "", work=work)
        for step in workflow(name)["jobs"][job]["steps"]:
            condition = filled(step["if"], context) if "if" in step else "True"
            if condition != "True" or (ended.result == "failure" and "cancelled" not in step.get("if", "")):
                continue
            done = self._step(step, context, place, work, files, ended)
            outcome = "success" if done else "failure"
            context["steps"][step.get("id", "")] = {"outcome": outcome, "outputs": _outputs(files["output"])}
            if not done and not step.get("continue-on-error"):
                ended.result = "failure"
        stated = workflow(name)["jobs"][job].get("outputs", {})
        ended.outputs = {key: filled(value, context) for key, value in stated.items()}
        ended.summary = files["summary"].read_text("utf-8")
        ended.asked = [json.loads(line) for line in files["gh.log"].read_text("utf-8").splitlines()]
        ended.calls = files["calls"].read_text("utf-8").splitlines()
        return ended

    def _step(self, step, context, place, work, files, ended):
        with_ = {key: filled(value, context) for key, value in step.get("with", {}).items()}
        match step.get("uses", "").split("@")[0]:
            case "actions/checkout":
                self._checkout(work, with_)
            case "actions/upload-artifact" | "actions/upload-pages-artifact":
                ended.artifacts[with_.get("name", "github-pages")] = work / with_["path"]
                return any((work / with_["path"]).iterdir())
            case "actions/deploy-pages":
                done = self.deploys.pop(0)
                with files["output"].open("a") as file, files["calls"].open("a") as calls:
                    file.write(f"page_url={self.address}\n" * done)
                    calls.write("deploy\n")
                return done
            case "":
                return self._run(step, context, place, work, files, ended)
        return True

    def _checkout(self, work, with_):
        depth = () if with_.get("fetch-depth") == "0" else ("--depth=1", "--no-single-branch")
        subprocess.run(["git", "clone", "--quiet", *depth, f"file://{self.origin}", str(work)], check=True)
        if with_.get("ref"):
            subprocess.run(["git", "-C", str(work), "switch", "--quiet", "--detach", with_["ref"]], check=True)
        tools = work / ".venv" / "bin"
        tools.mkdir(parents=True)
        real = f'"{sys.executable}" -m generator.cli'
        dated = dict.fromkeys(DATED, f'exec {real} "$@" --today {self.day}') if self.day else {}
        cases = "\n".join(f"  {name}) {script};;" for name, script in {**dated, **self.thubay}.items())
        (tools / "thubay").write_text(f'#!/bin/sh\ncase "$1" in\n{cases}\n  *) exec {real} "$@";;\nesac\n')
        (tools / "thubay").chmod(0o755)

    def _run(self, step, context, place, work, files, ended):
        stated = {key: filled(value, context) for key, value in step.get("env", {}).items()}
        environment = {
            "PATH": f"{self.tools}:{os.environ['PATH']}",
            "HOME": str(place),
            "PYTHONPATH": str(ROOT),
            "GITHUB_EVENT_PATH": str(place / "event.json"),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_REPOSITORY": "huyen/thubay",
            "GITHUB_SHA": self.sha,
            "GH_LOG": str(files["gh.log"]),
            "CALLS": str(files["calls"]),
            "GIT_CONFIG_GLOBAL": os.devnull,
            **self.environment,
            **stated,
        }
        command = [shutil.which("bash"), "-e", "-o", "pipefail", "-c", step["run"]]
        done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
        ended.printed += done.stdout + done.stderr
        return done.returncode == 0


def _outputs(file):
    return dict(line.split("=", 1) for line in file.read_text("utf-8").splitlines())
