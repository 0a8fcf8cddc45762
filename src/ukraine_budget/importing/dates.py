"""What a date is in the order of versions."""


def moment(date: str) -> int:
    """The place in the order of versions that a date to the day or month has: 2025-11-27 is 202511270.

    Versions that are read in any sequence then stand in that of their dates; there is room for ten of a day.
    """
    year, month, day, *_ = (*map(int, date.split("-")), 0, 0)
    return year * 100_000 + month * 1000 + day * 10
