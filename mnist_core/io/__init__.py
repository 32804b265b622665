"""The ways in and out: any bytes to an upright picture, and readings to records, CSV and JSON."""
