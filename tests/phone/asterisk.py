"""A real Asterisk on loopback for a test: two phones over TLS with encrypted sound, one over UDP, and an echo.

``HUAWU_ASTERISK`` names the command, ``HUAWU_ASTERISK_ROOT`` the folder in which its ``usr`` lies; without, an
``asterisk`` that is installed is taken.
"""

import asyncio
import os
import secrets
import shutil
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

LOAD = [
    "bridge_builtin_features",
    "bridge_builtin_interval_features",
    "bridge_holding",
    "bridge_native_rtp",
    "bridge_simple",
    "bridge_softmix",
    "chan_pjsip",
    "codec_alaw",
    "codec_ulaw",
    "app_dial",
    "app_echo",
    "pbx_config",
    "func_callerid",
    "res_crypto",
    "res_musiconhold",
    "res_pjproject",
    "res_pjsip*",
    "res_rtp_asterisk",
    "res_sorcery*",
    "res_srtp",
    "res_speech",
    "res_http_websocket",
    "res_geolocation",
]
NOT = ["res_pjsip_config_wizard", "res_pjsip_phoneprov_provider", "res_pjsip_stir_shaken", "res_pjsip_publish_asterisk"]
READY = 30.0


def command() -> str | None:
    """Where Asterisk is, if it is."""
    return os.environ.get("HUAWU_ASTERISK") or shutil.which("asterisk")


@dataclass
class Asterisk:
    """Running. Users 1001 and 1002 are for TLS, 1003 for UDP; 600 gives back what it hears."""

    folder: Path
    udp: int
    tls: int
    certificate: Path
    secrets: dict[str, str] = field(default_factory=dict)
    process: "asyncio.subprocess.Process | None" = None

    @classmethod
    async def start(cls, folder: Path) -> "Asterisk":
        """With ports, keys and secrets of its own."""
        for name in ("etc", "db", "log", "spool", "lib", "run"):
            (folder / name).mkdir()
        certificate, key = folder / "cert.pem", folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
             "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out",
             str(certificate)], check=True, capture_output=True,
        )  # fmt: skip
        users = {name: secrets.token_urlsafe(12) for name in ("1001", "1002", "1003")}
        asterisk = cls(folder, _free(socket.SOCK_DGRAM), _free(socket.SOCK_STREAM), certificate, users)
        asterisk._configure(key)
        asterisk.process = await asyncio.create_subprocess_exec(
            *asterisk._command, "-f", "-n",
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        await asyncio.wait_for(asterisk._ready(), READY)
        return asterisk

    async def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        await self.process.wait()

    async def _ready(self) -> None:
        """Until it says that it has fully booted: before, messages over TLS are lost."""
        while True:
            asking = await asyncio.create_subprocess_exec(
                *self._command, "-rx", "core waitfullybooted",
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            if await asking.wait() == 0:
                return
            await asyncio.sleep(0.1)

    @property
    def _command(self) -> tuple[str, ...]:
        return command() or "", "-C", str(self.folder / "etc" / "asterisk.conf")

    def _configure(self, key: Path) -> None:
        root = Path(os.environ.get("HUAWU_ASTERISK_ROOT", "/"))
        modules = next(each for each in root.glob("usr/lib/**/asterisk/modules") if each.is_dir())
        places = {"etc": "etc", "varlib": "lib", "db": "db", "key": "lib", "spool": "spool", "run": "run",
                  "log": "log", "cache": "lib", "agi": "lib"}  # fmt: skip
        lines = [f"ast{name}dir = {self.folder / place}" for name, place in places.items()]
        lines += [f"astmoddir = {modules}", f"astdatadir = {root / 'usr/share/asterisk'}"]
        self._write("asterisk.conf", ["[directories]", *lines, "[options]", "hideconnect = yes"])
        found = {file.stem for wanted in LOAD for file in modules.glob(f"{wanted}.so")}
        load = [f"load = {name}.so" for name in sorted(found - {*NOT})]
        self._write("modules.conf", ["[modules]", "autoload = no", *load])
        self._write("logger.conf", ["[general]", "[logfiles]", "messages.log = notice,warning,error"])
        self._write("rtp.conf", ["[general]", "rtpstart = 20000", "rtpend = 20998"])
        self._write("extensions.conf", ["[internal]", "exten => _100X,1,Dial(PJSIP/${EXTEN},20)",
                                        "exten => 600,1,Answer()", " same => n,Echo()"])  # fmt: skip
        transports = [
            "[udp]", "type = transport", "protocol = udp", f"bind = 127.0.0.1:{self.udp}",
            "[tls]", "type = transport", "protocol = tls", f"bind = 127.0.0.1:{self.tls}",
            f"cert_file = {self.certificate}", f"priv_key_file = {key}", "method = tlsv1_2",
        ]  # fmt: skip
        self._write("pjsip.conf", [*transports, *(line for name in self.secrets for line in self._endpoint(name))])

    def _endpoint(self, name: str) -> list[str]:
        encrypted = ["transport = tls", "media_encryption = sdes"] if name != "1003" else []
        return [
            f"[{name}]", "type = endpoint", "context = internal", "disallow = all", "allow = ulaw,alaw",
            "direct_media = no", "rtp_symmetric = yes", "rewrite_contact = yes", "media_address = 127.0.0.1",
            "allow_transfer = yes", f"auth = {name}", f"aors = {name}", f"callerid = Phone {name} <{name}>", *encrypted,
            f"[{name}]", "type = auth", "auth_type = userpass", f"username = {name}",
            f"password = {self.secrets[name]}",
            f"[{name}]", "type = aor", "max_contacts = 1", "remove_existing = yes",
        ]  # fmt: skip

    def _write(self, name: str, lines: list[str]) -> None:
        (self.folder / "etc" / name).write_text("\n".join([*lines, ""]), "utf-8")


def _free(kind: int) -> int:
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
