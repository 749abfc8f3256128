"""Text in, value out: numerals, units, dates, periods, phones, document numbers, idioms, slots."""
