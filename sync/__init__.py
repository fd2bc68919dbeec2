"""How an item becomes a Jira issue, and how the truth comes back."""
