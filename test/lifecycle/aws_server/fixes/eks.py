"""EKS: version and configuration updates, tags on node groups, node groups without remote access."""

import uuid

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


def apply() -> None:
    # moto gives every node group an SSH key that nobody asked for; Terraform sees that as drift.
    models.DEFAULT_REMOTE_ACCESS = None
    original_config = EKSResponse.update_cluster_config

    def update_cluster_config(self) -> ActionResult:
        original_config(self)
        return _finished_update("ConfigUpdate")

    EKSResponse.update_cluster_config = update_cluster_config
    EKSResponse.update_cluster_version = update_cluster_version
    EKSResponse.update_nodegroup_version = lambda self: _finished_update("VersionUpdate")
    EKSResponse.describe_update = lambda self: _finished_update("ConfigUpdate")
    EKSBackend.tag_resource = tag_resource
    EKSBackend.untag_resource = untag_resource
    for path in _UPDATE_PATHS:
        urls.url_paths[path] = urls.response.dispatch


def update_cluster_version(self: EKSResponse) -> ActionResult:
    cluster = self.eks_backend.clusters[self._get_param("name")]
    cluster.version = self._get_param("version")
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
