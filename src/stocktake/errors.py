"""The few errors that a caller can act on; each message names the thing and the remedy."""


class StocktakeError(Exception):
    """Any error of Stocktake's own; the command line prints its message and exits with 2."""


class MissingModel(StocktakeError):
    """No language pipeline is installed."""


class RegisterProblem(StocktakeError):
    """The register cannot be opened, read or written."""


class NoSuchRecord(StocktakeError):
    """The register holds no record of that id."""


class BadQuestion(StocktakeError):
    """An option's value cannot be understood, such as a date that is none."""


class AccessProblem(StocktakeError):
    """An account's name, role or password cannot be used, or there is no such account."""


class EngineProblem(StocktakeError):
    """The engine of a build cannot be started, or failed for good."""
