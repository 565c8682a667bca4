//! Folding for search: case, accents, umlauts, apostrophes, hyphens and white space.
