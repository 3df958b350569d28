"""Python sees each refusal as a RuntimeError whose message has a line a problem, each with its code in brackets."""
import re

import pytest

from ml_platform_constructs import (
    AlertChannel,
    Budget,
    Duration,
    Lifecycle,
    LifecycleRule,
    Model,
    ModelEndpointProps,
    NetworkProps,
    Rollout,
    Shadow,
    StorageTier,
    TierTransition,
    Variant,
    tfk8s,
)


def codes(error: Exception) -> list[str]:
    return re.findall(r"^\[([a-z0-9/-]+)\]", str(error), flags=re.MULTILINE)


def test_a_value_object_says_what_is_wrong():
    with pytest.raises(RuntimeError, match=r"\[alerts/email-address\] 'nobody' is no e-mail address"):
        AlertChannel.email("nobody")
    with pytest.raises(RuntimeError, match=r"\[platform/budget-amount\]"):
        Budget.monthly(0)


def test_a_lifecycle_that_gets_warmer_is_refused():
    colder_first = [
        TierTransition(tier=StorageTier.COLD, after=Duration.days(30)),
        TierTransition(tier=StorageTier.INFREQUENT, after=Duration.days(90)),
    ]
    with pytest.raises(RuntimeError, match=r"\[storage/tier-order\]"):
        Lifecycle.of(LifecycleRule(transitions=colder_first))


def test_all_problems_of_a_platform_come_at_once():
    from cdktf import App, TerraformStack

    stack = TerraformStack(App(), "ml")
    with pytest.raises(RuntimeError) as caught:
        tfk8s.MlPlatform(
            stack,
            "Ml",
            platform_name="Not A Name",
            network=NetworkProps(cidr="10.0.0.0/99"),
            object_storage=tfk8s.ObjectStorage(endpoint="https://s3.acme.internal", credentials_secret="s3"),
        )
    assert {"platform/name", "network/cidr", "network/addresses", "registry/host"} <= set(codes(caught.value))


@pytest.mark.parametrize("percent", [0, 100])
def test_a_canary_of_nothing_or_everything_is_refused(percent):
    with pytest.raises(RuntimeError, match=r"\[serving/canary\]"):
        Rollout.canary(percent)


def test_a_negative_weight_is_refused():
    with pytest.raises(RuntimeError, match=r"\[serving/weight\] the weight -1 of 'challenger'"):
        Variant.of("challenger", model=Model.from_image("ghcr.io/acme/fraud:1"), weight=-1)


def test_an_endpoint_has_one_shadow_by_its_type():
    shadow = Shadow.of(Model.from_image("ghcr.io/acme/fraud:1"))
    with pytest.raises(TypeError):
        ModelEndpointProps(model=Model.from_image("ghcr.io/acme/fraud:1"), shadow=[shadow, shadow])
