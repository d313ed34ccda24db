"""Everybody in view, each counted once: faces joined with the bodies they belong to, and told from pictures of them."""

from dataclasses import replace

from envcheck.errors import FacetUnavailable
from envcheck.geometry import Box
from envcheck.perception.facets import EveryFace, Face, Likeness, Likenesses, Person, Persons, Thing, Things
from envcheck.perception.scene import Scene

NEUTRAL = 0.35
"""The object network's score at which a body is as likely a person as a face at a confidence of 0.5: on labelled
pictures it then adds all second people without a visible face but for bare sleeves, and nobody to a lone person."""

FAINT = 0.2
"""The score from which a body is believed where a face belongs to it: the two confirm each other."""

SLACK = 0.03
"""How far, in shares of the frame, a face may lie outside the upper part of its body."""

UPPER = 0.75
"""Share of a body's height in which its face is looked for."""

SCREENS = ("tv", "laptop", "cell phone")
INSIDE = 0.9
"""Share of somebody that lies within a screen which shows them; whoever sits before it reaches beyond."""


class PersonPerceiver:
    """Joins what sees people; without the object network, faces alone."""

    facet = Persons

    def perceive(self, scene: Scene) -> Persons:
        """Everybody, the faint ones too.

        Raises:
            FacetUnavailable: the picture is black or flat, or no face network is installed.
        """
        faces, likenesses = scene[EveryFace].faces, scene[Likenesses]
        try:
            things = scene[Things]
        except FacetUnavailable:
            persons = [Person(face.head.clipped(), face.confidence, face, None) for face in faces]
            return _ordered([replace(person, living=_living(person, likenesses, ())) for person in persons])
        screens = tuple(thing.box for thing in things.named(*SCREENS) if thing.confidence >= NEUTRAL)
        persons = joined(faces, list(things.named("person")))
        return _ordered([replace(person, living=_living(person, likenesses, screens)) for person in persons])


def joined(faces: tuple[Face, ...], bodies: list[Thing]) -> list[Person]:
    """Each face with the nearest free body that fits it, and the bodies without a face."""
    free = [body for body in bodies if body.confidence >= FAINT]
    persons = []
    for face in sorted(faces, key=lambda face: face.confidence, reverse=True):
        fitting = [body for body in free if _fits(face, body.box)]
        if not fitting:
            persons.append(Person(face.head.clipped(), face.confidence, face, False))
            continue
        body = min(fitting, key=lambda body: abs(body.box.center.x - face.box.center.x))
        free.remove(body)
        sure = max(face.confidence, confidence(body.confidence))
        persons.append(Person(body.box, sure, face, True))
    return persons + [Person(body.box, confidence(body.confidence), None, True) for body in free]


def confidence(score: float) -> float:
    """The object network's score on the scale on which `NEUTRAL` is 0.5."""
    return score / NEUTRAL / 2 if score < NEUTRAL else 0.5 + (score - NEUTRAL) / (1 - NEUTRAL) / 2


def _living(person: Person, likenesses: Likenesses, screens: tuple[Box, ...]) -> bool | None:
    """As `Person.living`."""
    likeness = likenesses.of(person.face.box) if person.face else Likeness()
    framed = likeness.framed or likenesses.of(person.box).framed
    still = likeness.stirs is False and person.embodied is not True
    if framed or still or any(_share(person.box, screen) >= INSIDE for screen in screens):
        return False
    return likeness.stirs or None


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


def _fits(face: Face, body: Box) -> bool:
    middle = face.box.center
    upper = Box(body.x1, body.y1, body.x2, body.y1 + UPPER * body.height)
    return upper.x1 - SLACK <= middle.x <= upper.x2 + SLACK and upper.y1 - SLACK <= middle.y <= upper.y2 + SLACK


def _ordered(persons: list[Person]) -> Persons:
    """Pictures last, and those with a face before those without: the therapist is the one who faces the camera."""
    return Persons(tuple(sorted(persons, key=_prominence, reverse=True)))


def _prominence(person: Person) -> tuple[bool, bool, float]:
    area = person.face.box.area if person.face else person.box.area
    return person.living is not False, person.face is not None, area * person.confidence
