"""Documents that officials sign after reading: sentences from templates, tables from figures, set into files that Word edits."""
