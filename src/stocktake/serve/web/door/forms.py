"""What a form brings, read once at the door."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Message, Receive

LONGEST = 256 * 1024  # bytes
_FIELDS = 1000
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form in their order, a field of several values once for each."""

    pairs: tuple[tuple[str, str], ...] = ()

    def word(self, name: str) -> str:
        """Give a field's value, the last of several, or nothing."""
        return next((value for field, value in reversed(self.pairs) if field == name), "")

    def words(self, name: str) -> tuple[str, ...]:
        """Give all values of a field."""
        return tuple(value for field, value in self.pairs if field == name)


class TooLong(Exception):
    """A form brings more than any form of ours can."""


async def body_of(request: Request) -> bytes:
    """Read a request's body; raise `TooLong` as soon as it is longer than a form may be."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > LONGEST:
            raise TooLong
    return bytes(read)


def form_in(body: bytes, media_type: str) -> Form:
    """Give a form's fields; none for a body that is no form."""
    if media_type.partition(";")[0].strip().casefold() != FORM:
        return Form()
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_FIELDS
        )
    except ValueError as error:
        raise TooLong from error
    return Form(tuple(pairs))


def form_of(request: Request) -> Form:
    """Give the form that the doorkeeper read."""
    found: Form = getattr(request.state, "form", Form())
    return found


def again(body: bytes, receive: Receive) -> Receive:
    """Give a body once more to whoever asks, and then what comes after it."""
    waiting = [body]

    async def replay() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay
