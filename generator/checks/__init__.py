"""What must hold beyond the shape of one field, one function a rule.

``one_file`` holds the rules that need one document only (a form in the browser can keep them too), ``between_files`` those that
need the others; ``table`` lists all of both.
"""
