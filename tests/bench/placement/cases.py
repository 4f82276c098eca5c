"""Which problems are measured with which methods."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.bench.placement.gap import generalised
from tests.bench.placement.generators import core, full, preferences

if TYPE_CHECKING:
    from collections.abc import Callable

Document = dict[str, Any]

BASELINES = ("cpsat", "highs")


@dataclass(frozen=True)
class Case:
    """One problem and what is measured on it.

    Parameters
    ----------
    name
        What it is called in the table.
    make
        Makes the instance.
    methods
        What is measured, ours first.
    quick
        Whether it is part of the quick run, with these methods.
    """

    name: str
    make: Callable[[], Document]
    methods: tuple[str, ...] = ("ours", *BASELINES)
    quick: tuple[str, ...] = ()


REGION = (500, 80, 8)
PROVINCE = (5_000, 800, 80)
COUNTRY = (20_000, 3_000, 8)

GROWTH = ((125, 20, 2), (250, 40, 4), (1_000, 160, 16), (2_000, 320, 32))
"""Sizes below a province at which a tenth of the places admits a pupil."""


ASSIGNMENTS = ((100, 5), (100, 20), (200, 20), (400, 40), (1_600, 80))
"""Sizes of generalised assignment."""


def _core(pupils: int, places: int, options: int) -> Callable[[], Document]:
    return partial(core, pupils, places, options)


SECTIONS: dict[str, tuple[Case, ...]] = {
    "core": (
        Case("core 500 x 80", _core(*REGION), quick=("ours", *BASELINES)),
        Case("core 1,600 x 80, all pairs", _core(1_600, 80, 80), ("ours",)),
        Case("core 5,000 x 800", _core(*PROVINCE), quick=("ours",)),
        Case("core 20,000 x 3,000 sparse", _core(*COUNTRY), quick=("ours",)),
        *(
            Case(
                f"core {size[0]:,} x {size[1]:,}",
                _core(*size),
                methods=("ours",),
                quick=("ours",),
            )
            for size in GROWTH
        ),
    ),
    "full": (
        Case("all rules 500 x 80", partial(full, *REGION), quick=("ours", *BASELINES)),
        Case(
            "all rules and days 500 x 80",
            partial(full, *REGION, time=True),
            quick=("ours", "highs"),
        ),
        Case("all rules 2,000 x 320", partial(full, 2_000, 320, 32)),
        Case("all rules 5,000 x 800", partial(full, *PROVINCE)),
        Case(
            "all rules and days 5,000 x 800",
            partial(full, *PROVINCE, time=True),
            methods=("ours",),
        ),
    ),
    "gap": tuple(
        Case(
            f"type {kind} {size[0]:,} x {size[1]}",
            partial(generalised, kind, *size),
            quick=("ours", *BASELINES) if size[0] <= 200 else (),
        )
        for size in ASSIGNMENTS
        for kind in "CDE"
    ),
    "prices": (
        Case("core 500 x 80", _core(*REGION), ("prices",), ("prices",)),
        Case("core 5,000 x 800", _core(*PROVINCE), ("prices",), ("prices",)),
        Case("core 20,000 x 3,000 sparse", _core(*COUNTRY), ("prices",)),
    ),
    "operations": (
        Case("core 500 x 80", _core(*REGION), ("operations",), ("operations",)),
        Case(
            "all rules and days 500 x 80",
            partial(full, *REGION, time=True),
            ("operations",),
        ),
    ),
    "hospital": (
        Case(
            "wishes 500 x 80",
            partial(preferences, 500, 80),
            ("wishes", "acceptance"),
            ("wishes", "acceptance"),
        ),
        Case(
            "wishes 5,000 x 800",
            partial(preferences, 5_000, 800),
            ("wishes", "acceptance"),
        ),
    ),
}
