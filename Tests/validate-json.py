"""Holds JSON texts against the schemas beside them: COMMAND-N.json against COMMAND.schema.json.

A member that a schema does not describe is an error here, although a reader should expect new ones: what is printed
and what is described are to be the same.
"""

import json
import pathlib
import sys

from jsonschema import Draft202012Validator


def closed(schema):
    """The schema without room for members that it does not name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {name: closed(part) for name, part in schema.items()}
    if "properties" in parts:
        parts.setdefault("additionalProperties", False)
    return parts


folder = pathlib.Path(sys.argv[1])
texts = sorted(path for path in folder.glob("*-*.json") if not path.name.endswith(".schema.json"))
failed = False
for path in texts:
    name = path.name.rpartition("-")[0]
    schema = json.loads((folder / f"{name}.schema.json").read_text())
    Draft202012Validator.check_schema(schema)
    try:
        text = json.loads(path.read_text())
    except ValueError as problem:
        errors = [f"no JSON: {problem}"]
    else:
        errors = [
            f"{error.json_path}: {error.message[:300]}"
            + "".join(f"\n    {part.json_path}: {part.message[:200]}" for part in error.context or [])
            for error in Draft202012Validator(closed(schema)).iter_errors(text)
        ]
    for error in errors:
        failed = True
        print(f"rationale {path.with_suffix('.txt').read_text()} --json: {error}")
if not failed:
    print(f"{len(texts)} texts are as their schemas say")
