"""What `make check` looks at beside the linter and the types."""
