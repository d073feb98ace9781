stage
