"""One meaning in many wordings: phrasings as data, and the records that their meaning asks for."""
