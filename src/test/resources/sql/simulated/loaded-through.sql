loaded-through
