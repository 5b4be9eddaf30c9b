"""One file a task: reads a folder's schema, codes its texts, compares."""
