"""Rule packs (*.toml), and what loads and checks them."""
