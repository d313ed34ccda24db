"""BKG104 domestic-object."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.room.decor import Decor
from envcheck.perception.scene import Scene

KINDS = {
    "bed": "bed",
    "toilet": "bathroom",
    "sink": "",
    "refrigerator": "kitchen",
    "oven": "kitchen",
    "microwave": "kitchen",
}
LEAST_AREA = 0.01
TRUST = {"toilet": 0.8}
FAINT = 0.3
SURE_PLANT, SURE_BOOKS = 0.5, 0.25
WHY = N_("A view that shows less of the home feels more like a place for conversation.")
ADVICE = N_("Turn the camera a little, until a calm wall or shelf is behind you.")


class DomesticObject(Check):
    """A bed, or a thing of the kitchen or bathroom, in view.

    ## What it checks
    How sure it is (confidence, 0 to 1) that a bed, toilet, sink, refrigerator, oven or microwave is in view, from
    1 % of the frame's area. A toilet counts for 0.8 of its confidence: white chairs and balloons resemble it. Where
    none is, a plant (confidence 0.5) and books (four or more, two of them at 0.25) are told as strengths.

    ## Why it matters
    A bed or a kitchen tells of private life. What a client sees first is then the home, and not the conversation.

    ## Known limits
    Needs the object network. Many people work where they sleep or cook, and that is no fault: a calm corner of the
    same room does as well. A wardrobe, a washing machine or a made-up sofa bed is not known to the network.

    ## References
    Houchens et al. 2024 (JAMA Network Open): offices rated 7.8 of 10, bedrooms 7.2, kitchens 7.0. Cook et al. 2023
    (PLOS ONE 18(9):e0291444): homes less trusted than plants or books. On labelled pictures, some of which the network
    was trained on, 28 of 32 with a bed, 24 of 32 kitchens and 1 of 2 bathrooms were found. In 369 others, 250 of them
    no rooms at all, it found 32: 31 beds (one doubtful) and a kitchen that nobody had labelled. Plants were seen in 29,
    28 of them rightly, and books in 16, 15 rightly; about two of three rooms with a plant, one of two with books.
    """

    code = "BKG104"
    name = "domestic-object"
    title = N_("Things in the room")
    severity = Severity.COULD
    serves = Serves.INVITING
    limit = Limit(activate=0.6, deactivate=0.45, start_secs=2.0, stop_secs=1.5)
    words = {
        "": Words(N_("A sink seems to be in view."), WHY, ADVICE),
        "bed": Words(N_("A bed seems to be in view."), WHY, ADVICE),
        "kitchen": Words(N_("Part of a kitchen seems to be in view."), WHY, ADVICE),
        "bathroom": Words(N_("Part of a bathroom seems to be in view."), WHY, ADVICE),
    }
    strengths = {
        "plant": N_("A plant is in view and makes the room friendlier."),
        "books": N_("Books are in view and add warmth to the room."),
        "plant and books": N_("A plant and books are in view and make the room welcoming."),
    }

    def observe(self, scene: Scene) -> Observation:
        """Confidence that such a thing is in view; high is in view."""
        large = (thing for thing in scene[Detections].of_class(*KINDS) if thing.box.area >= LEAST_AREA)
        seen = sorted(large, key=_trust, reverse=True)
        value = _trust(seen[0]) if seen else 0.0
        if value < FAINT:
            return Observation(value, variant=_friendly(scene[Decor]))
        boxes = tuple(thing.box for thing in seen if _trust(thing) >= self.limit.deactivate)
        return Observation(value, boxes, variant=KINDS[seen[0].name])


def _trust(thing: Detection) -> float:
    return thing.confidence * TRUST.get(thing.name, 1.0)


def _friendly(decor: Decor) -> str:
    seen = {"plant": decor.plant >= SURE_PLANT, "books": decor.books >= SURE_BOOKS}
    return " and ".join(name for name, there in seen.items() if there)
