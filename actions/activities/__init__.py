"""One file for each activity of data/activities.yml; each gives its `ACTIVITY`."""
