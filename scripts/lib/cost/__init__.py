"""What Readmit costs on AWS: recorded charges, list prices, and tables."""
