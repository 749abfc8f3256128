"""What goes to the terminal: streams, reports, progress, tables, colours, the wording of results."""
