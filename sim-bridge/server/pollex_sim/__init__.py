"""A server of sim.v1 that hosts the real Meta-World on MuJoCo.

``server.py`` and ``service.py`` speak gRPC and never import a simulator; ``pool.py`` keeps a batch
of slots and the promise of exactly-once, ``history.py`` what it takes to keep it; ``worker.py`` is
the process that owns environments, ``slots.py`` what it does with them; ``metaworld_v3`` is the
back end. Numbers pass from workers to the front through ``blocks.py``.
"""

__version__ = "0.1.0"
