"""What `pirtrack run --http` serves: whether all is well, figures for Prometheus, and the page. Nothing is changed by it."""
