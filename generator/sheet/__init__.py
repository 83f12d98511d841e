"""The workbook and the template that a commune fills in: what stands where in them, made from the schema."""
