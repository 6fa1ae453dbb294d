"""What people do with open roles."""

from production_tool.services.roles.asking import (
    change_role,
    copy_role,
    open_role,
    reopen_role,
    withdraw_role,
)
from production_tool.services.roles.filling import fill_role

__all__ = [
    "change_role",
    "copy_role",
    "fill_role",
    "open_role",
    "reopen_role",
    "withdraw_role",
]
