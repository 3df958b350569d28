"""SageMaker, driven by botocore's service model: what the model says is valid is accepted, stored and answered."""
