"""A configuration as built."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from actes.build.configs import Config
from actes.build.features import Column
from actes.build.parquet import ParquetFile


@dataclass(frozen=True, slots=True)
class Published:
    """A configuration with its columns and its files by split, those without a row left out."""

    config: Config
    columns: tuple[Column, ...]
    files: Mapping[str, ParquetFile]

    def path(self, split: str) -> str:
        """Where the file of a split lies in the folder."""
        return f"data/{self.config.name}/{split}.parquet"

    @property
    def digest(self) -> str:
        """A SHA-256 over all files. In the card it keeps ``load_dataset`` from serving an earlier build's rows."""
        lines = "".join(f"{file.digest}  {self.path(split)}\n" for split, file in self.files.items())
        return hashlib.sha256(lines.encode()).hexdigest()
