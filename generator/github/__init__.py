"""The one room that knows GitHub: its annotations, owners, issues, events and addresses. All else works without it."""
