"""The learned reader, from texts to a file that runs without torch: sources, windows, net, training, export."""
