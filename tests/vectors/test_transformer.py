"""The forward pass, beside one written out word by word."""

import math

import numpy as np
import pytest

from tests.vectors.tiny import HEADS, LAYERS, POSITIONS, WIDTH, WORDS, arrays
from topicwire.errors import FormatError
from topicwire.vectors.transformer import build, encode

TEXTS = [[1, 5, 2], [1, 3, 4, 7, 9, 2], [1, 2]]


def slow(tokens: list[int]) -> list[float]:
    """Work out one text's vector in plain Python, with the exact error function."""
    w = {name: array.astype(float) for name, array in arrays().items()}

    def norm(row: np.ndarray, name: str) -> np.ndarray:
        mean = sum(row) / WIDTH
        spread = math.sqrt(sum((x - mean) ** 2 for x in row) / WIDTH + 1e-12)
        return np.array([(x - mean) / spread for x in row]) * w[f"{name}.weight"] + w[f"{name}.bias"]

    def dense(row: np.ndarray, name: str) -> np.ndarray:
        return np.array([float(line @ row) for line in w[f"{name}.weight"]]) + w[f"{name}.bias"]

    kind = w["embeddings.token_type_embeddings.weight"][0]
    words, places = w["embeddings.word_embeddings.weight"], w["embeddings.position_embeddings.weight"]
    rows = [norm(words[one] + places[at] + kind, "embeddings.LayerNorm") for at, one in enumerate(tokens)]
    for layer in range(LAYERS):
        at, size = f"encoder.layer.{layer}.", WIDTH // HEADS
        asked, keys, given = (
            [dense(row, f"{at}attention.self.{n}") for row in rows] for n in ("query", "key", "value")
        )
        seen = []
        for place, row in enumerate(rows):
            joined: list[float] = []
            for head in range(HEADS):
                part = slice(head * size, (head + 1) * size)
                marks = [math.exp(float(asked[place][part] @ key[part]) / math.sqrt(size)) for key in keys]
                joined += list(sum(m * v[part] for m, v in zip(marks, given, strict=True)) / sum(marks))
            looked = dense(np.array(joined), f"{at}attention.output.dense")
            first = norm(row + looked, f"{at}attention.output.LayerNorm")
            wide = dense(first, f"{at}intermediate.dense")
            bent = np.array([x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in wide])
            seen.append(norm(first + dense(bent, f"{at}output.dense"), f"{at}output.LayerNorm"))
        rows = seen
    mean = sum(rows) / len(rows)
    return list(mean / math.sqrt(sum(x * x for x in mean)))


def test_a_batch_gives_what_is_worked_out_by_hand() -> None:
    """Attention, widths, the mean of the words alone and the length of one are right, padded or not."""
    found = encode(build(arrays(), HEADS), TEXTS)
    assert np.allclose(found, [slow(text) for text in TEXTS], atol=1e-5)


def test_texts_without_words_and_too_long_ones_are_no_trouble() -> None:
    """An empty text has no direction; a long one is cut where the model ends."""
    model = build(arrays(), HEADS)
    assert not encode(model, [[], []]).any()
    assert encode(model, []).shape == (0, WIDTH)
    assert np.array_equal(encode(model, [[3] * 99]), encode(model, [[3] * POSITIONS]))
    found = encode(model, [[], [1, 2]])
    assert np.isfinite(found).all()
    assert not found[0].any()


@pytest.mark.parametrize("token", [WORDS, -1])
def test_a_token_the_model_does_not_know_is_refused(token: int) -> None:
    """A tokenizer of another model is noticed."""
    with pytest.raises(FormatError, match="fewer words"):
        encode(build(arrays(), HEADS), [[token]])


@pytest.mark.parametrize(
    ("change", "heads"),
    [
        ({"embeddings.word_embeddings.weight": None}, HEADS),
        ({"encoder.layer.1.output.dense.weight": None}, HEADS),
        ({"encoder.layer.0.output.dense.bias": np.zeros(3, dtype=np.float32)}, HEADS),
        ({"embeddings.position_embeddings.weight": np.zeros((0, WIDTH), dtype=np.float32)}, HEADS),
        ({"embeddings.token_type_embeddings.weight": np.zeros(WIDTH, dtype=np.float32)}, HEADS),
        ({}, 3),
        ({}, 0),
    ],
)
def test_a_model_whose_parts_do_not_fit_is_refused(change: dict[str, np.ndarray | None], heads: int) -> None:
    """A missing or misshapen part is said by name, before anything is run."""
    given = {name: array for name, array in (arrays() | change).items() if array is not None}
    with pytest.raises(FormatError):
        build(given, heads)


def test_a_model_needs_layers() -> None:
    """Embeddings alone are none."""
    with pytest.raises(FormatError, match="0 layers"):
        build({name: array for name, array in arrays().items() if not name.startswith("encoder")}, HEADS)
