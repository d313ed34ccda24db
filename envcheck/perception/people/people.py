"""Everybody in view, each counted once: faces joined with the bodies they belong to, and told from pictures of them."""

from dataclasses import dataclass, replace

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.perception.faces.face import Face
from envcheck.perception.faces.multiscale_faces import MultiscaleFaces
from envcheck.perception.people.detections import Detection, Detections
from envcheck.perception.people.liveness import Liveness, LivenessMap
from envcheck.perception.people.turned_faces import TurnedFaces
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Person:
    """A person in view, however seen: by face, by body, or by both.

    Attributes:
        box: the body where it was seen, else the head.
        confidence: 0 to 1; 0.5 is as sure as a face that is taken as seen.
        face: their face, None where only the body was seen.
        has_body: True where a body was seen with it, False where bodies can be seen and there is none, None where
            nothing here sees bodies.
        is_live: True where they moved by themselves, False where they are a picture as far as it can be told, None
            where it cannot.
        limb: True where it may be somebody else's own hand, arm or feet: a body without a face, not sure enough to
            count beside the one it lies on.
    """

    box: Box
    confidence: float
    face: Face | None
    has_body: bool | None
    is_live: bool | None = None
    limb: bool = False

    @property
    def is_present(self) -> bool:
        """True where this counts as somebody in the room; of other faces it is asked whether they are a picture."""
        return not self.limb and self.is_live is not False and (self.has_body is not False or self.is_live is True)


@dataclass(frozen=True)
class People:
    """Everybody in view, each once, most prominent first."""

    persons: tuple[Person, ...]


NEUTRAL = 0.42
"""The object network's score at which a body is as likely a person as a face at a confidence of 0.5. At 0.35 a dark
pipe and a raised hand were somebody. One second person of the labelled pictures, an ear and a hand at the rim, lies
between the two: then nobody is told, and nobody else's absence either."""

EMBRACED = 0.4
"""Height of a face within somebody else's body, in heights of that one's face, from which it may be a second person who
touches them: a child on the lap has 0.5 or more, people in photos on the wall behind 0.2 or less."""

FAINT = 0.2
"""The score from which a body is believed where a face belongs to it: the two confirm each other."""

APART = 0.4
"""Share of a fainter body, and of anybody seen, up to which they may overlap for it to be somebody else. Such a body
counts for nothing but that nobody is said to be alone: it is there in 4 of 12 pictures with a second person that is
overlooked else, and in 8 of 293 of one person."""

SLACK = 0.03
"""How far, in shares of the frame, a face may lie outside the upper part of its body."""

UPPER = 0.75
"""Share of a body's height in which its face is looked for."""

FURNITURE, ALIKE, AS_LIKELY = ("bed", "chair", "couch"), 0.8, 0.5
"""What is taken for a body now and then: a body without a face that fills the very box (intersection over union) of a
thing of which the network is half as sure. Whoever sits or lies there reaches beyond it or leaves some free."""

HEAD_ONLY, ROOM_BELOW = 0.25, 0.5
"""A face of this share of the frame's height, with less room below it than this share of its own, tells nothing by
having no body: the picture ends where shoulders would begin. Of labelled real faces that were taken for pictures all 5
are so, and of faces on walls and shelves without a body none is above 0.07."""

LIMB, LIMB_LIES = 0.65, 0.3
"""The score below which a body without a face may be somebody's own hand, arm or feet, where this share of it lies on a
surer body or on one with a face."""

SCREENS, LIKELY_SCREEN = ("tv", "laptop", "cell phone"), 0.35
INSIDE = 0.9
"""Share of somebody that lies within a screen which shows them; whoever sits before it reaches beyond."""


class PeoplePerceiver:
    """Joins what sees people; without the object network, faces alone."""

    facet = People

    def perceive(self, scene: Scene) -> People:
        """Everybody, the faint ones too.

        Raises:
            FacetUnavailable: the picture is black or flat, or no face network is installed.
        """
        faces, likenesses = scene[MultiscaleFaces].faces, scene[LivenessMap]
        try:
            things = scene[Detections]
        except FacetUnavailable:
            persons = [Person(face.head.clipped(), face.confidence, face, None) for face in faces]
            return _with_liveness(persons, faces, likenesses, ())
        screens = tuple(thing.box for thing in things.of_class(*SCREENS) if thing.confidence >= LIKELY_SCREEN)
        persons = match_faces_to_bodies(faces, list(things.of_class("person")), things.of_class(*FURNITURE))
        persons = [_with_turned_face(person, scene[TurnedFaces]) for person in persons]
        return _with_liveness(persons, faces, likenesses, screens)


