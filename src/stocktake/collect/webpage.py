"""Cuts articles out of HTML."""
import trafilatura
from stocktake.collect.draft import Draft, Drafts
from stocktake.collect.clean import clean
def cut_html(text: str) -> Drafts:
    d=trafilatura.bare_extraction(text,favor_precision=True,include_comments=False,with_metadata=True,date_extraction_params={"original_date":True,"extensive_search":False})
    if d is None or not d.text: return Drafts(problem="no article was found on the page; save the page of one article")
    body="\n".join(l for l in clean(d.text).split("\n") if l)
    return Drafts((Draft(body,d.title,d.sitename,d.author,d.date),))
