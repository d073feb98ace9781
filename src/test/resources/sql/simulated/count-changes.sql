count-changes
