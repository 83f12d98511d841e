"""What is drawn at build: bars by month, the picture of a shared address, and how much room words take."""
