"""JSON values and the XML that they stand for, either way; clients that speak XML are given these modules as they stand."""
