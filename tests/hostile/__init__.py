"""The hostile corpus: every kind of fault in every field of valid files, made anew for each run.

``bases`` holds one valid file of each kind that fills every field, ``faults`` what is written into them, ``cases`` puts the two
together and counts where the problem must stand, ``expectations.tsv`` says what the answer must be.
"""
