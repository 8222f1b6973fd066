"""How mail leaves the hub: the `[mail]` table of hub.toml."""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from topicwire.model.settings import STRICT

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_HOST = r"^$|^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$"
_VARIABLE = r"^$|^[A-Za-z_][A-Za-z0-9_]{0,127}$"


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class MailSettings:
    """The mail server that takes the hub's mail."""

    host: Annotated[str, Field(pattern=_HOST)] = ""
    """Name of the mail server; empty: no mail leaves."""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    """Port of the mail server."""
    security: Literal["starttls", "tls", "plain"] = "starttls"
    """`starttls`: secured after connecting, or not used at all; `tls`: secured from the first byte (port 465);
    `plain`: not secured, for a server on this machine or behind the same door. Certificates are always checked."""
    user: Annotated[str, Field(max_length=320)] = ""
    """Name to log in with; empty: no login."""
    password_variable: Annotated[str, Field(pattern=_VARIABLE)] = ""
    """Name of the environment variable that holds the password, or whose `_FILE` twin names a file that does. The
    password itself never stands in hub.toml."""
    ca_file: Annotated[str, Field(max_length=4096)] = ""
    """File with the certificate authority to trust instead of the system's, for a server with its own."""
    per_second: Annotated[float, Field(gt=0, le=1000)] = 5.0
    """Most mails handed over in a second."""
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 60.0
    """Longest wait for an answer of the server."""

    @model_validator(mode="after")
    def _keeps_the_password_safe(self) -> "MailSettings":
        if self.security == "plain" and self.user and self.host not in LOOPBACK:
            raise ValueError("a login needs security = “starttls” or “tls”, unless the server is on this machine")
        if self.password_variable and not self.user:
            raise ValueError("password_variable without user")
        return self
