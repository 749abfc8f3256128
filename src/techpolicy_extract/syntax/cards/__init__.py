"""Contact cards: runs of labels, offices, persons and numbers, read as one thing whatever their layout.

`names` knows what a person or an office is called, `labels` finds labels, `items` reads a line as items, and `grouping`
puts items together into cards. All positions are positions in the normalised text.
"""
