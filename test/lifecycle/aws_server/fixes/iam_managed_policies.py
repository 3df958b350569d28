"""IAM: the policies that AWS manages, which moto carries and loads on demand only."""

import moto.iam.models as models


def apply() -> None:
    models.load_iam_aws_managed_policies = lambda: True
