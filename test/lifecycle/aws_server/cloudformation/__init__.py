"""Every CloudFormation type, served from its registry schema.

moto knows about a hundred of 1800 types, ignores the others without a word, and of those it knows it can change or
delete only some. One rule for all is more honest: what the registry's schema says is required, allowed, immutable and
answered holds here for every type, and SageMaker's types are made in the same engine that serves its API.
"""
