"""What is made from records: tables, the evidence page, differences, scores, lists."""
