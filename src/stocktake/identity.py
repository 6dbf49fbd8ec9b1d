"""Short ids made from what a record rests on, the same on every run and every machine."""

import base64
import hashlib


def short_id(kind: str, *parts: str) -> str:
    """Give `kind` and ten letters that stand for the parts: fifty bits of their SHA-256.

    Example: ``short_id("c", "text")`` is ``"c-tcggwl3zpq"`` in form.
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return f"{kind}-{base64.b32encode(digest[:8]).decode('ascii')[:10].lower()}"
