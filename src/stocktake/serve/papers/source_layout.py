"""The numbered sources at the end of a paper."""

from stocktake.serve.papers.paper import SourceLine, SourceList, isolated
from stocktake.serve.papers.sources import Source, Sources


def source_list(sources: Sources) -> SourceList:
    """Lay the sources out, each with its title in its own language."""
    return SourceList(tuple(map(_line, sources.cited)), sources.counted(sources.numbers))


def _line(source: Source) -> SourceLine:
    foreign = source.language if source.language and source.language[:2] != "en" else None
    rest = source.published + (f". {source.standing}" if source.standing else "")
    return SourceLine(
        source.number, source.title, foreign, isolated(source.outlet), rest, source.location
    )
