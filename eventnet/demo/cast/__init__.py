"""Who is in the demo world. All of them are invented; their addresses end in example.org (RFC 2606)."""

from eventnet.demo.cast.offered import DORA, OFFERED
from eventnet.demo.cast.pictured import PICTURED
from eventnet.demo.cast.somebody import Somebody
from eventnet.demo.cast.unpictured import UNPICTURED

CAST = (*OFFERED, *PICTURED, *UNPICTURED)

__all__ = ["CAST", "DORA", "Somebody"]
