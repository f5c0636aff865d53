"""The inks of the default profile, and how they look on paper."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
import pytest
from PIL import Image, ImageCms

from terbit.assets import PROFILE, asset
from terbit.cache import Cache
from terbit.press.colours import FourInks, Inks, OneInk
from terbit.press.convert import convert
from terbit.press.profile import Profile, read_profile


@pytest.fixture(scope="session")
def profile() -> Profile:
    return read_profile(asset(PROFILE).read_bytes())


@pytest.fixture(scope="session")
def four(profile: Profile) -> FourInks:
    return FourInks(profile, 300)


@pytest.fixture(scope="session")
def one(profile: Profile) -> OneInk:
    return OneInk(profile)


@pytest.fixture(scope="session")
def on_paper(profile: Profile) -> Callable[[Sequence[float]], tuple[int, ...]]:
    """Return what inks look like by the profile, as sRGB on paper that counts as white."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile.data))
    proof = ImageCms.buildTransform(
        source, ImageCms.createProfile("sRGB"), "CMYK", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )  # fmt: skip

    def seen(inks: Sequence[float]) -> tuple[int, ...]:
        pixel = Image.new("CMYK", (1, 1), tuple(round(255 * ink) for ink in inks))
        return tuple(ImageCms.applyTransform(pixel, proof).tobytes())

    return seen


@pytest.fixture
def inked(four: FourInks) -> Callable[..., list[tuple[int, str]]]:
    """Return the function that converts a PDF and gives what could not be."""

    def done(pdf: pikepdf.Pdf, inks: Inks = four) -> list[tuple[int, str]]:
        return list(convert(pdf, inks, Cache(None)))

    return done
