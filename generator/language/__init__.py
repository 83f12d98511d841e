"""What Vietnamese needs: which letters a text may hold, numbers, dates and months as written and as said, the order of names."""
