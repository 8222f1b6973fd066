"""How every settings class is declared: frozen, strict, described by the line under each field."""

from pydantic import ConfigDict

STRICT = ConfigDict(extra="forbid", use_attribute_docstrings=True)
"""Unknown keys are errors; the string under a field is its description in the JSON Schema and the docs."""
