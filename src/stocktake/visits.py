"""What the register remembers of visits to the web, as far as it still holds what they gave."""

from stocktake.model import Reader, Visit, gap_id
from stocktake.register import Register


class Visits:
    """The memory that fetching asks: an address need not be fetched while its page is held.

    A page that was forgotten, or that this reader has not read, is fetched anew; so is a list of
    which some page was not taken in, whatever came between.
    """

    def __init__(self, register: Register, reader: Reader) -> None:
        self._register = register
        self._reader = reader

    def visit(self, address: str) -> Visit | None:
        """Give the last visit, or None where what it gave must be fetched again."""
        visit = self._register.visit_to(address)
        if visit is None:
            return None
        if visit.page is not None:
            return visit if self._register.known(visit.page, self._reader) else None
        return visit if all(self._is_held(lead) for lead in visit.leads) else None

    def has_seen(self, address: str, stated: str | None) -> bool:
        """Tell whether an address that a list names was read as it has been since `stated`."""
        visit = self._register.visit_to(address)
        return visit is not None and visit.stated == stated and self._is_held(address)

    def keep(self, visit: Visit) -> None:
        """Remember a visit in place of an earlier one to the same address."""
        self._register.keep_visit(visit)

    def _is_held(self, address: str) -> bool:
        visit = self._register.visit_to(address)
        if visit is None or visit.page is None:
            return False
        ids = (visit.page, gap_id(visit.page, visit.place or address))
        return self._register.was_opened(ids, self._reader)
