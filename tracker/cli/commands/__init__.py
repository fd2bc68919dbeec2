"""One module a command: arguments, use case, output; loaded when the command is run."""
