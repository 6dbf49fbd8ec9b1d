"""The register in the formats of other programs: calendars, feeds, linked data and tables."""
