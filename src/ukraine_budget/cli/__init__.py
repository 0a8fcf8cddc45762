"""The command `budget`: parses, calls, renders, and turns every error into a message and an exit code."""

import atexit
import gc
import os
import signal
import sys

from ukraine_budget.cli.terminal import give_up, open_closed, write_whole


def main() -> None:
    """Run and exit: 0 done, 1 the answer is no, 2 bad usage, 3 cannot be read or written, 130 interrupted or ended."""
    gc.disable()  # a command is over before there is garbage worth collecting
    atexit.register(gc.freeze)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # or it looks through all that is installed
    for library in ("OPENBLAS", "OMP"):  # or numpy starts threads for a linear algebra that is not here
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    open_closed()
    write_whole()
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):  # Windows has no SIGHUP
        if signal.getsignal(number) == signal.SIG_DFL:  # and not ignored, as with nohup
            signal.signal(number, signal.default_int_handler)
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(130)


def _run() -> int | str | None:
    from ukraine_budget.cli.app import app  # noqa: PLC0415  # within reach of the handlers of main
    from ukraine_budget.errors import BudgetError, OutputError, printable  # noqa: PLC0415  # likewise

    try:
        app(prog_name="budget")  # however it is run
    except BudgetError as error:
        from ukraine_budget.cli.help import language  # noqa: PLC0415  # nothing else here speaks to people
        from ukraine_budget.cli.mistakes import reader  # noqa: PLC0415  # likewise
        from ukraine_budget.cli.output import complain  # noqa: PLC0415  # likewise

        return complain(error, reader(language()))
    except SystemExit as end:
        return end.code
    except OSError as error:  # mostly the help, that could not be printed
        give_up(sys.stdout)
        sys.stderr.write(f"{printable(str(error.filename or 'standard output'))}: {error.strerror}\n")
        return OutputError.exit_code
    except Exception:
        if "_BUDGET_COMPLETE" not in os.environ:
            raise
        return 1  # a shell that asks how to go on gets no traceback into the line that is being typed
    return 0
