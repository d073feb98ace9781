loaded-from ${from}
