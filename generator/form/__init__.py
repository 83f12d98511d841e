"""What the form at /nop/ is made from: schema, sentences and the lists of each commune, for scripts that check as we do."""
