"""``python -m dragoman`` does what ``dragoman`` does."""

from dragoman.cli import main

main()
