"""What is written for other programs is what they take: Docker, Compose, Kubernetes, GitHub and pip."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import kubernetes_validate
import pytest
import yaml

import mnist_core
from tests.serving import ROOT

KUBERNETES = ROOT / "deploy" / "kubernetes"
SCRIPTS = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")


def run(program, *arguments):
    command = [shutil.which(program, path=SCRIPTS) or program, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def objects():
    """Return what kustomization.yaml lists, by kind."""
    listed = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text("utf-8"))["resources"]
    assert sorted(listed) == sorted(
        {path.name for path in KUBERNETES.glob("*.yaml")} - {"kustomization.yaml"}
    )
    found = [yaml.safe_load((KUBERNETES / name).read_text("utf-8")) for name in listed]
    return {each["kind"]: each for each in found}


def test_the_dockerfile_passes_the_linter():
    run("hadolint", "--failure-threshold", "style", "Dockerfile")


def test_the_compose_file_follows_the_specification():
    run("check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_workflows_follow_their_schema(path):
    run("check-jsonschema", "--builtin-schema", "vendor.github-workflows", str(path))


@pytest.mark.parametrize("kind", objects())
def test_each_object_follows_the_schema_of_kubernetes(kind):
    kubernetes_validate.validate(objects()[kind], "1.33", strict=True)


def test_the_objects_find_each_other():
    found = objects()
    pod = found["Deployment"]["spec"]["template"]
    labels = pod["metadata"]["labels"]
    selectors = [
        found["Deployment"]["spec"]["selector"]["matchLabels"],
        found["Service"]["spec"]["selector"],
        found["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        found["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ]
    assert selectors == [labels] * len(selectors)
    [container] = pod["spec"]["containers"]
    [port] = container["ports"]
    [exposed] = found["Service"]["spec"]["ports"]
    [allowed] = found["NetworkPolicy"]["spec"]["ingress"][0]["ports"]
    assert exposed["targetPort"] == allowed["port"] == port["name"]
    [path] = found["Ingress"]["spec"]["rules"][0]["http"]["paths"]
    assert path["backend"]["service"]["name"] == found["Service"]["metadata"]["name"]
    assert path["backend"]["service"]["port"]["name"] == exposed["name"]
    scaled = found["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]
    assert (scaled["kind"], scaled["name"]) == ("Deployment", found["Deployment"]["metadata"]["name"])
    assert {each["name"] for each in container["volumeMounts"]} == {
        each["name"] for each in pod["spec"]["volumes"]
    }


def test_the_image_that_is_started_is_of_this_version():
    [image] = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text("utf-8"))["images"]
    [container] = objects()["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert (image["name"], image["newTag"]) == (container["image"], mnist_core.__version__)


def test_the_version_is_in_one_place_and_the_changes_are_told():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "mnist_core/version.py"
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert mnist_core.__version__ in versions


def locked():
    """Return the versions that are locked, by name."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, re.MULTILINE))


def test_what_is_locked_is_what_serves():
    pinned = re.findall(
        r"^([\w-]+)(?:\[\w+\])?==(\S+)", (ROOT / "requirements-serve.txt").read_text(), re.MULTILINE
    )
    assert pinned
    for name, version in pinned:
        assert locked()[name.lower()] == version, "run: make lock"


def test_each_locked_package_has_hashes_and_no_address():
    packages = re.split(r"^(?=[a-z])", LOCK, flags=re.MULTILINE)[1:]
    # Some have a version for each of two versions of Python.
    assert {package.split("==")[0] for package in packages} == set(locked())
    assert all("--hash=sha256:" in package for package in packages)
    assert not re.search(r"://|--(extra-)?index|--find-links| @ ", LOCK)


@pytest.mark.long
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_what_is_locked_can_be_installed(python, tmp_path):
    run(
        "uv", "pip", "install", "--dry-run", "--require-hashes", "--only-binary", ":all:", "--python-version",
        python, "--target", str(tmp_path), "--requirement", "requirements.lock",
    )  # fmt: skip
