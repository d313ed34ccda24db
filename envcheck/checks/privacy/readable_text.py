"""PRV103 readable-text."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene
from envcheck.perception.text.text import Texts

STEEPEST = 45.0
"""Degrees from level: what runs up or down is the spine of a book far more often than a page."""


class ReadableText(Check):
    """Text behind the person that can be read.

    ## What it checks
    The legible height in pixels of the best legible line of text outside the people: the height of its capital
    letters, less where they are blurred or faint. Crisp black letters of 7 pixels give about 5. It is judged at the
    size at which a call sends the picture: 1280 pixels on the longer side, or the camera's own where that is less.
    Where the text lies is told, never what it says: nothing is read, and nothing of it is kept.

    ## Why it matters
    A page, a calendar, a board or a screen may carry the name of somebody who came in confidence. Whoever sees one
    client's name behind you knows that theirs could be seen as well.

    ## Known limits
    It cannot tell a client's letter from a poster, a stamp in the picture or the title on the front of a book. What
    runs up or down is left out, since that is the spine of a book: so is a page that lies on its side. Handwriting is
    hardly tested. Letters above 56 pixels, as on a banner, are mostly left out. Railings, windows and
    patterns are now and then taken for text.

    ## References
    HHS, telehealth privacy guidance. ISO 9241-3: capital letters need 5 × 7 pixels to be told apart, 7 × 9 to be read
    with ease. On 160 drawn pages in real rooms, sent as H.264, 60 of 67 that can be read were found (from 7 pixels
    where crisp and black, 10 where grey or soft) and none of 47 that cannot. Of 80 labelled pictures with text 63 were
    found (of 50 without those that only carry a stamp 37; missed: large, dim or half hidden letters); in 330 without,
    6 were told, none of them in 78 of one person and 3 in 133 rooms. The limit is from drawn lines; what is text at
    all was tuned on sources with 49 of the 80 and 130 of the 330: 36 found and 4 told there, 27 of 31 and 2 of 200 in
    the others.
    """

    code = "PRV103"
    name = "readable-text"
    title = N_("Words that can be read")
    severity = Severity.SHOULD
    serves = Serves.CONFIDENTIALITY
    limit = Limit(activate=3.5, deactivate=3.0, start_secs=2.5, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("There seems to be text behind you that can be read."),
            why=N_("A note or a calendar can name somebody who relies on your discretion."),
            advice=N_("Move it out of view, or cover it."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Legible height of the most legible line, in pixels; high can be read."""
        lines = [text for text in scene[Texts].texts if abs(text.angle) <= STEEPEST]
        return Observation(
            max((line.legible_height for line in lines), default=0.0),
            tuple(line.box for line in lines if line.legible_height >= self.limit.deactivate)[:MOST_REGIONS],
        )


MOST_REGIONS = 8
"""Enough to see where; a page has more lines than anybody wants to see outlined."""
