"""The command `budget`: run a command and turn errors into messages and exit codes."""

import atexit
import gc
import os
import signal
import sys

from ukraine_budget.cli.terminal import discard_output, open_standard_streams, write_completely


def main() -> None:
    """Run and exit: 0 done, 1 the answer is no, 2 bad usage, 3 cannot read or write, 130 interrupted or terminated."""
    gc.disable()  # a command is over before there is garbage worth collecting
    atexit.register(gc.freeze)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would search every installed package
    for library in ("OPENBLAS", "OMP"):  # numpy would start threads that are never used
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    open_standard_streams()
    write_completely()
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):  # Windows has no SIGHUP
        if signal.getsignal(number) == signal.SIG_DFL:  # nohup ignores them
            signal.signal(number, signal.default_int_handler)
    try:
        sys.exit(_run())
    except KeyboardInterrupt:
        sys.exit(130)


def _run() -> int | str | None:
    from ukraine_budget.cli.app import app  # noqa: PLC0415  # inside the error handlers of main
    from ukraine_budget.errors import BudgetError, OutputError, printable  # noqa: PLC0415

    try:
        app(prog_name="budget")  # also with python -m
    except BudgetError as error:
        from ukraine_budget.cli.help import language  # noqa: PLC0415  # only for messages
        from ukraine_budget.cli.mistakes import reader  # noqa: PLC0415
        from ukraine_budget.cli.output import report_error  # noqa: PLC0415

        return report_error(error, reader(language()))
    except SystemExit as end:
        return end.code
    except OSError as error:  # usually help that could not be printed
        discard_output(sys.stdout)
        sys.stderr.write(f"{printable(str(error.filename or 'standard output'))}: {error.strerror}\n")
        return OutputError.exit_code
    except Exception:
        if "_BUDGET_COMPLETE" not in os.environ:
            raise
        return 1  # no traceback in the line that a user is completing
    return 0
