"""The configuration: TOML and environment, read into one frozen value."""

from tracker.config.kinds import KnownCodes
from tracker.config.load import find_config, load_config, user_config_file
from tracker.config.values import (
    ComponentOwner,
    Config,
    JiraSettings,
    LabelOwner,
    Owner,
    PersonByAccount,
    PersonByEmail,
)

__all__ = [
    "ComponentOwner",
    "Config",
    "JiraSettings",
    "KnownCodes",
    "LabelOwner",
    "Owner",
    "PersonByAccount",
    "PersonByEmail",
    "find_config",
    "load_config",
    "user_config_file",
]
