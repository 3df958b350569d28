"""EKS: add-ons, access entries and pod identities of a cluster, none of which moto has."""

import time
import uuid
from typing import Any, Callable

import moto.eks.urls as urls
from moto.core.responses import ActionResult
from moto.eks.exceptions import ResourceInUseException, ResourceNotFoundException
from moto.eks.responses import EKSResponse

from ..identity import ACCOUNT

Record = dict[str, Any]
# {(region, cluster, kind): {key: record}}
_RECORDS: dict[tuple[str, str, str], dict[str, Record]] = {}
_CLUSTER = "{0}/clusters/(?P<name>[^/]+)/"
_PATHS = (
    "addons$",
    "addons/(?P<addonName>[^/]+)$",
    "addons/(?P<addonName>[^/]+)/update$",
    "access-entries$",
    "access-entries/(?P<principalArn>[^/]+/[^/]+)$",
    "access-entries/(?P<principalArn>[^/]+/[^/]+)/access-policies$",
    "access-entries/(?P<principalArn>[^/]+/[^/]+)/access-policies/(?P<policyArn>.+)$",
    "pod-identity-associations$",
    "pod-identity-associations/(?P<associationId>[^/]+)$",
)


def apply() -> None:
    for path in _PATHS:
        urls.url_paths[_CLUSTER + path] = urls.response.dispatch
    _serve("addon", "addonName", {"status": "ACTIVE", "addonVersion": "v1.0.0-eksbuild.1", "health": {"issues": []}})
    _serve("access_entry", "principalArn", {"kubernetesGroups": [], "type": "STANDARD"})
    _serve("pod_identity_association", "associationId", {})
    EKSResponse.associate_access_policy = associate_access_policy
    EKSResponse.disassociate_access_policy = disassociate_access_policy
    EKSResponse.list_associated_access_policies = list_associated_access_policies


def _serve(kind: str, key: str, defaults: Record) -> None:
    """Adds the five calls of a kind to moto's responses; the answer's member is named as the kind is."""
    member = _camel(kind if kind != "pod_identity_association" else "association")

    def create(self: EKSResponse) -> ActionResult:
        record = {**defaults, **_given(self)}
        record.setdefault(key, _association_id())
        records = _of(self, kind)
        if record[key] in records:
            raise ResourceInUseException(self._get_param("name"), None, f"{record[key]} already exists")
        arn = _arn(self, kind.replace("_", "-"), str(uuid.uuid4()))
        if kind == "pod_identity_association":
            arn = _arn(self, "podidentityassociation", record[key])
        record.update({_arn_member(kind): arn, "createdAt": time.time(), "modifiedAt": time.time()})
        records[record[key]] = record
        _identify_pods(self, record)
        return ActionResult({member: record})

    def describe(self: EKSResponse) -> ActionResult:
        return ActionResult({member: _find(self, kind, key)})

    def update(self: EKSResponse) -> ActionResult:
        record = _find(self, kind, key)
        record.update(_given(self))
        _identify_pods(self, record)
        finished = {"id": str(uuid.uuid4()), "status": "Successful", "type": "AddonUpdate", "params": [], "errors": []}
        return ActionResult({member: record, "update": finished})

    def delete(self: EKSResponse) -> ActionResult:
        record = _find(self, kind, key)
        del _of(self, kind)[record[key]]
        _forget_pods(self, record)
        return ActionResult({member: record})

    calls: dict[str, Callable[[EKSResponse], ActionResult]] = {
        "create": create, "describe": describe, "update": update, "delete": delete,
    }
    for verb, call in calls.items():
        setattr(EKSResponse, f"{verb}_{kind}", call)


def _identify_pods(self: EKSResponse, record: Record) -> None:
    """The pod identities that an add-on makes for its own pods; the answer has their ARNs."""
    wanted = self._get_param("podIdentityAssociations")
    if wanted is None:
        return
    _forget_pods(self, record)
    associations = _of(self, "pod_identity_association")
    record["podIdentityAssociations"] = []
    for association in wanted:
        name = _association_id()
        arn = _arn(self, "podidentityassociation", name)
        associations[name] = {
            "associationId": name, "associationArn": arn, "clusterName": self._get_param("name"), "namespace": "kube-system",
            "ownerArn": record["addonArn"], **association,
        }
        record["podIdentityAssociations"].append(arn)


def _forget_pods(self: EKSResponse, record: Record) -> None:
    for arn in record.pop("podIdentityAssociations", []):
        _of(self, "pod_identity_association").pop(arn.split("/")[-1], None)


def _association_id() -> str:
    return "a-" + uuid.uuid4().hex[:17]


def _arn(self: EKSResponse, kind: str, name: str) -> str:
    return f"arn:aws:eks:{self.region}:{ACCOUNT}:{kind}/{self._get_param('name')}/{name}"


def associate_access_policy(self: EKSResponse) -> ActionResult:
    policies = _policies(self)
    arn = self._get_param("policyArn")
    policies[arn] = {"policyArn": arn, "accessScope": self._get_param("accessScope"), "associatedAt": time.time()}
    return ActionResult({"associatedAccessPolicy": policies[arn]})


def disassociate_access_policy(self: EKSResponse) -> ActionResult:
    _policies(self).pop(self._get_param("policyArn"), None)
    return ActionResult({})


def list_associated_access_policies(self: EKSResponse) -> ActionResult:
    return ActionResult({"associatedAccessPolicies": list(_policies(self).values())})


def _policies(self: EKSResponse) -> dict[str, Record]:
    return _find(self, "access_entry", "principalArn").setdefault("_policies", {})


def _of(self: EKSResponse, kind: str) -> dict[str, Record]:
    cluster = self.eks_backend.describe_cluster(self._get_param("name"))
    return _RECORDS.setdefault((self.region, cluster.name, kind), {})


def _find(self: EKSResponse, kind: str, key: str) -> Record:
    name = self._get_param(key)
    record = _of(self, kind).get(name)
    if record is None:
        raise ResourceNotFoundException(
            clusterName=self._get_param("name"), nodegroupName=None, fargateProfileName=None, addonName=None,
            message=f"{kind} {name} was not found",
        )
    return record


def _given(self: EKSResponse) -> Record:
    """What the request says, from its path and its body."""
    members = ("addonName", "addonVersion", "configurationValues", "serviceAccountRoleArn", "principalArn",
               "kubernetesGroups", "type", "namespace", "serviceAccount", "roleArn", "tags")
    given = {member: self._get_param(member) for member in members}
    # On the wire the cluster is called "name".
    return {"clusterName": self._get_param("name"), **{member: value for member, value in given.items() if value is not None}}


def _arn_member(kind: str) -> str:
    return _camel(kind.removeprefix("pod_identity_")) + "Arn"


def _camel(words: str) -> str:
    first, *rest = words.split("_")
    return first + "".join(word.title() for word in rest)
