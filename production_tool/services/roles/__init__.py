"""What people do with open roles."""

from production_tool.services.roles.asking import (
    change_role,
    copy_role,
    open_role,
    reopen_role,
    withdraw_role,
)
from production_tool.services.roles.filling import fill_role
from production_tool.services.roles.many import SeenRole, move_roles, withdraw_roles

__all__ = [
    "SeenRole",
    "change_role",
    "copy_role",
    "fill_role",
    "move_roles",
    "open_role",
    "reopen_role",
    "withdraw_role",
    "withdraw_roles",
]
