"""Pictures in a PDF: their samples set in inks, once for each content."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass

import pikepdf
from PIL import Image

from terbit.cache import Cache
from terbit.digest import digest, digest_bytes
from terbit.press.colours import Inks
from terbit.press.contents import inked
from terbit.press.spaces import Unprintable, read_space, space_of
from terbit.versions import own_tools

__all__ = ["convert_picture", "is_see_through", "lay_on_paper", "read_picture"]

_QUALITY = 95
_LEVEL = 6
_NO_INK: dict[str, int | tuple[int, ...]] = {"/DeviceCMYK": (0, 0, 0, 0), "/DeviceGray": 255}


@dataclass(frozen=True)
class _Plate:
    """A picture's samples, compressed, and the filter that they are compressed by."""

    data: bytes
    jpeg: bool
    space: str


def convert_picture(image: pikepdf.Stream, resources: pikepdf.Object | None, inks: Inks, cache: Cache) -> None:
    """Set a picture in inks; stencils have no colours, and pictures by number get other colours for their numbers.

    Raises
    ------
    Unprintable
        If its samples cannot be read.
    """
    if image.get("/ImageMask", False):
        return
    space = space_of(image.ColorSpace, resources)
    if space.kind == "indexed":
        image.ColorSpace = _indexed(image.ColorSpace, inks)
        return
    if space.kind == "spot":
        return
    if (space.kind == "cmyk" and inks.space == "/DeviceCMYK") or (space.kind == "grey" and inks.key == "mask"):
        image.ColorSpace = pikepdf.Name(inks.space if space.kind == "cmyk" else "/DeviceGray")
        return
    form = (str(image.get("/Filter")), str(image.ColorSpace), int(image.Width), int(image.get("/BitsPerComponent", 1)))
    key = digest("plate", own_tools(), inks.key, digest_bytes(image.read_raw_bytes()), form)
    plate = cache.compute("plate", key, lambda: _plate(image, inks))
    _write(image, plate)


def read_picture(image: pikepdf.Stream) -> Image.Image:
    """Return the samples of a picture, whatever masks it.

    Raises
    ------
    Unprintable
        If they cannot be read.
    """
    masks = {name: image[name] for name in ("/SMask", "/Mask") if name in image}
    for name in masks:  # later versions of pikepdf mix them in
        del image[name]
    try:
        return pikepdf.PdfImage(image).as_pil_image()
    except (pikepdf.PdfError, NotImplementedError, OSError, ValueError) as error:
        raise Unprintable(f"a picture that cannot be read ({error})") from None
    finally:
        for name, mask in masks.items():
            image[name] = mask


def is_see_through(image: pikepdf.Object) -> bool:
    """Say whether a picture has a soft mask through which something shows."""
    if "/SMask" not in image:
        return False
    samples = read_picture(image.SMask).convert("L").tobytes()  # type: ignore[arg-type]
    return min(samples, default=255) < 255


def lay_on_paper(image: pikepdf.Stream) -> bool:
    """Mix a picture in inks with the white of the paper as its soft mask says, and take the mask away.

    False is returned for one whose samples cannot be mixed as they are, a JPEG for instance, which keeps its mask.
    """
    space = str(image.ColorSpace)
    if str(image.get("/Filter")) == "/DCTDecode" or space not in _NO_INK:
        return False
    picture = read_picture(image)
    mask = read_picture(image.SMask).convert("L").resize(picture.size)  # type: ignore[arg-type]
    paper = Image.new(picture.mode, picture.size, _NO_INK[space])
    mixed = Image.composite(picture, paper, mask)
    image.write(zlib.compress(mixed.tobytes(), _LEVEL), filter=pikepdf.Name.FlateDecode)
    for name in ("/DecodeParms", "/SMask"):
        if name in image:
            del image[name]
    return True


def _indexed(space: pikepdf.Object, inks: Inks) -> pikepdf.Array:
    """Return an indexed space with the same numbers."""
    kind, high = read_space(space[1]).kind, int(space[2])
    table = space[3].read_bytes() if isinstance(space[3], pikepdf.Stream) else bytes(space[3])
    parts = {"rgb": 3, "grey": 1, "cmyk": 4}.get(kind)
    if parts is None:
        raise Unprintable(f"a picture whose colours are in a space that cannot be converted ({kind})")
    colours = [[part / 255 for part in table[at : at + parts]] for at in range(0, (high + 1) * parts, parts)]
    new = bytes(round(255 * part) for colour in colours for part in inked(kind, colour, inks))
    return pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name(inks.space), high, pikepdf.String(new)])


def _plate(image: pikepdf.Stream, inks: Inks) -> _Plate:
    picture = read_picture(image)
    if picture.mode not in ("RGB", "L", "CMYK"):
        picture = picture.convert("L" if picture.mode in ("1", "LA", "I;16") else "RGB")
    printed = inks.picture(picture)
    space = "/DeviceCMYK" if printed.mode == "CMYK" else "/DeviceGray"
    if str(image.get("/Filter")) != "/DCTDecode":
        return _Plate(zlib.compress(printed.tobytes(), _LEVEL), jpeg=False, space=space)
    return _Plate(_jpeg(printed), jpeg=True, space=space)


def _jpeg(picture: Image.Image) -> bytes:
    """Compress what was a JPEG before, with all of its colours."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return out.getvalue()


def _write(image: pikepdf.Stream, plate: _Plate) -> None:
    image.write(plate.data, filter=pikepdf.Name.DCTDecode if plate.jpeg else pikepdf.Name.FlateDecode)
    image.ColorSpace = pikepdf.Name(plate.space)
    image.BitsPerComponent = 8
    for name in ("/DecodeParms", "/Decode", "/Intent"):
        if name in image:
            del image[name]
    if plate.jpeg and plate.space == "/DeviceCMYK":
        # Pillow writes the inks of a JPEG upside down, as Adobe's programs do.
        image.Decode = pikepdf.Array([1, 0] * 4)
