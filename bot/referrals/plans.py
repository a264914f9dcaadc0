"""What each need calls for: which kinds of service, in which order, and whom to turn to in any country."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.referrals.service import Kind


@dataclass(frozen=True)
class Plan:
    """The answer to one need.

    `slots`: the kinds of service to show, most important first; kinds in one slot stand in for each other.
    `main`: the kinds that answer the need itself. `worldwide`: international services, best first.
    `suits`: specialities that fit the need as well as, or better than, a general line.
    `near`: specialities that are about the same things: they stand behind general lines, before all others.
    `lead`: kinds that stand first of all. Somebody who thinks of dying must see the line that is made for it.
    `pictures`: whether pictures are concerned, so that who takes them down belongs to the contract.
    `crisis_beside`: whether the line for a crisis stands beside who listens.
    `police_first`: whether the police act on it rather than a hotline for pictures.
    """

    slots: tuple[tuple[Kind, ...], ...]
    main: frozenset[Kind]
    worldwide: tuple[str, ...]
    suits: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset({"online"})
    lead: frozenset[Kind] = frozenset()
    pictures: bool = False
    crisis_beside: bool = False
    police_first: bool = False

    def distance(self, kind: Kind) -> int:
        """How far a kind is from the need: an answer to it, else to be shown, a place to report, anything else."""
        fitting = (self.main, [shown for slot in self.slots for shown in slot], REPORTING)
        return next((at for at, kinds in enumerate(fitting) if kind in kinds), len(fitting))

    def place(self, kind: Kind) -> int:
        """The first slot of a kind."""
        return next((at for at, slot in enumerate(self.slots) if kind in slot), len(self.slots))


REPORTING: tuple[Kind, ...] = ("report_hotline", "police_online")
_HELP = Plan(
    slots=(("child_helpline",), ("crisis_line",), REPORTING),
    main=frozenset({"child_helpline", "crisis_line"}),
    worldwide=("zz-chi", "zz-findahelpline", "zz-inhope"),
    suits=frozenset({"violence"}),
)
PLANS: dict[str, Plan] = {
    "help": _HELP,
    "danger": replace(_HELP, police_first=True),
    "touched": replace(_HELP, police_first=True),
    "threat": Plan(  # blackmail with pictures, real or faked
        slots=(("child_helpline",), REPORTING, ("image_removal",)),
        main=frozenset({"child_helpline"}),
        worldwide=("zz-chi", "zz-findahelpline", "zz-inhope"),
        suits=frozenset({"online"}),
        pictures=True,
        crisis_beside=True,
        police_first=True,
    ),
    "crisis": Plan(
        slots=(("crisis_line",), ("child_helpline",), ("crisis_line",)),
        main=frozenset({"crisis_line", "child_helpline"}),
        worldwide=("zz-findahelpline", "zz-befrienders", "zz-chi", "zz-inhope"),
        suits=frozenset({"suicide"}),
        near=frozenset(),
        lead=frozenset({"crisis_line"}),
        crisis_beside=True,
    ),
    "report": Plan(
        slots=(("report_hotline",), ("police_online",), ("child_helpline",)),
        main=frozenset(REPORTING),
        worldwide=("zz-inhope", "zz-ncmec-cybertipline", "zz-iwf-portals", "zz-icmec-directory", "zz-chi"),
        pictures=True,
    ),
    "remove": Plan(
        slots=(("image_removal",), REPORTING, ("child_helpline",)),
        main=frozenset({"image_removal"}),
        worldwide=("zz-take-it-down", "zz-stopncii", "zz-inhope", "zz-chi"),
        pictures=True,
    ),
    "own_behaviour": Plan(
        slots=(("own_behaviour",), ("child_helpline",), ("crisis_line",)),
        main=frozenset({"own_behaviour"}),
        worldwide=("zz-troubled-desire", "zz-stop-it-now", "zz-chi", "zz-findahelpline"),
    ),
    "bullied": Plan(
        slots=(("child_helpline",), REPORTING, ("crisis_line",)),
        main=frozenset({"child_helpline"}),
        worldwide=("zz-chi", "zz-findahelpline", "zz-inhope"),
        suits=frozenset({"harassment"}),
    ),
}
NEEDS: tuple[str, ...] = tuple(PLANS)
