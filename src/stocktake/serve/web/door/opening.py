"""Puts a doorkeeper before the desk's routes, in one of the three ways in which it is open."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from stocktake.serve.web.door import people, signing_in
from stocktake.serve.web.door.doorkeeper import Doorkeeper
from stocktake.serve.web.door.site import Site
from stocktake.serve.web.door.ways import Everybody, OnePerson, Team


@dataclass(frozen=True, slots=True)
class Door:
    """Where the desk is asked for, and who is let in."""

    site: Site
    way: OnePerson | Team | Everybody

    @property
    def is_public(self) -> bool:
        """Tell whether everybody may look and nobody may change anything."""
        return isinstance(self.way, Everybody)

    def keeper(self) -> Middleware:
        """Give what stands before every route."""
        return Middleware(Doorkeeper, site=self.site, way=self.way, looking_only=self.is_public)

    def routes(self) -> Sequence[BaseRoute]:
        """Give the door's own pages."""
        if not isinstance(self.way, Team):
            return ()
        return (*signing_in.routes(self.site, self.way), *people.routes(self.way))


def door_for(name: str) -> Door:
    """Give the door of one person at their own machine."""
    return Door(Site(), OnePerson(name))
