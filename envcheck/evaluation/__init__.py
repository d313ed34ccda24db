"""How often the checks are right on labelled pictures and clips: label rows and answers in, scores out."""
