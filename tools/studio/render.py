"""Surfaces and lamps to a picture in linear light, by Mitsuba 3 on the CPU."""

import importlib.util
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.mesh import Part, merged, normals

Light = NDArray[np.float32]

VARIANTS = ("llvm_ad_rgb", "scalar_rgb")
"""The first that runs is taken: LLVM's wants the system's libLLVM from 15 on, and is about twice as fast."""


def is_there() -> bool:
    """Whether the renderer is installed."""
    return importlib.util.find_spec("mitsuba") is not None


@cache
def mitsuba() -> Any:
    """The renderer, with a variant chosen."""
    import mitsuba as mi

    film = {"type": "hdrfilm", "width": 4, "height": 4}
    empty = {"type": "scene", "integrator": {"type": "path"}, "sensor": {"type": "perspective", "film": film}}
    for variant in VARIANTS:
        try:
            mi.set_variant(variant)
            np.array(mi.render(mi.load_dict(empty), spp=1))
            break
        except Exception:  # what a missing libLLVM raises is the renderer's own affair
            continue
    return mi


def rendered(
    parts: Sequence[Part],
    lamps: Sequence[dict[str, Any]],
    sensor: dict[str, Any],
    size: tuple[int, int] = (640, 360),
    samples: int = 24,
    alpha: bool = False,
    depth: int = 4,
    seed: int = 0,
) -> Light:
    """A picture of linear light: (height, width, 3), red first; with `alpha` a fourth, colours not multiplied by it.

    Args:
        parts: what stands in the room.
        lamps: emitters and shapes that shine, in the renderer's own description.
        sensor: from `camera.sensor`.
        size: width and height, pixels.
        samples: a pixel.
        alpha: whether emptiness is to be clear.
        depth: of the paths of light.
        seed: of the sampling.
    """
    mi = mitsuba()
    film = {"type": "hdrfilm", "width": size[0], "height": size[1], "rfilter": {"type": "gaussian"}}
    film["pixel_format"] = "rgba" if alpha else "rgb"
    integrator = {"type": "path", "max_depth": depth, "hide_emitters": alpha}
    scene: dict[str, Any] = {"type": "scene", "integrator": integrator, "sensor": sensor | {"film": film}}
    scene |= {f"lamp{number}": lamp for number, lamp in enumerate(lamps)}
    scene |= {f"part{number}": _mesh(part, f"part{number}") for number, part in enumerate(merged(parts))}
    picture = np.array(mi.render(mi.load_dict(scene), spp=samples, seed=seed), np.float32)
    if alpha:
        picture[..., :3] /= np.maximum(picture[..., 3:], 1e-3)
    return picture


def _mesh(part: Part, name: str) -> Any:
    mi = mitsuba()
    properties = mi.Properties()
    properties["bsdf"] = mi.load_dict(_material(part))
    mesh = mi.Mesh(
        name,
        len(part.points),
        len(part.triangles),
        has_vertex_normals=True,
        has_vertex_texcoords=part.uv is not None,
        props=properties,
    )
    outward = part.normals if part.normals is not None else normals(part.points, part.triangles)
    values = mi.traverse(mesh)
    values["vertex_positions"] = np.ravel(part.points).astype(np.float32)
    values["faces"] = np.ravel(part.triangles).astype(np.uint32)
    values["vertex_normals"] = np.ravel(outward).astype(np.float32)
    if part.uv is not None:
        values["vertex_texcoords"] = np.ravel(part.uv).astype(np.float32)
    values.update()
    if part.colours is not None:
        mesh.add_attribute("vertex_color", 3, np.ravel(part.colours).astype(np.float32))
    return mesh


def _material(part: Part) -> dict[str, Any]:
    mi = mitsuba()
    material: dict[str, Any] = dict(part.material)
    key = "reflectance" if material["type"] == "diffuse" else "base_color"
    if part.colours is not None:
        material[key] = {"type": "mesh_attribute", "name": "vertex_color"}
    if part.texture is not None:
        material[key] = {"type": "bitmap", "bitmap": mi.Bitmap(part.texture), "raw": True, "filter_type": "bilinear"}
    return {"type": "twosided", "inner": material}
