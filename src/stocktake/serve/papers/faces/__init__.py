"""The faces of a paper: HTML for print, DOCX, Markdown and CSV."""
