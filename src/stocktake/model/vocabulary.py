"""The closed vocabularies of the exchange format."""

from typing import Literal

Theme = Literal[
    "security", "training", "counter-terrorism", "military-transition", "arms", "cyber",
    "migration", "organised-crime", "borders", "health", "human-rights", "displacement", "energy",
    "trade", "investment", "labour", "climate", "governance", "culture-education", "maritime",
    "diplomacy",
]  # fmt: skip
CommitmentKind = Literal[
    "pledge", "agree", "reaffirm", "plan", "offer", "launch", "sign", "request", "acknowledged",
]  # fmt: skip
PERFORMED: frozenset[CommitmentKind] = frozenset({"sign", "launch"})
"""What is told with these was done with the telling: no date is left by which it is due."""
Strength = Literal["binding", "firm", "intent", "second-order"]
Specificity = Literal["verifiable", "partly", "not verifiable"]
Lack = Literal["actor", "act", "date", "quantity"]
Novelty = Literal["new", "renewed", "continued", "unknown"]
Delivery = Literal[
    "no evidence found", "not started", "in progress", "partly", "delivered", "delivered late",
    "lapsed", "withdrawn", "contradicted", "superseded", "not assessable",
]  # fmt: skip
Grade = Literal["primary document", "counterpart", "independent", "own word", "single repost"]
OriginKind = Literal["primary document", "agency report", "own reporting", "unknown"]
PartyKind = Literal["state", "organisation"]
MechanismKind = Literal[
    "dialogue", "commission", "committee", "working group", "mission", "coalition", "framework",
]  # fmt: skip
AgreementForm = Literal[
    "treaty", "memorandum of understanding", "statement of intent", "framework agreement",
    "joint statement", "contract", "other",
]  # fmt: skip
AgreementStatus = Literal["expected", "being drafted", "signed", "in force", "ended"]
MoneyKind = Literal["new", "ongoing", "cumulative"]
DiscrepancyKind = Literal[
    "name", "ordinal", "date", "place", "role", "number", "status", "modality", "scope", "wording",
]  # fmt: skip
MeetingStanding = Literal["main", "recalled", "announced"]
ShiftField = Literal["deadline", "amount", "strength", "condition"]
JudgementAction = Literal["confirm", "reject", "correct", "merge", "split"]
ChangeKind = Literal["added", "changed", "withdrawn"]
AnchorPart = Literal["record", "other", "apart", "about", "value"]
AssessmentStanding = Literal["set", "under way", "unfinished", "reported"]
MilestoneEdge = Literal["begins", "ends", "lasts", "due"]
MilestoneStanding = Literal["planned", "begun", "done", "late"]
