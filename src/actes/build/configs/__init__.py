"""The configurations of the dataset, the default one first."""

from actes.build.configs.articles import ARTICLES
from actes.build.configs.config import Config
from actes.build.configs.contexts import CONTEXTS
from actes.build.configs.dyads import DYADS
from actes.build.configs.stance import STANCE
from actes.build.configs.token_views import ACTORS, EVENTS

CONFIGS: tuple[Config, ...] = (ARTICLES, ACTORS, EVENTS, STANCE, CONTEXTS, DYADS)

__all__ = ["CONFIGS", "Config"]
