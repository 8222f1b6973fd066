"""The forward pass of a BERT-like sentence encoder with numpy: embeddings, layers, mean of the words. Pure.

Source: Devlin et al. 2019 (layers), Reimers and Gurevych 2019 (mean of the words, length one).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from topicwire.errors import FormatError
from topicwire.vectors.weights import Weights

Floats = NDArray[np.float32]
MASKED = np.float32(-1e9)
"""Added to the attention paid to padding."""
MOST_LAYERS = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Dense:
    """A matrix and what is added after it."""

    weight: Floats  # out x in
    bias: Floats

    def apply(self, values: Floats) -> Floats:
        """Give values times the matrix, plus the bias."""
        return values @ self.weight.T + self.bias


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """Layer normalisation."""

    weight: Floats
    bias: Floats
    epsilon: float

    def apply(self, values: Floats) -> Floats:
        """Give values of mean 0 and variance 1 along the last axis, scaled and moved."""
        centred = values - values.mean(axis=-1, keepdims=True)
        variance = np.square(centred).mean(axis=-1, keepdims=True)
        normal: Floats = centred / np.sqrt(variance + np.float32(self.epsilon)) * self.weight + self.bias
        return normal


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer: every word looks at all, then each is worked on by itself."""

    queries_keys_values: Dense
    attended: Dense
    attended_norm: Norm
    widened: Dense
    narrowed: Dense
    norm: Norm


@dataclass(frozen=True, slots=True, kw_only=True)
class Transformer:
    """The whole model."""

    words: Floats  # vocabulary x width
    positions: Floats  # longest text x width
    kind: Floats  # of the one sentence there is
    norm: Norm
    layers: tuple[Layer, ...]
    heads: int

    @property
    def width(self) -> int:
        """Give the numbers in a vector."""
        return int(self.words.shape[1])


def build(weights: Weights, heads: int, epsilon: float = 1e-12) -> Transformer:
    """Put a model together, checking that all parts fit one width.

    Raises:
        FormatError: a part is missing or has another shape, or the width cannot be shared among the heads.
    """
    words = _part(weights, "embeddings.word_embeddings.weight")
    width = words.shape[-1]
    if words.ndim != 2 or heads < 1 or width % heads:
        raise FormatError(f"has words of {width} numbers, which {heads} heads cannot share")
    count = len({name.split(".")[2] for name in weights if name.startswith("encoder.layer.")})
    if not 0 < count <= MOST_LAYERS:
        raise FormatError(f"has {count} layers")
    positions = _part(weights, "embeddings.position_embeddings.weight", (None, width))
    return Transformer(
        words=words,
        positions=positions,
        kind=_part(weights, "embeddings.token_type_embeddings.weight", (None, width))[0],
        norm=_norm(weights, "embeddings.LayerNorm", width, epsilon),
        layers=tuple(_layer(weights, f"encoder.layer.{place}.", width, epsilon) for place in range(count)),
        heads=heads,
    )


def _part(weights: Weights, name: str, shape: tuple[int | None, ...] | None = None) -> Floats:
    if name not in weights:
        raise FormatError(f"lacks the array {name}")
    array = weights[name]
    is_fit = shape is None or (
        array.ndim == len(shape) and all(w in {None, h} for w, h in zip(shape, array.shape, strict=True))
    )
    if not is_fit or not array.size:
        raise FormatError(f"has an array of the wrong shape, {array.shape}: {name}")
    return array


def _norm(weights: Weights, name: str, width: int, epsilon: float) -> Norm:
    weight, bias = (_part(weights, f"{name}.{part}", (width,)) for part in ("weight", "bias"))
    return Norm(weight=weight, bias=bias, epsilon=epsilon)


def _dense(weights: Weights, name: str, out: int | None, into: int | None) -> Dense:
    weight = _part(weights, f"{name}.weight", (out, into))
    return Dense(weight=weight, bias=_part(weights, f"{name}.bias", (weight.shape[0],)))


def _layer(weights: Weights, at: str, width: int, epsilon: float) -> Layer:
    asked = [_dense(weights, f"{at}attention.self.{name}", width, width) for name in ("query", "key", "value")]
    widened = _dense(weights, f"{at}intermediate.dense", None, width)
    return Layer(
        queries_keys_values=Dense(
            weight=np.concatenate([one.weight for one in asked]), bias=np.concatenate([one.bias for one in asked])
        ),
        attended=_dense(weights, f"{at}attention.output.dense", width, width),
        attended_norm=_norm(weights, f"{at}attention.output.LayerNorm", width, epsilon),
        widened=widened,
        narrowed=_dense(weights, f"{at}output.dense", width, widened.weight.shape[0]),
        norm=_norm(weights, f"{at}output.LayerNorm", width, epsilon),
    )


def encode(model: Transformer, texts: Sequence[Sequence[int]]) -> Floats:
    """Give one vector of length one a text, a row each; zeros for a text without tokens.

    Args:
        model: as `build` gives it.
        texts: token numbers of each text; those outside the model's words are refused, too long ones cut.
    """
    cut = [list(text[: len(model.positions)]) for text in texts]
    longest = max(map(len, cut), default=0)
    if not longest:
        return np.zeros((len(cut), model.width), dtype=np.float32)
    tokens = np.array([text + [0] * (longest - len(text)) for text in cut])
    if tokens.min() < 0 or tokens.max() >= len(model.words):
        raise FormatError("knows fewer words than the tokenizer beside it")
    is_word = np.arange(longest) < np.array([len(text) for text in cut])[:, None]
    values = model.norm.apply(model.words[tokens] + model.positions[:longest] + model.kind)
    bias = np.where(is_word, np.float32(0), MASKED)[:, None, None, :]
    for layer in model.layers:
        values = _through(layer, values, bias, model.heads)
    return _pooled(values, is_word)


def _through(layer: Layer, values: Floats, bias: Floats, heads: int) -> Floats:
    seen = layer.attended_norm.apply(values + layer.attended.apply(_attended(layer, values, bias, heads)))
    return layer.norm.apply(seen + layer.narrowed.apply(_gelu(layer.widened.apply(seen))))


def _attended(layer: Layer, values: Floats, bias: Floats, heads: int) -> Floats:
    texts, length, width = values.shape
    parted = layer.queries_keys_values.apply(values).reshape(texts, length, 3, heads, width // heads)
    queries, keys, given = parted.transpose(2, 0, 3, 1, 4)
    scores = queries @ keys.swapaxes(-1, -2) / np.float32(np.sqrt(width // heads)) + bias
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    joined: Floats = (weights @ given).swapaxes(1, 2).reshape(texts, length, width)
    return joined


def _gelu(values: Floats) -> Floats:
    """Give x times the normal distribution's share below x; numpy has no error function.

    Source: Abramowitz and Stegun 7.1.26, error below 1.5e-7.
    """
    size = np.abs(values) * np.float32(0.7071067811865476)
    near = 1 / (1 + np.float32(0.3275911) * size)
    series = np.full_like(near, 1.061405429)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series *= near
        series += np.float32(factor)
    error = 1 - series * near * np.exp(-size * size)
    share: Floats = np.float32(0.5) * (1 + np.copysign(error, values))
    return values * share


def _pooled(values: Floats, is_word: NDArray[np.bool_]) -> Floats:
    counted = is_word[:, :, None].astype(np.float32)
    mean = (values * counted).sum(axis=1) / np.maximum(counted.sum(axis=1), 1)
    length: Floats = np.linalg.norm(mean, axis=1, keepdims=True)
    unit: Floats = (mean / np.maximum(length, np.float32(1e-12))).astype(np.float32)
    return unit
