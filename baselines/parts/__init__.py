"""What several baselines are made of; each module is one step between the text and the graph."""
