"""EKS: what moto forgets of a cluster and of node groups, version and configuration updates, tags on node groups."""

import uuid
from typing import Any

import moto.eks.models as models
import moto.eks.urls as urls
from moto.core.responses import ActionResult
from moto.eks.models import EKSBackend
from moto.eks.responses import EKSResponse

_UPDATE_PATHS = (
    "{0}/clusters/(?P<name>[^/]+)/updates$",
    "{0}/clusters/(?P<name>[^/]+)/updates/(?P<updateId>[^/]+)$",
    "{0}/clusters/(?P<name>[^/]+)/node-groups/(?P<nodegroupName>[^/]+)/update-version$",
)
# Members of a request, and the attribute that the answer is read from.
_FORGOTTEN = {
    "accessConfig": "access_config",
    "computeConfig": "compute_config",
    "deletionProtection": "deletion_protection",
    "storageConfig": "storage_config",
    "upgradePolicy": "upgrade_policy",
    "zonalShiftConfig": "zonal_shift_config",
}


def apply() -> None:
    # moto gives every node group an SSH key that nobody asked for; Terraform sees that as drift.
    models.DEFAULT_REMOTE_ACCESS = None
    original_create = EKSResponse.create_cluster
    original_config = EKSResponse.update_cluster_config
    original_nodegroup = EKSResponse.create_nodegroup

    def create_cluster(self: EKSResponse) -> ActionResult:
        answer = original_create(self)
        _keep(self, {"accessConfig": {"authenticationMode": "CONFIG_MAP"}})
        # The group that EKS makes for the control plane and the nodes.
        _cluster(self).resources_vpc_config["clusterSecurityGroupId"] = "sg-" + uuid.uuid4().hex[:17]
        return answer

    def update_cluster_config(self: EKSResponse) -> ActionResult:
        before = dict(_cluster(self).resources_vpc_config)
        original_config(self)
        # A request names what changes only.
        _cluster(self).resources_vpc_config = {**before, **_cluster(self).resources_vpc_config}
        _keep(self, {})
        return _finished_update("ConfigUpdate")

    def create_nodegroup(self: EKSResponse) -> ActionResult:
        answer = original_nodegroup(self)
        group = _nodegroup(self)
        group.update_config = self._get_param("updateConfig")
        group.node_repair_config = self._get_param("nodeRepairConfig")
        return answer

    EKSResponse.create_cluster = create_cluster
    EKSResponse.create_nodegroup = create_nodegroup
    EKSResponse.update_cluster_config = update_cluster_config
    EKSResponse.update_cluster_version = update_cluster_version
    EKSResponse.update_nodegroup_version = update_nodegroup_version
    EKSResponse.describe_update = lambda self: _finished_update("ConfigUpdate")
    EKSBackend.tag_resource = tag_resource
    EKSBackend.untag_resource = untag_resource
    for path in _UPDATE_PATHS:
        urls.url_paths[path] = urls.response.dispatch


def _keep(self: EKSResponse, defaults: dict[str, Any]) -> None:
    """Puts what moto does not take from a request on the cluster, where its serialiser finds it."""
    cluster = _cluster(self)
    for member, attribute in _FORGOTTEN.items():
        value = self._get_param(member) or defaults.get(member)
        if value is not None:
            setattr(cluster, attribute, {**getattr(cluster, attribute, {}), **value} if isinstance(value, dict) else value)


def _cluster(self: EKSResponse) -> models.Cluster:
    return self.eks_backend.clusters[self._get_param("name")]


def _nodegroup(self: EKSResponse) -> models.Nodegroup:
    return _cluster(self).nodegroups[self._get_param("nodegroupName")]


def update_cluster_version(self: EKSResponse) -> ActionResult:
    _cluster(self).version = self._get_param("version")
    return _finished_update("VersionUpdate")


def update_nodegroup_version(self: EKSResponse) -> ActionResult:
    group = _nodegroup(self)
    group.version = self._get_param("version") or group.version
    if template := self._get_param("launchTemplate"):
        group.launch_template = {**group.launch_template, **template}
    return _finished_update("VersionUpdate")


def tag_resource(self: EKSBackend, resource_arn: str, tags: dict[str, str]) -> None:
    owner = _owner(self, resource_arn)
    owner.tags = {**(owner.tags or {}), **tags}


def untag_resource(self: EKSBackend, resource_arn: str, tag_keys: list[str] | str) -> None:
    owner = _owner(self, resource_arn)
    gone = [tag_keys] if isinstance(tag_keys, str) else tag_keys
    owner.tags = {k: v for k, v in (owner.tags or {}).items() if k not in gone}


def _owner(self: EKSBackend, arn: str):
    for cluster in self.clusters.values():
        for candidate in (cluster, *cluster.nodegroups.values()):
            if arn in (getattr(candidate, "arn", None), getattr(candidate, "nodegroup_arn", None)):
                return candidate
    raise models.ResourceNotFoundException(
        clusterName=None, nodegroupName=None, fargateProfileName=None, addonName=None, message=f"{arn} was not found"
    )


def _finished_update(kind: str) -> ActionResult:
    """Updates finish at once: clients poll them, and a test has no time to wait."""
    return ActionResult(
        {"update": {"id": str(uuid.uuid4()), "status": "Successful", "type": kind, "params": [], "errors": []}}
    )
