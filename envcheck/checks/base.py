"""What a check is."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.faces.face import Face
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.orientation import Orientation
from envcheck.perception.scene import Scene


class Check(ABC):
    """One question put to a scene, with the words for its answer.

    A check measures and never compares: `observe` returns a value, and the judgement holds it against `limit`. The
    docstring of the class is the check's page, with the sections *What it checks*, *Why it matters*, *Known limits*
    and *References*.

    Attributes:
        code: three letters for the subject and three digits, never reused.
        name: the fault in kebab case, so that "allow <name>" reads well.
        title: what it looks at, as a short phrase for readers that is true whatever the answer, such as "Light on your
            face"; about 30 letters at most, and no two checks have the same.
        severity: `must` only for privacy or a picture nobody can use.
        serves: what it protects for the client.
        limit: where the value becomes a finding, unless a profile says otherwise.
        is_gradual: the value follows a hand that turns a lamp or brings a chair nearer, so that a meter helps.
        words: what is told, by the observation's variant; the plain wording under "".
        strengths: what is told when the value is good, by the observation's variant; the plain wording, which also
            stands in for a variant without one, under "". Empty where a good value is not worth a word.
        questions: variants that ask instead of telling. Of a `must` check they weigh as `should`, and leave the verdict
            undetermined where nothing else makes it not ready.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[str]
    severity: ClassVar[Severity]
    serves: ClassVar[Serves]
    limit: ClassVar[Limit]
    is_gradual: ClassVar[bool] = False
    words: ClassVar[Mapping[str, Words]]
    strengths: ClassVar[Mapping[str, str]] = {}
    questions: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def observe(self, scene: Scene) -> Observation:
        """The value in this scene, and where.

        Raises:
            FacetUnavailable: what the check needs cannot be perceived; the answer is then "not assessed".
        """


def verify_upright(scene: Scene) -> None:
    """Passes unless the picture lies on its side or upside down: what is found in it then is not what it seems.

    Raises:
        FacetUnavailable: it does; PIC107 tells it.
    """
    try:
        turned = scene[Orientation].degrees != 0
    except FacetUnavailable:
        return
    if turned:
        raise FacetUnavailable(N_("the picture lies on its side"))


def main_face(scene: Scene) -> Face:
    """The face the picture is about.

    Raises:
        FacetUnavailable: nobody's face is seen, or the picture is turned.
    """
    verify_upright(scene)
    return scene[MainFace].face
