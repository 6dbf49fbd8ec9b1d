"""Review: one question a page, put to a person, answered with the keyboard alone."""
