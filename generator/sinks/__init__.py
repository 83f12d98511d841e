"""Where the stream of pages and files goes: through the theme, to plain files, and in the place of the old site."""
