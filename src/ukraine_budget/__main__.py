"""`python -m ukraine_budget` is `budget`."""

from ukraine_budget.cli import main

if __name__ == "__main__":
    main()
