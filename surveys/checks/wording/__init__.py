"""How questions are put: translations, negations, two questions in one, scales that lean."""
