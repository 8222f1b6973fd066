"""The mail client against servers on loopback: secured or not at all, and sure of what became of a mail."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.net.smtp_server import PASSWORD, USER, Cut, SmallServer, certificate
from topicwire.errors import MailServerError
from topicwire.net.mail_settings import MailSettings
from topicwire.net.smtp import SmtpMailer
from topicwire.ports.mail import Answer, Envelope, Handed

MESSAGE = b"Subject: x\r\n\r\nHello\r\n.hidden dot\r\n..two\r\n.\r\n" + b"line\r\n" * 60


def envelope(recipient: str = "ada@mail.example", message: bytes = MESSAGE) -> Envelope:
    """Build a mail."""
    return Envelope(sender="news@robotics.example", recipient=recipient, message=message)


def mailer(port: int, host: str = "127.0.0.1", **settings: Any) -> SmtpMailer:
    """Build a client."""
    given = {"security": "plain", "timeout_seconds": 2.0, **settings}
    return SmtpMailer(MailSettings(host=host, port=port, **given), lambda: PASSWORD, "robotics.example")


async def send(client: SmtpMailer, *envelopes: Envelope) -> list[Handed]:
    """Hand over mails one after the other."""
    async with client.open() as session:
        return [await session.send(one, lambda: True) for one in envelopes]


async def test_mails_go_over_one_connection_and_arrive_as_written() -> None:
    """Dots at the start of lines are not lost, and do not end the mail."""
    async with SmallServer() as server:
        done = await send(mailer(server.port), envelope(), envelope("bea@mail.example"))
    assert [one.answer for one in done] == [Answer.TAKEN, Answer.TAKEN]
    assert [message for _, message in server.taken] == [MESSAGE, MESSAGE]
    assert server.reached["greeting"] == 1


async def test_a_refused_recipient_does_not_hinder_the_next() -> None:
    """The figures are kept; the server's words, which may name an address, are not."""
    refused = {"ada@mail.example": "550 5.1.1 ada@mail.example is nobody", "bea@mail.example": "452 full"}
    async with SmallServer(refused=refused) as server:
        three = [envelope(f"{name}@mail.example") for name in ("ada", "bea", "cyn")]
        done = await send(mailer(server.port), *three)
    assert [(one.answer, one.code) for one in done] == [
        (Answer.NO_ADDRESS, "550 5.1.1"),
        (Answer.LATER, "452"),
        (Answer.TAKEN, "250 2.0.0"),
    ]


@pytest.mark.parametrize(
    ("step", "answer", "judged"),
    [
        ("mail", "550 5.7.1 no", Answer.SENDER),
        ("mail", "451 4.3.0 busy", Answer.SENDER),
        ("rcpt", "550 no such user", Answer.NO_ADDRESS),
        ("rcpt", "550 5.7.1 policy", Answer.REFUSED),
        ("rcpt", "554 5.2.1 disabled", Answer.NO_ADDRESS),
        ("rcpt", "552 5.2.2 full", Answer.REFUSED),
        ("rcpt", "450 4.2.1 later", Answer.LATER),
        ("data", "554 no", Answer.REFUSED),
        ("data", "451 later", Answer.LATER),
        ("dot", "554 5.7.1 spam", Answer.REFUSED),
        ("dot", "550 spam", Answer.REFUSED),
        ("dot", "451 4.7.1 later", Answer.LATER),
        ("dot", "354 what", Answer.UNCLEAR),
        ("dot", "nonsense", Answer.UNCLEAR),
    ],
)
async def test_every_answer_is_judged(step: str, answer: str, judged: Answer) -> None:
    """Only what blames the address counts against it; an answer nobody can read leaves it unclear."""
    async with SmallServer(answers={step: [answer]}) as server:
        done = await send(mailer(server.port), envelope())
    assert done[0].answer is judged
    assert server.taken == []


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
async def test_a_connection_that_ends_before_the_last_line_sent_nothing(step: str) -> None:
    """The server cannot have taken it, so it may be sent again."""
    async with SmallServer(cuts=(Cut(step),)) as server:
        assert [one.answer for one in await send(mailer(server.port), envelope())] == [Answer.UNSENT]
    assert server.taken == []


async def test_a_long_text_cut_in_the_middle_was_not_sent() -> None:
    """More than the kernel holds back: the client knows that the last line never left."""
    async with SmallServer(cuts=(Cut("body"),)) as server:
        done = await send(mailer(server.port), envelope(message=b"x" * 70 + b"\r\n" + b"line\r\n" * 2_000_000))
    assert [one.answer for one in done] == [Answer.UNSENT]


