"""What Acme wants of its ML platform and of a training job, wherever they run."""
from ml_platform_constructs import Accelerator, AlertChannel, DataMount, Duration, JobTrigger, Profile, Scaling, Schedule

acme = dict(
    platform_name="acme-ml",
    profile=Profile.production(),
    alerts=[AlertChannel.email("ml@acme.io")],
    tags={"team": "ml-platform"},
)


def resnet(ml, runtime):
    """A ResNet on two nodes with four GPUs each; every place takes these lines as they are."""

    def files(key):
        return DataMount.files(ml.artifacts.path(key))

    return dict(
        runtime=runtime,
        # The code lies beside the data. torchrun reads from its environment how many nodes there are, and starts a process a GPU.
        command=["sh", "-c", 'exec torchrun "$ML_INPUT_CODE/train.py" --images "$ML_INPUT_IMAGES" --resume-from "$ML_CHECKPOINT_DIR"'],
        accelerator=Accelerator.t4(4),
        nodes=Scaling.fixed(2),
        inputs={"code": files("resnet/code"), "images": files("imagenet/images")},
        checkpoints=files("resnet/checkpoints"),
        output=files("resnet/models"),
        max_run_time=Duration.hours(12),
    )


def nightly_and_on_new_data(ml):
    """At night, and when somebody says that new images are complete: the clouds tell of an object that arrives."""
    return [JobTrigger.schedule(Schedule.daily(2)), JobTrigger.artifact(ml.artifacts.path("imagenet/complete/"))]
