"""Cuts articles out of flattened text."""
import re
from email.utils import parsedate
from stocktake.collect.draft import Draft, Drafts
from stocktake.collect.clean import clean

def cut_flat(text: str) -> Drafts:
    lines=[l for l in clean(text).split("\n") if l]
    if not lines: return Drafts(problem="the page is empty; check that it was saved whole")
    title=None; published=None
    if len(lines)>1 and not re.search(r"[.!?]$",lines[0]):
        title=lines.pop(0)
    d=parsedate(lines[0]+" 00:00:00")
    if d: published="%04d-%02d-%02d"%d[:3]; lines.pop(0)
    return Drafts((Draft("\n".join(lines),title,published=published),))
