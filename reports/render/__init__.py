"""From a digest to what people read: one pure room for each format, all of them from the same value."""
