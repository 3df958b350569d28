"""A local AWS: moto's server, made honest enough to apply, change and destroy an ML platform on it.

Plain moto silently ignores many CloudFormation types (a false green), knows no recent GPU instance and has
neither updates nor monitoring, domains or MLflow in SageMaker. So:

* ``sagemaker/`` answers every SageMaker call from botocore's own service model.
* ``cloudformation/`` serves every CloudFormation type from its registry schema, which cfn-lint bundles.
* ``fixes/`` adds, one file a service, what Terraform's AWS plugin calls and moto does not answer.

It binds to 127.0.0.1 only, keeps everything in memory and forgets it at its end.
"""
