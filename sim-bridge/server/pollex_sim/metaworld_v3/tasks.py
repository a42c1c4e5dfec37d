"""What the benchmark's source does not say in a machine-readable way, one row per task.

``moved`` is the part that success is about, by body name or, for bodies without a name, by
``joint:NAME``; ``target`` the top-level body that carries it; ``fixture`` the top-level body that
shows where the goal is, or None. ``tests/test_catalog.py`` checks every row against the models.
"""

from .fixture_tasks import FIXTURE_TASKS
from .object_tasks import OBJECT_TASKS

FACTS = FIXTURE_TASKS | OBJECT_TASKS
