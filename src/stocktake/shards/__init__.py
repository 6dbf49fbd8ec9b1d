"""Archives too large for one machine: read shard by shard into a folder, then loaded."""
