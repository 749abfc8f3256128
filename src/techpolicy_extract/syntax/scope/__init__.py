"""What holds in each section of a document, by its headings, its lead sentences and the title of its part."""
