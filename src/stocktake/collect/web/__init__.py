"""From addresses on the web to pages: politely, and to public hosts alone."""
