"""The measures of the benchmark inside other people's programs: the transformers Trainer, lm-evaluation-harness."""
