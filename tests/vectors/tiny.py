"""A sentence model of two layers and eight numbers, written as the real ones are. Builders for tests."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import orjson
import pytest

WIDTH, MIDDLE, WORDS, POSITIONS, LAYERS, HEADS = 8, 16, 20, 12, 2, 2


def arrays(seed: int = 7) -> dict[str, np.ndarray]:
    """Give the arrays by name, drawn from a seed."""
    draw = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return draw.normal(0, 0.5, shape).astype(np.float32)

    found = {
        "embeddings.word_embeddings.weight": some(WORDS, WIDTH),
        "embeddings.position_embeddings.weight": some(POSITIONS, WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        sides = {f"attention.self.{name}": (WIDTH, WIDTH) for name in ("query", "key", "value")}
        sides |= {"attention.output.dense": (WIDTH, WIDTH)}
        sides |= {"intermediate.dense": (MIDDLE, WIDTH), "output.dense": (WIDTH, MIDDLE)}
        for name, (out, into) in sides.items():
            found |= {f"{at}{name}.weight": some(out, into), f"{at}{name}.bias": some(out)}
        norms += [f"{at}attention.output.LayerNorm", f"{at}output.LayerNorm"]
    for name in norms:
        found |= {f"{name}.weight": 1 + some(WIDTH), f"{name}.bias": some(WIDTH)}
    return found


def safetensors(given: dict[str, np.ndarray]) -> bytes:
    """Write arrays as a safetensors file, with the count of positions that real files carry too."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    body = b""
    for name, array in (given | {"embeddings.position_ids": np.arange(POSITIONS)}).items():
        data = array.tobytes()
        kind = {"float32": "F32", "float16": "F16", "int64": "I64"}[str(array.dtype)]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    return raw(header, body)


def raw(header: object, body: bytes = b"") -> bytes:
    """Write a header and a body, whatever they say."""
    head = orjson.dumps(header)
    return len(head).to_bytes(8, "little") + head + body


def model_folder(folder: Path, **files: bytes | None) -> Path:
    """Write a whole model into a folder; `weights`, `config` and `tokenizer` replace a file, None leaves it out."""
    folder.mkdir(exist_ok=True)
    config = json.dumps({"num_attention_heads": HEADS, "layer_norm_eps": 1e-12}).encode()
    given = {"weights": safetensors(arrays()), "config": config, "tokenizer": b"{}"} | files
    names = {"weights": "model.safetensors", "config": "config.json", "tokenizer": "tokenizer.json"}
    for key, data in given.items():
        if data is not None:
            (folder / names[key]).write_bytes(data)
    return folder


class FakeTokenizer:
    """Gives each word its length as its number."""

    words = WORDS

    @classmethod
    def from_str(cls, text: str) -> "FakeTokenizer":
        """Read a file; only `{}` is one."""
        if text != "{}":
            raise Exception("not a tokenizer")  # as the package does
        return cls()

    def no_padding(self) -> None:
        """Pad nothing."""

    def enable_truncation(self, most: int) -> None:
        """Cut nothing."""

    def get_vocab_size(self) -> int:
        """Count the words."""
        return self.words

    def encode(self, text: str) -> SimpleNamespace:
        """Give the numbers."""
        return SimpleNamespace(ids=[1, *(2 + len(word) % 16 for word in text.split()), 2])


def use_fake_tokenizers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the optional package."""
    monkeypatch.setitem(sys.modules, "tokenizers", SimpleNamespace(Tokenizer=FakeTokenizer))
