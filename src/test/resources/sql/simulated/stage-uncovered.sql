stage-uncovered