async def test_a_connection_that_ends_after_the_last_line_leaves_it_unclear() -> None:
    """Whether the server took it is beyond knowing."""
    async with SmallServer(cuts=(Cut("dot"),)) as server:
        assert [one.answer for one in await send(mailer(server.port), envelope())] == [Answer.UNCLEAR]
    assert len(server.taken) == 1


async def test_nothing_is_sent_against_the_word_of_the_store() -> None:
    """Another process has it: the last line stays here."""
    async with SmallServer() as server:
        async with mailer(server.port).open() as session:
            handed = await session.send(envelope(), lambda: False)
            assert (handed.answer, session.is_open) == (Answer.HELD_BACK, False)
        await asyncio.sleep(0)
    assert server.taken == []


async def test_starttls_and_login(tmp_path: Path) -> None:
    """The certificate is checked, and the password goes over nothing else."""
    context, ca_file = certificate(tmp_path)
    async with SmallServer(context=context, has_auth=True) as server:
        client = mailer(server.port, "localhost", security="starttls", user=USER, ca_file=str(ca_file))
        assert [one.answer for one in await send(client, envelope())] == [Answer.TAKEN]
    verbs = [command.split(" ")[0] for command in server.commands]
    assert verbs.index("STARTTLS") < verbs.index("AUTH") < verbs.index("MAIL")


@pytest.mark.parametrize("step", ["connect", "greeting", "ehlo", "starttls", "auth"])
async def test_a_server_that_goes_away_before_the_first_mail_is_an_error(tmp_path: Path, step: str) -> None:
    """Nothing was handed over, and the message holds no secret."""
    context, ca_file = certificate(tmp_path)
    async with SmallServer(cuts=(Cut(step),), context=context, has_auth=True) as server:
        client = mailer(server.port, "localhost", security="starttls", user=USER, ca_file=str(ca_file))
        with pytest.raises(MailServerError) as raised:
            await send(client, envelope())
    assert PASSWORD not in str(raised.value)
    assert server.taken == []


async def test_a_server_without_starttls_gets_no_password_and_no_mail() -> None:
    """Whoever takes the offer of security out of the talk gets nothing."""
    async with SmallServer(has_auth=True) as server:
        with pytest.raises(MailServerError):
            await send(mailer(server.port, security="starttls", user=USER), envelope())
    assert not [command for command in server.commands if command.startswith(("AUTH", "MAIL"))]


async def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    """Also one for another name."""
    context, ca_file = certificate(tmp_path)
    for settings in ({"host": "localhost"}, {"host": "127.0.0.1", "ca_file": str(ca_file)}):
        async with SmallServer(context=context) as server:
            with pytest.raises(MailServerError, match="certificate"):
                await send(mailer(server.port, security="starttls", **settings), envelope())


async def test_a_refused_login_says_so_without_the_password() -> None:
    """And without the server's words, which may repeat the name."""
    async with SmallServer(has_auth=True, answers={"auth": ["535 5.7.8 wrong: desk"]}) as server:
        with pytest.raises(MailServerError, match=r"the login was refused \(535 5\.7\.8\)") as raised:
            await send(mailer(server.port, user=USER), envelope())
    assert PASSWORD not in str(raised.value)
    assert USER not in str(raised.value)


async def test_a_server_that_is_not_there_is_an_error() -> None:
    """It says where and that it cannot be reached."""
    async with SmallServer() as server:
        port = server.port
    with pytest.raises(MailServerError, match=f"127.0.0.1:{port}: it cannot be reached"):
        await send(mailer(port), envelope())


async def test_a_real_server_takes_it_too() -> None:
    """aiosmtpd: somebody else's reading of the standard."""
    taken: list[Any] = []

    class Keeping(Message):
        def handle_message(self, message: Any) -> None:
            taken.append(message)

    controller = Controller(Keeping(), hostname="127.0.0.1", port=0)
    controller.port = free_port()
    controller.start()
    try:
        done = await send(mailer(controller.port), envelope(), envelope("bea@mail.example"))
    finally:
        controller.stop()
    assert [one.answer for one in done] == [Answer.TAKEN, Answer.TAKEN]
    assert [message["X-RcptTo"] for message in taken] == ["ada@mail.example", "bea@mail.example"]
    assert ".hidden dot" in taken[0].get_payload()


def free_port() -> int:
    """Find a port nobody listens on."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port
