"""Checks a value against a JSON Schema, as far as our own schema uses the language; stricter than it in one point.

A key that the schema does not name is a fault: what is printed and not described is what these checks are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "integer": (int,), "number": (int, float),
    "boolean": (bool,), "null": (type(None),),
}  # fmt: skip
_TELLS_NOTHING = {"title", "description", "default", "$schema", "$id", "version", "$defs"}
_KNOWN = {"$ref", "anyOf", "enum", "type", "properties", "required", "items"} | _TELLS_NOTHING


def faults(value: Any, schema: Mapping[str, Any], whole: Mapping[str, Any], at: str = "$") -> Iterator[str]:
    """What does not fit, as "where: what". Raises NotImplementedError for words of the language not known here."""
    if unknown := set(schema) - _KNOWN:
        raise NotImplementedError(f"{at}: {unknown}")
    if "$ref" in schema:
        yield from faults(value, whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], whole, at)
    if "anyOf" in schema:
        tried = [list(faults(value, one, whole, at)) for one in schema["anyOf"]]
        if all(tried):
            yield from min(tried, key=len)
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    kind = schema.get("type")
    if kind and (not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        yield f"{at}: {value!r} is no {kind}"
    elif kind == "object":
        yield from _object(value, schema, whole, at)
    elif kind == "array":
        for number, one in enumerate(value):
            yield from faults(one, schema.get("items", {}), whole, f"{at}[{number}]")


def _object(value: Mapping[str, Any], schema: Mapping[str, Any], whole: Mapping[str, Any], at: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value)
    for name, one in value.items():
        if name in properties:
            yield from faults(one, properties[name], whole, f"{at}.{name}")
        else:
            yield f"{at}: {name} is not described"
