"""The cache directory: models, benchmark goals, the catalogue. Safe to delete at any time."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

VARIABLE = "POLLEX_SIM_CACHE"


def cache_directory() -> Path:
    """``POLLEX_SIM_CACHE``, or a folder inside the virtual environment."""
    return Path(os.environ.get(VARIABLE) or os.path.join(sys.prefix, "var", "pollex-sim"))


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Lets ``write`` fill a temporary file, moves it into place; a full disk costs only speed."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=path.suffix)
        os.close(handle)
        temporary = Path(name)
        write(temporary)
        os.replace(temporary, path)
    except OSError:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
