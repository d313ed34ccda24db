"""Plants and books in view, by the object network."""

from dataclasses import dataclass

from envcheck.perception.people.detections import Detections
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Decor:
    """What makes a room friendly.

    Attributes:
        plant: how sure it is (0 to 1) that a plant is in view.
        books: how sure it is (0 to 1) that several books are.
    """

    plant: float
    books: float


LEAST_AREA = 0.005
"""Share of the frame that a plant fills at least; a smaller one is not noticed in a call."""

LEAST_BOOKS, LEAST_BOOKS_AREA = 4, 0.09
"""The network outlines a shelf of books in several pieces, and takes sheets, rugs and boxes for one book. Several
have to be seen, two of them as surely as is told, and together, overlaps and all, on this share of the frame."""


class DecorPerceiver:
    """Picks plants and books out of all things."""

    facet = Decor

    def perceive(self, scene: Scene) -> Decor:
        """How sure it is of each.

        Raises:
            FacetUnavailable: the object network is not installed.
        """
        things = scene[Detections]
        plants = (thing for thing in things.of_class("potted plant") if thing.box.area >= LEAST_AREA)
        books = things.of_class("book")
        several = len(books) >= LEAST_BOOKS and sum(book.box.area for book in books) >= LEAST_BOOKS_AREA
        return Decor(
            plant=max((plant.confidence for plant in plants), default=0.0),
            books=sorted(book.confidence for book in books)[-2] if several else 0.0,
        )
