"""One small file per public set: how its texts become predictions of its form, and its headline figures."""
