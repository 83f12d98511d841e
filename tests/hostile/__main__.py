"""``python -m tests.hostile``: every case with its expectation, one a line, and at the end the most memory that was needed."""

import sys

from tests.hostile.answers import complaints, most_megabytes
from tests.hostile.cases import PATHS, cases, places, whole
from tests.hostile.expectations import of_files


def main():
    expected, wrong = of_files(), 0
    for kind in PATHS:
        for case in (*whole(kind), *(case for place in places(kind) for case in cases(place))):
            row = expected[case.fault, case.type]
            code = "|".join(sorted(row.codes)) or "-"
            answer = (case.id, row.verdict, f"data/{case.path}", case.line, case.column, case.field, code)
            sys.stdout.write("\t".join(map(str, answer)) + "\n")
            wrong += len(complaints(case, row))
    sys.stdout.write(f"{most_megabytes()} MB\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
