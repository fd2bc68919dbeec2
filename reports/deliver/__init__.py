"""The rooms that hand a message to the outside: mail servers, webhooks, Apprise. Each sends once and says what came of it."""
