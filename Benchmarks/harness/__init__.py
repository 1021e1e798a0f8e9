"""What all measurements share: where things are, who takes part, how runs are timed and shown."""
