"""The tables are the reference algorithm's, value for value."""

import sys
import warnings

import numpy as np
import pytest

from acd.live.media.g711 import SILENT, decode, encode, transcode
from acd.live.media.packet import PCMA, PCMU

ALL = np.arange(-32768, 32768, dtype=np.int16)


def search(value: int, first: int) -> int:
    """Sun's g711.c: the first segment whose end is not below the value."""
    ends = [(first + 1) * 2**k - 1 for k in range(8)]
    return next((k for k, end in enumerate(ends) if value <= end), 8)


def to_mu(sample: int) -> int:
    value, mask = sample >> 2, 0xFF
    if value < 0:
        value, mask = -value, 0x7F
    value = min(value, 8159) + (0x84 >> 2)
    segment = search(value, 0x3F)
    return 0x7F ^ mask if segment >= 8 else (segment << 4 | (value >> (segment + 1)) & 0xF) ^ mask


def to_a(sample: int) -> int:
    value, mask = sample >> 3, 0xD5
    if value < 0:
        value, mask = -value - 1, 0x55
    segment = search(value, 0x1F)
    if segment >= 8:
        return 0x7F ^ mask
    return (segment << 4 | (value >> (1 if segment < 2 else segment)) & 0xF) ^ mask


@pytest.mark.parametrize(("law", "reference"), [(PCMU, to_mu), (PCMA, to_a)])
def test_every_sample_is_encoded_as_the_reference_does(law: int, reference) -> None:  # type: ignore[no-untyped-def]
    assert encode(ALL, law) == bytes(reference(sample) for sample in ALL.tolist())


@pytest.mark.parametrize("law", [PCMU, PCMA])
def test_what_was_decoded_is_encoded_to_the_same_level(law: int) -> None:
    codes = bytes(range(256))
    levels = decode(codes, law)
    assert (decode(encode(levels, law), law) == levels).all()
    assert levels.min() < -32000 and levels.max() > 32000 if law == PCMA else levels.max() == 32124


if sys.version_info < (3, 13):

    def test_audioop_agrees() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import audioop
        linear, codes = ALL.tobytes(), bytes(range(256))
        assert encode(ALL, PCMU) == audioop.lin2ulaw(linear, 2)
        assert encode(ALL, PCMA) == audioop.lin2alaw(linear, 2)
        assert decode(codes, PCMU).tobytes() == audioop.ulaw2lin(codes, 2)
        assert decode(codes, PCMA).tobytes() == audioop.alaw2lin(codes, 2)


@pytest.mark.parametrize(("law", "wanted"), [(PCMU, PCMA), (PCMA, PCMU)])
def test_transcoding_is_decoding_and_encoding(law: int, wanted: int) -> None:
    codes = bytes(range(256))
    assert transcode(codes, law, wanted) == encode(decode(codes, law), wanted)
    assert transcode(codes, law, law) is codes
    assert abs(int(decode(transcode(SILENT[law], law, wanted), wanted)[0])) <= 8, "A-law has no zero: its least is 8"
