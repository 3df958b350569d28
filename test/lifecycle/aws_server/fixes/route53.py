"""Route 53: private zones, and the networks they are seen from."""

from moto.core.responses import ActionResult
from moto.route53.responses import Route53


def apply() -> None:
    original_create = Route53.create_hosted_zone

    def create_hosted_zone(self: Route53) -> ActionResult:
        # A network makes a zone private; moto waits for a flag that the service does not ask for.
        if self._get_param("VPC.VPCId"):
            self.params.setdefault("HostedZoneConfig", {})["PrivateZone"] = True
        return original_create(self)

    Route53.create_hosted_zone = create_hosted_zone
    Route53.get_hosted_zone = get_hosted_zone


def get_hosted_zone(self: Route53) -> ActionResult:
    """moto keeps the networks under names that its serialiser does not know."""
    zone = self.backend.get_hosted_zone(self._get_param("Id"))
    answer = {"HostedZone": zone}
    if zone.private_zone:
        answer["VPCs"] = [{"VPCId": vpc["vpc_id"], "VPCRegion": vpc["vpc_region"]} for vpc in zone.vpcs]
    else:
        answer["DelegationSet"] = zone.delegation_set
    return ActionResult(answer)
