"""The dataset builder: from a checked corpus to the files of a Hub repository.

``build`` takes values and returns values; :func:`actes.files.write_folder` puts them on disk.
"""

from actes.build.dataset import MANIFEST, build

__all__ = ["MANIFEST", "build"]
