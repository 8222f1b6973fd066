"""Which model gives sentence vectors: the `[semantic]` table of hub.toml."""

from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class SemanticSettings:
    """Which model compares articles by meaning, if any."""

    model: Annotated[str, Field(max_length=1000)] = ""
    """Folder with model.safetensors, tokenizer.json and config.json, seen from the hub's folder; empty: none."""
    sha256: Annotated[str, Field(pattern=r"^(?:[0-9a-f]{64})?$")] = ""
    """SHA-256 of model.safetensors, as `topicwire vectors check` says it; other weights are refused."""
