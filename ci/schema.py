"""Validates matrix files against the JSON Schema in the file that is named: `ci/schema` calls it.

Values are texts to bmatrix, so right files are read twice: with plain scalars as YAML's core schema takes them, which is an editor's
view, and with every scalar as a text. Wrong files must be refused in an editor's view, unless `beyond-schema` lists them.
"""

import json
import pathlib
import re
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
GOLDENS = ROOT / "Tests/ConfigurationTests/Goldens"


class Core(yaml.SafeLoader):
    """Like YAML 1.2: no dates, and yes and no are texts."""


Core.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def faults(validator, text, loader=Core):
    """What the schema objects to; a text that is no YAML counts as refused."""
    try:
        value = yaml.load(text, Loader=loader)
    except (yaml.YAMLError, TypeError, RecursionError) as error:
        return [f"no YAML: {type(error).__name__}"]
    return [f"{error.json_path}: {error.message[:160]}" for error in validator.iter_errors(value)]


def complete(example):
    """A piece of a matrix file with what is missing around it."""
    if example.startswith("- "):
        example = "smoke:\n  cli:\n" + "".join(f"    {line}\n" for line in example.splitlines())
    head = "" if "version:" in example else "version: 1\n"
    head += "" if re.search("^apps:", example, re.M) else "apps: {board: {path: apps/board, modes: [cli]}}\n"
    head += "" if re.search("^matrix:", example, re.M) else "matrix: {target: auto, otp: 27}\n"
    return head + example


def is_matrix(example, page, keys):
    """Whether it is of a matrix file; manuals show the files of CI services, too."""
    if example.startswith("- "):
        return page == "smoke.md"
    return bool(set(re.findall(r"^([a-z-]+):", example, re.M)) & keys)


def examples(keys):
    yield "matrix.yaml", (ROOT / "matrix.yaml").read_text()
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for number, match in enumerate(re.finditer("^```yaml\n(.*?)^```", page.read_text(), re.M | re.S), 1):
            if is_matrix(match[1], page.name, keys):
                yield f"{page.name}, example {number}", complete(match[1])


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    wrong = 0
    good = 0
    for name, text in examples(set(schema["properties"])):
        good += 1
        for fault in faults(validator, text) + faults(validator, text, yaml.BaseLoader):
            wrong += 1
            print(f"{name} is refused: {fault}")
    beyond = set((GOLDENS / "beyond-schema").read_text().split())
    files = sorted(GOLDENS.glob("*.yaml"))
    for path in files:
        refused = faults(validator, path.read_bytes())
        if bool(refused) == (path.stem in beyond):
            wrong += 1
            print(f"{path.name} is {'refused, but listed in beyond-schema: ' + refused[0] if refused else 'not refused'}")
    for name in beyond - {path.stem for path in files}:
        wrong += 1
        print(f"beyond-schema names {name}, which is not there")
    print(f"{good} valid files, {len(files) - len(beyond)} of {len(files)} wrong ones refused, {wrong} surprises")
    return 1 if wrong else 0


sys.exit(main())
