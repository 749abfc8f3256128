"""Text in, values out: numerals, units, dates, periods, phones, document numbers, idioms, slots."""
