"""An embedded Jira, strict where Jira is: for the demo, for rehearsals, and for tests over real HTTP.

It shares no code with the gateway, so that a mistake of one can not hide a mistake of the other.
"""

from sync.sandbox.faults import Fault
from sync.sandbox.server import Exchange, SandboxServer

__all__ = ["Exchange", "Fault", "SandboxServer"]
