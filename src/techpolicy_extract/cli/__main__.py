"""Run the command line as `python -m techpolicy_extract.cli`."""

from techpolicy_extract.cli import main

if __name__ == "__main__":
    main()
