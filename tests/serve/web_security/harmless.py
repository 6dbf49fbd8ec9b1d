"""What a page may hold, whatever the words in it: checked in its source and in the browser."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from hostility import PRODUCT
from lxml import html

_LINKS = ("href", "src", "action", "formaction", "data", "poster", "background", "cite", "srcset")
_SCHEMES = ("", "http", "https")
_NEVER = (
    "iframe",
    "object",
    "embed",
    "base",
    "style",
    "applet",
    "frame",
    "audio",
    "video",
    "marquee",
)
OWN_SCRIPTS = ("/static/desk.js?", "/static/review.js?")


def faults_in(page: str) -> Iterator[str]:
    """Give what must not be in a page of ours."""
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    if str(PRODUCT) in page:
        yield "a template was worked out"
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        yield from _of_element(element)


def _of_element(element: html.HtmlElement) -> Iterator[str]:
    tag = element.tag.lower()
    if tag in _NEVER:
        yield f"<{tag}>"
    if tag == "script" and not (element.get("src") or "").startswith(OWN_SCRIPTS):
        yield f"<script> {element.text or element.get('src')}"
    if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        yield "<meta refresh>"
    for name, value in element.attrib.items():
        if name.lower().startswith("on") or name.lower() == "style":
            yield f"{tag} {name}={value[:60]!r}"
        if name.lower() in _LINKS and not is_harmless_link(value):
            yield f"{tag} {name}={value[:60]!r}"


def is_harmless_link(value: str) -> bool:
    """Tell whether an address leads to this site or by http(s) to another."""
    told = "".join(letter for letter in value if letter > " ")
    if told.startswith(("//", "\\", "/\\")):
        return False
    try:
        return urlsplit(told).scheme.lower() in _SCHEMES
    except ValueError:
        return False


IN_BROWSER = """() => {
  const bad = [];
  for (const link of document.links)
    if (!['http:', 'https:'].includes(link.protocol)) bad.push('link ' + link.href);
  for (const script of document.scripts)
    if (!script.src.startsWith(location.origin + '/static/')) bad.push(script.outerHTML);
  for (const element of document.querySelectorAll('*'))
    for (const name of element.getAttributeNames())
      if (name.startsWith('on') || name === 'style') bad.push(element.tagName + ' ' + name);
  if (document.querySelector('iframe, object, embed, base, style')) bad.push('a foreign element');
  if (document.forms && [...document.forms].some(f => new URL(f.action).origin !== location.origin))
    bad.push('a form that leads elsewhere');
  return bad;
}"""
