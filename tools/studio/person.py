"""Somebody who sits, stands or leans: build, tone, clothes, hair and pose, as surfaces of the room."""

from dataclasses import dataclass, field

import numpy as np

from studio import body, skin, wear
from studio.anatomy import Indices, Points, anatomy
from studio.mesh import Part, normals, triangles
from studio.tones import albedo, from_hex

SKIN = {"type": "principled", "roughness": 0.48, "specular": 0.45, "sheen": 0.15}

HAIR_COLOURS = ("#15110f", "#2b1d14", "#4a3020", "#7a5230", "#b08a55", "#8c8a88", "#d8d4ce")
IRISES = ("#2f1c10", "#4a2f18", "#5a6b4a", "#4a6a85")
CLOTHES = (
    "#23304a", "#7d2b2b", "#e8e4da", "#4b5a45", "#2a2a2c", "#a8a9ad", "#c58f6a", "#6d5a7c", "#3b6f86", "#d9c36b",
    "#8d5c3f", "#b5c7d3",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """How somebody looks and holds themselves.

    Attributes:
        build: of the body.
        tone: Monk skin tone, 1 to 10.
        hair: colour, as `#rrggbb`.
        length: of the hair, see `wear.hair`.
        iris: colour.
        top: colour of the upper garment.
        trousers: colour of the lower one.
        sleeves: whether the top has long ones.
        stubble: 0 to 1.
        lips: 0 to 1.
        yaw: degrees the head is turned to the person's left.
        pitch: degrees the head looks down.
        roll: degrees the head leans to the person's left shoulder.
        stands: whether they stand; else they sit.
        arms: degrees forward that left and right upper arm are raised from hanging.
        elbows: degrees that left and right elbow are bent.
        seed: of all that is drawn at random.
    """

    build: body.Build = field(default_factory=body.Build)
    tone: int = 4
    hair: str = "#2b1d14"
    length: float = 0.5
    iris: str = "#4a2f18"
    top: str = "#23304a"
    trousers: str = "#2a2a2c"
    sleeves: bool = True
    stubble: float = 0.0
    lips: float = 0.4
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    stands: bool = False
    arms: tuple[float, float] = (25.0, 25.0)
    elbows: tuple[float, float] = (75.0, 75.0)
    seed: int = 0


def varied(seed: int) -> Person:
    """Somebody drawn at random, sitting with the head straight."""
    random = np.random.default_rng(seed)
    build = body.varied(random)
    masculine = build.gender > 0.5
    return Person(
        build=build,
        tone=int(random.integers(1, 11)),
        hair=str(random.choice(HAIR_COLOURS if build.age > 0.7 else HAIR_COLOURS[:5])),
        length=float(random.choice([0.0, 0.15, 0.4, 0.6] if masculine else [0.3, 0.5, 0.6, 1.0, 1.0])),
        iris=str(random.choice(IRISES)),
        top=str(random.choice(CLOTHES)),
        trousers=str(random.choice(CLOTHES)),
        sleeves=bool(random.uniform() < 0.65),
        stubble=float(random.uniform(0, 1)) if masculine else 0.0,
        lips=float(random.uniform(0, 0.4) if masculine else random.uniform(0, 1)),
        arms=(float(random.uniform(10, 50)), float(random.uniform(10, 50))),
        elbows=(float(random.uniform(40, 100)), float(random.uniform(40, 100))),
        seed=seed,
    )


@dataclass(frozen=True)
class Placed:
    """A person in the room.

    Attributes:
        parts: their surfaces.
        eyes: half way between the eyes, (3,) metres.
        chin: lowest point of the face, (3,).
        crown: highest point of the head without hair, (3,).
    """

    parts: list[Part]
    eyes: Points
    chin: Points
    crown: Points


def placed(
    person: Person, at: tuple[float, float, float] = (0.0, 0.0, 0.0), facing: float = 0.0, grey: float | None = None
) -> Placed:
    """A person in the room.

    Args:
        person: who.
        at: where the middle of the hips is above (x, z), and the height of the seat or floor (y); metres.
        facing: degrees turned to the person's left from looking along z.
        grey: albedo of the skin in place of its tone's, the same for all colours.
    """
    standing = body.shaped(person.build)
    face = skin.face_of(standing)
    points = body.posed(standing, _directions(person), _turns(person))
    about = body.rotation(yaw=facing)
    floor = points[:13380, 1].min() if person.stands else _seat(points)
    hips = anatomy().joint(points, "pelvis")
    points = (points - (hips[0], floor, hips[2])) @ about.T + at
    turn = about @ body.rotation(person.yaw, person.pitch, person.roll)
    skin_albedo = albedo(person.tone) if grey is None else np.full(3, grey)
    parts = _surfaces(person, standing, points, face, turn, skin_albedo)
    head = np.flatnonzero(anatomy().leading[:13380] == "head")
    chin = head[standing[head][:, 1].argmin()]
    crown = head[standing[head][:, 1].argmax()]
    eyes = (_middle(points, "l") + _middle(points, "r")) / 2
    return Placed(parts, eyes, points[chin], points[crown])


def _surfaces(
    person: Person, standing: Points, points: Points, face: skin.Face, turn: Points, albedo: Points
) -> list[Part]:
    random = np.random.default_rng(person.seed)
    covered = wear.TOP + wear.LEGS + wear.FEET + (wear.ARMS if person.sleeves else ())
    shade = from_hex(person.hair)
    texture = skin.painted(albedo, shade, random, person.lips, person.stubble)
    hidden = tuple(bone for bone in covered if bone not in wear.COLLAR)
    parts = [_skin(points, wear.bare(hidden), texture)]
    parts.append(wear.cloth(points, wear.TOP + (wear.ARMS if person.sleeves else ()), from_hex(person.top), random))
    parts.append(wear.cloth(points, wear.LEGS, from_hex(person.trousers), random, 0.006))
    parts.append(wear.cloth(points, wear.FEET, from_hex(person.trousers) * 0.4, random, 0.006))
    parts += wear.hair(standing, points, face, shade, random, person.length)
    for side in "lr":
        offset = (face.left if side == "l" else face.right) - _middle(standing, side)
        parts.append(wear.eyeball(_middle(points, side) + turn @ offset, face.radius, turn, from_hex(person.iris)))
    return parts


def _skin(points: Points, shown: Indices, texture: skin.Texture) -> Part:
    """The skin that is seen, its points doubled along the seams of the texture."""
    frame = anatomy()
    outward = normals(points, triangles(frame.quads["body"]))
    corners = np.stack([frame.quads["body"][shown], frame.uv_quads["body"][shown]], axis=-1)
    pairs, places = np.unique(corners.reshape(-1, 2), axis=0, return_inverse=True)
    faces = triangles(places.reshape(-1, 4))
    uv = frame.uv[pairs[:, 1]] * (1, -1) + (0, 1)  # rows of a picture go down
    return Part(points[pairs[:, 0]], faces, SKIN, uv=uv, texture=texture, normals=outward[pairs[:, 0]])


def _middle(points: Points, side: str) -> Points:
    return np.asarray(points[np.unique(anatomy().quads[f"helper-{side}-eye"])].mean(axis=0))


def _seat(points: Points) -> float:
    thighs = np.isin(anatomy().leading[:13380], ("thigh_l", "thigh_r", "pelvis"))
    return float(points[:13380][thighs][:, 1].min())


def _directions(person: Person) -> dict[str, Points]:
    found = {}
    for side, sign, raised, bent in zip("lr", (1, -1), person.arms, person.elbows, strict=True):
        up, bend = np.radians(raised), np.radians(raised + bent)
        found[f"upperarm_{side}"] = np.array([0.22 * sign, -np.cos(up), np.sin(up)])
        found[f"lowerarm_{side}"] = np.array([-0.25 * sign, -np.cos(bend), np.sin(bend)])
        found[f"thigh_{side}"] = np.array([0.08 * sign, -1.0, 0.0] if person.stands else [0.18 * sign, -0.05, 1.0])
        found[f"calf_{side}"] = np.array([0.03 * sign, -1.0, -0.05])
    return found


def _turns(person: Person) -> dict[str, Points]:
    half = body.rotation(person.yaw / 2, person.pitch / 2, person.roll / 2)
    whole = body.rotation(person.yaw, person.pitch, person.roll)
    return {"neck_01": half, "head": np.linalg.inv(half) @ whole}
