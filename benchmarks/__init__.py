"""Measures that anyone can run; each prints ratios against something that is not PatNav's, in the same run."""
