"""The newsletter's command: send."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from topicwire.cli.options import DryRunOption, HubOption, JsonOption, room_of
from topicwire.cli.output import complain, give_json, instant, say, table

if TYPE_CHECKING:
    from topicwire.newsroom.newsletter.deciding import Standing
    from topicwire.newsroom.newsletter.sending import Sent
    from topicwire.newsroom.room import Room


def send(
    hub: HubOption = None,
    preview: Annotated[bool, typer.Option("--preview", help="Write the issue as HTML and text; send nothing.")] = False,
    to: Annotated[Path | None, typer.Option(help="Folder for --preview.")] = None,
    test: Annotated[str, typer.Option(metavar="ADDRESS", help="Send the issue to this address alone.")] = "",
    approve: Annotated[bool, typer.Option("--approve", help="Let the waiting issue go out.")] = False,
    refuse: Annotated[bool, typer.Option("--refuse", help="Keep the waiting issue back for good.")] = False,
    status: Annotated[bool, typer.Option("--status", help="Say how it stands, and list what is unclear.")] = False,
    retry_unclear: Annotated[
        str, typer.Option(metavar="SUBSCRIBER", help="Send a subscriber's unclear mail again: it may come twice.")
    ] = "",
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Send what is due of the newsletter: compose, hold, hand over. Exit code 1 when mail could not be handed over.

    Example: topicwire send --preview
    """
    asked = {"preview": preview, "test": test, "approve": approve, "refuse": refuse, "status": status}
    chosen = [name for name, value in {**asked, "retry-unclear": retry_unclear}.items() if value]
    if len(chosen) > 1:
        raise typer.BadParameter(f"choose one of --{' and --'.join(chosen)}")
    with room_of(hub) as room:
        if preview:
            _preview(room, to, as_json)
        elif test:
            _test(room, test, as_json, dry_run)
        elif approve or refuse:
            _decide(room, as_json, is_approved=approve, dry_run=dry_run)
        elif retry_unclear:
            _retry(room, retry_unclear, as_json, dry_run)
        elif status:
            _status(room, as_json)
        elif dry_run:
            _foresee(room, as_json)
        else:
            _send(room, as_json)


def _preview(room: "Room", to: Path | None, as_json: bool) -> None:
    from topicwire.newsroom.newsletter.previewing import look, write_preview

    shown = look(room)
    page, plain = write_preview(room, shown, to)
    letter = shown.issue.letter
    if as_json:
        subject, stories = (letter.subject, len(letter.stories)) if letter else ("", 0)
        told = {"subject": subject, "stories": stories, "html": page, "text": plain, "held": shown.is_held}
        give_json({**told, "bytes": len(shown.html.encode()), "edition": shown.issue.edition_id})
        return
    say(letter.subject if letter else "", "bold")
    say(f"{len(letter.stories) if letter else 0} stories, {len(shown.html.encode()) // 1024} kB; nothing was sent")
    say(str(page))
    say(str(plain))


def _test(room: "Room", address: str, as_json: bool, dry_run: bool) -> None:
    from topicwire.newsroom.newsletter.posting import open_office
    from topicwire.newsroom.newsletter.previewing import look, send_test

    shown = look(room)
    if not dry_run:
        asyncio.run(send_test(open_office(room), shown, address))
    _tell({"sent": not dry_run}, "Nothing was sent." if dry_run else "The mail server took the test mail.", as_json)


def _decide(room: "Room", as_json: bool, *, is_approved: bool, dry_run: bool) -> None:
    from topicwire.newsroom.newsletter.deciding import approve, refuse, standing

    if dry_run:
        held = [line for line in standing(room).issues if line.state == "held"]
        _tell({"held": held}, f"{len(held)} issues wait for a word. Nothing was changed.", as_json)
        return
    issue = approve(room) if is_approved else refuse(room)
    word = "goes out with the next `topicwire send` or cycle" if is_approved else "is kept back"
    _tell({"issue": issue.id, "state": issue.state}, f"The issue {issue.id} {word}.", as_json)


def _retry(room: "Room", subscriber: str, as_json: bool, dry_run: bool) -> None:
    from topicwire.newsroom.newsletter.deciding import retry_unclear, standing

    if dry_run:
        rows = [line for line in standing(room).unclear if line.subscriber_id == subscriber]
        _tell({"queued": 0, "unclear": rows}, f"{len(rows)} mails would be queued again. Nothing was changed.", as_json)
        return
    count = retry_unclear(room, subscriber)
    _tell({"queued": count}, f"{count} mails are queued again; they may come a second time.", as_json)


def _status(room: "Room", as_json: bool) -> None:
    from topicwire.newsroom.newsletter.deciding import standing

    found = standing(room)
    if as_json:
        give_json(found)
        return
    say(
        f"The next issue is due {instant(found.next_at)} UTC." if found.is_enabled else "The newsletter is off.", "bold"
    )
    rows = [
        (line.id, line.state, instant(line.hold_until), _counts(line.mails), line.subject or line.why)
        for line in found.issues
    ]
    table(("issue", "state", "goes out (UTC)", "mails", "subject"), rows)
    say(f"Subscribers: {_counts(found.subscribers) or 'none'}")
    _say_unclear(found)


def _say_unclear(found: "Standing") -> None:
    if not found.unclear:
        return
    say("")
    say("Unclear: the mail server may have taken these, or not. They are not sent again unless you say so:", "yellow")
    for line in found.unclear:
        say(f"  {line.mailing}  topicwire send --retry-unclear {line.subscriber_id}")


def _foresee(room: "Room", as_json: bool) -> None:
    from topicwire.newsroom.newsletter.foreseeing import foresee

    found = foresee(room)
    if as_json:
        give_json(found)
        return
    for line in found.words:
        say(line)
    say("Nothing was changed.")


def _send(room: "Room", as_json: bool) -> None:
    from topicwire.newsroom.newsletter.going import send_once

    done = asyncio.run(send_once(room))
    if as_json:
        give_json(done)
    else:
        _say_sent(done)
    if done.trouble:
        raise typer.Exit(1)


def _say_sent(done: "Sent") -> None:
    if done.composed:
        say(f"Composed the issue {done.composed}.", "bold green")
    for issue in done.approved:
        say(f"The window of {issue} has ended: it goes out.")
    if done.counts or done.confirmations:
        say(f"Mails: {_counts(done.counts) or 'none'}; confirmations: {done.confirmations}")
    if done.unclear:
        say(f"{done.unclear} mails are unclear: topicwire send --status", "yellow")
    if done.trouble:
        complain(f"Not all was handed over: {done.trouble}. The next `topicwire send` or cycle goes on.")
    elif not (done.composed or done.approved or done.counts or done.confirmations or done.unclear):
        say("Nothing is due.")


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {state}" for state, count in counts.items())


def _tell(told: object, words: str, as_json: bool) -> None:
    if as_json:
        give_json(told)
    else:
        say(words)
