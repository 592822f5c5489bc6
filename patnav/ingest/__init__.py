"""How things get in: readers, extraction, resolution, classification, and the pipeline that joins them."""
