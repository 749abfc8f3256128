"""What is made of records: tables, pages, differences, scores, lists."""