def match_faces_to_bodies(
    faces: tuple[Face, ...], bodies: list[Detection], furniture: tuple[Detection, ...] = ()
) -> list[Person]:
    """Each face with the nearest free body that fits it, and the bodies without a face.

    A face that lies within somebody else's body tells nothing by having none of its own: people who touch, a hug or a
    child on the lap, are often seen as one body.
    """
    free = [body for body in bodies if body.confidence >= FAINT]
    taken = list[tuple[Detection, Face]]()
    persons = []
    for face in sorted(faces, key=lambda face: face.confidence, reverse=True):
        fitting = [body for body in free if _fits(face, body.box)]
        if not fitting:
            unknown = _is_head_only(face) or any(_is_embraced(face, body, whose) for body, whose in taken)
            persons.append(Person(face.head.clipped(), face.confidence, face, None if unknown else False))
            continue
        body = min(fitting, key=lambda body: abs(body.box.center.x - face.box.center.x))
        free.remove(body)
        taken.append((body, face))
        sure = max(face.confidence, confidence(body.confidence))
        persons.append(Person(body.box, sure, face, True))
    alone = [body for body in free if not any(_is(body, thing) for thing in furniture)]
    faced = [body for body, _ in taken]
    persons += [
        Person(body.box, confidence(body.confidence), None, True, limb=_is_limb(body, faced, alone)) for body in alone
    ]
    known = [person.box for person in persons]
    faint = (body for body in bodies if body.confidence < FAINT and not any(_touch(body.box, box) for box in known))
    return persons + [Person(body.box, confidence(body.confidence), None, True) for body in faint]


def confidence(score: float) -> float:
    """The object network's score on the scale on which `NEUTRAL` is 0.5."""
    return score / NEUTRAL / 2 if score < NEUTRAL else 0.5 + (score - NEUTRAL) / (1 - NEUTRAL) / 2


def _with_turned_face(person: Person, turned: TurnedFaces) -> Person:
    """The same person, surer where a body without an upright face has one on its side."""
    found = 0.0 if person.face else turned.of(person.box)
    return replace(person, confidence=max(found, person.confidence))


def _with_liveness(
    persons: list[Person], faces: tuple[Face, ...], likenesses: LivenessMap, screens: tuple[Box, ...]
) -> People:
    """The same people, with what is known of their being alive.

    Whoever has a body, or the most prominent face, may keep still for a while: somebody who listens does.
    """
    told = []
    for person in persons:
        may_listen = person.has_body is True or person.face in faces[:1]
        told.append(replace(person, is_live=_is_live(person, likenesses, screens, may_listen)))
    return _ordered(told)


def _is_live(person: Person, likenesses: LivenessMap, screens: tuple[Box, ...], may_listen: bool) -> bool | None:
    """As `Person.is_live`."""
    likeness = likenesses.of(person.face.box) if person.face else Liveness()
    framed = likeness.is_framed or likenesses.of(person.box).is_framed
    still = likeness.lasts if may_listen else likeness.moved is False
    if framed or still or any(_share(person.box, screen) >= INSIDE for screen in screens):
        return False
    return likeness.moved or None


def _share(of: Box, within: Box) -> float:
    """Share of one box that lies within the other."""
    width, height = (
        max(0.0, min(end, other_end) - max(start, other_start))
        for start, end, other_start, other_end in (
            (of.x1, of.x2, within.x1, within.x2),
            (of.y1, of.y2, within.y1, within.y2),
        )
    )
    return width * height / of.area if of.area else 0.0


def _touch(one: Box, other: Box) -> bool:
    """True where so much of either lies in the other that both may be the same person."""
    return max(_share(one, other), _share(other, one)) >= APART


def _is(body: Detection, thing: Detection) -> bool:
    """True where what looks like a body is that thing."""
    shared = _share(body.box, thing.box) * body.box.area
    union = body.box.area + thing.box.area - shared
    return union > 0 and shared / union > ALIKE and thing.confidence >= AS_LIKELY * body.confidence


def _is_limb(body: Detection, faced: list[Detection], alone: list[Detection]) -> bool:
    """True where a body without a face may belong to somebody whose body was seen as well."""
    lies_on_faced = any(_share(body.box, other.box) >= LIMB_LIES for other in faced)
    surer = (other for other in alone if other.confidence > body.confidence)
    shared = lies_on_faced or any(
        max(_share(body.box, one.box), _share(one.box, body.box)) >= LIMB_LIES for one in surer
    )
    return body.confidence < LIMB and shared


def _is_head_only(face: Face) -> bool:
    """True where the frame leaves no room for a body below the face."""
    return face.box.height >= HEAD_ONLY and face.box.y2 + ROOM_BELOW * face.box.height > 1


def _is_embraced(face: Face, body: Detection, whose: Face) -> bool:
    """True where the face lies within the body of somebody about as near."""
    middle, box = face.box.center, body.box
    inside = box.x1 <= middle.x <= box.x2 and box.y1 <= middle.y <= box.y2
    return inside and face.box.height >= EMBRACED * whose.box.height


def _fits(face: Face, body: Box) -> bool:
    middle = face.box.center
    upper = Box(body.x1, body.y1, body.x2, body.y1 + UPPER * body.height)
    return upper.x1 - SLACK <= middle.x <= upper.x2 + SLACK and upper.y1 - SLACK <= middle.y <= upper.y2 + SLACK


def _ordered(persons: list[Person]) -> People:
    """Pictures last, and those with a face before those without: the therapist is the one who faces the camera."""
    return People(tuple(sorted(persons, key=_prominence, reverse=True)))


def _prominence(person: Person) -> tuple[bool, bool, float]:
    area = person.face.box.area if person.face else person.box.area
    return person.is_live is not False, person.face is not None, area * person.confidence
