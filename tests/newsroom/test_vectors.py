"""A look at the model."""

from hashlib import sha256
from pathlib import Path

import pytest

from tests.vectors.tiny import WIDTH, arrays, model_folder, safetensors, use_fake_tokenizers
from topicwire.newsroom.vectors import check_vectors
from topicwire.vectors.settings import SemanticSettings

SUM = sha256(safetensors(arrays())).hexdigest()


def test_a_model_is_tried_before_it_is_pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sum to pin is said; once it is in hub.toml, the check agrees."""
    use_fake_tokenizers(monkeypatch)
    folder = model_folder(tmp_path / "model")
    first = check_vectors(SemanticSettings(), tmp_path, folder)
    assert (first.sha256, first.is_pinned, first.dimensions) == (SUM, False, WIDTH)
    assert first.texts_per_second > 0
    assert check_vectors(SemanticSettings(model="model", sha256=SUM), tmp_path).is_pinned
