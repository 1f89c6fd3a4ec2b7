"""What a live centre needs besides what any scenario must say: a way in, hours, files that are there, safe ports.

Knows what must be so before a centre opens. Refuses to open anything but the files that the scenario names.
"""

import ipaddress
import re
import wave
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path as File
from typing import Final

from acd.language import _
from scenarios.checks.finding import Finding
from scenarios.errors import Path
from scenarios.schema.live.prompts import Prompt
from scenarios.schema.scenario import Scenario

_USER: Final = re.compile(r"[A-Za-z0-9_.~-]{1,64}")
"""The unreserved characters of a SIP user (RFC 3261, section 25.1) that every phone takes as they are."""

RATE: Final = 8000
"""Samples a second: telephone audio, G.711."""


def check_live_needs(scenario: Scenario) -> Iterator[Finding]:
    """Everything that is lacking, in the order of the keys."""
    if scenario.is_study:
        yield Finding(("duration",), _("a live centre has `opens` and `closes`; remove `duration`"))
    yield from _way_in(scenario)
    yield from _sign_in_names(scenario)
    yield from _channel(scenario)
    for path, name in _sounds(scenario):
        if (wrong := _wrong_with(scenario.folder / name)) is not None:
            yield Finding(path, f"{name}: {wrong}")


def _way_in(scenario: Scenario) -> Iterator[Finding]:
    if not any(entry.call_type for entry in scenario.directory.values()):
        name = next(iter(scenario.call_types))
        message = _("no number reaches a call type, so nobody can call in; such as {example}")
        example = f'directory: {{"95500": {{call_type: {name}}}}}'
        yield Finding(("directory",), message.format(example=example))
    if not scenario.trunks:
        message = _("is missing: no carrier or PBX may bring calls in; such as {example}")
        yield Finding(("trunks",), message.format(example="trunks: {carrier: {address: 127.0.0.1}}"))


def _sign_in_names(scenario: Scenario) -> Iterator[Finding]:
    for place, (entry, names) in enumerate(zip(scenario.agents, scenario.names(), strict=True)):
        if not all(_USER.fullmatch(name) for name in names):
            message = _("{name}: phones sign in under this name; it may have letters a to z, digits and . _ - ~")
            yield Finding(("agents", place, "name" if entry.name else "team"), message.format(name=names[0]))
    for name in scenario.trunks:
        if not _USER.fullmatch(name):
            message = _("{name}: trunks are known by this name; it may have letters a to z, digits and . _ - ~")
            yield Finding(("trunks", name), message.format(name=name))


def _channel(scenario: Scenario) -> Iterator[Finding]:
    listen = scenario.listen
    if listen.tls is not None:
        for key, name in (("certificate", listen.tls.certificate), ("key", listen.tls.key)):
            if not (scenario.folder / name).is_file():
                yield Finding(("listen", "tls", key), _("there is no file {name}").format(name=name))
    elif not ipaddress.ip_address(listen.address).is_loopback:
        message = _("off this machine the agents' channel is encrypted: give `tls: {certificate, key}`, or 127.0.0.1")
        yield Finding(("listen", "address"), message)


def _sounds(scenario: Scenario) -> Iterator[tuple[Path, str]]:
    """Every WAV file that is named, with where."""
    if scenario.announcements.hold_music is not None:
        yield ("announcements", "hold_music", "file"), scenario.announcements.hold_music.file
    for path, prompt in prompts(scenario):
        if prompt.file is not None:
            yield (*path, "file"), prompt.file


def prompts(scenario: Scenario) -> Iterator[tuple[Path, Prompt]]:
    """Everything that may be said to callers in words of the scenario's own, with where it stands."""
    for key, prompt in scenario.announcements.prompts().items():
        yield ("announcements", key), prompt
    if scenario.announcements.comfort is not None:
        yield ("announcements", "comfort", "say"), scenario.announcements.comfort.say
    for path, menu in scenario.phone_menu.walk() if scenario.phone_menu else ():
        yield (*path, "say"), menu.say
        for key, choice in menu.keys.items():
            if choice.say is not None:
                yield (*path, "keys", key, "say"), choice.say
        if menu.otherwise is not None and menu.otherwise.say is not None:
            yield (*path, "otherwise", "say"), menu.otherwise.say
    if scenario.survey is not None:
        yield ("survey", "say"), scenario.survey.say
        if scenario.survey.thanks is not None:
            yield ("survey", "thanks"), scenario.survey.thanks


def _wrong_with(file: File) -> str | None:
    """Why a file cannot be played to callers; ``None``: it can."""
    if not file.is_file():
        return _("there is no such file")
    try:
        with file.open("rb") as raw, closing(wave.open(raw)) as sound:
            found = (sound.getframerate(), sound.getnchannels(), sound.getsampwidth() * 8, sound.getnframes() > 0)
    except (wave.Error, EOFError):
        return _("is no WAV file of PCM samples")
    except OSError as error:
        return _("cannot be read: {reason}").format(reason=error.strerror)
    if found == (RATE, 1, 16, True):
        return None
    message = _("has {rate} Hz, {channels} channels, {bits} bit; callers hear 8000 Hz, 1 channel, 16 bit, not empty")
    return message.format(rate=found[0], channels=found[1], bits=found[2])
