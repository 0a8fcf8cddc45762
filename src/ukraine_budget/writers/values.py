"""Machine values: exact decimals as strings, nothing as null, lists as lists."""

from decimal import Decimal

from ukraine_budget.model.text import plain

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def machine(value: object) -> Json:
    """A value of a record as JSON has it."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if hasattr(value, "_asdict"):
        return {name: machine(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [machine(item) for item in value]
    raise TypeError(f"{type(value)} is no value of a record")
