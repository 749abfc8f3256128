"""Data without behaviour: what the other rooms hand on."""
