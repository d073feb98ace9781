loaded-after ${through}
