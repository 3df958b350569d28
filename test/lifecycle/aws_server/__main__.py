"""``python -m aws_server --port N [--cloudformation]``."""

import argparse

from .server import serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="aws_server", description="A local AWS for lifecycle tests.")
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1")
    parser.add_argument(
        "--cloudformation",
        action="store_true",
        help="serve CloudFormation types from their registry schemas (takes a second more to start)",
    )
    arguments = parser.parse_args()
    serve(arguments.port, cloudformation=arguments.cloudformation)


if __name__ == "__main__":
    main()
