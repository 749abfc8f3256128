"""The stages of one document, in the order in which `pipeline` calls them."""
