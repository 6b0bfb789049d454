"""What each command does, one file for each sort of work; ``dragoman.cli`` holds their names and options."""
