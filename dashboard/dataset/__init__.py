"""What is held as of a day: the dataset, its series, observations, rates and annotations."""
