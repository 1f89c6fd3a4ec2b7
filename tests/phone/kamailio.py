"""A real proxy and a real softphone of others' make on loopback: Kamailio, and a baresip that answers by itself.

The proxy asks for a proof at REGISTER (401) and at INVITE (407), and stays on the way of calls (Record-Route).
"""

import asyncio
import math
import secrets
import socket
import struct
import wave
from dataclasses import dataclass, field
from pathlib import Path

CONFIG = """#!KAMAILIO
debug = -1
log_stderror = yes
fork = yes
children = 2
auto_aliases = no
listen = udp:127.0.0.1:{port}
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "siputils.so"
loadmodule "textops.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
request_route {{
  if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
  if (has_totag()) {{
    if (loose_route() || t_check_trans()) t_relay();
    else if (!is_method("ACK")) sl_send_reply("404", "Not Here");
    exit;
  }}
  if (is_method("CANCEL")) {{ if (t_check_trans()) t_relay(); exit; }}
  if (is_method("REGISTER")) {{
    if (!pv_www_authenticate("$td", "{secret}", "0")) {{ www_challenge("$td", "1"); exit; }}
    save("location");
    exit;
  }}
  if (is_method("INVITE")) {{
    if (!pv_proxy_authenticate("$fd", "{secret}", "0")) {{ proxy_challenge("$fd", "1"); exit; }}
    consume_credentials();
    record_route();
  }}
  if (!lookup("location")) {{ sl_send_reply("404", "Not Found"); exit; }}
  t_relay();
}}
"""
ACCOUNT = "<sip:{user}@127.0.0.1:{port}>;auth_user={user};auth_pass={secret};answermode=auto;regint=60"
BARESIP = """sip_listen 127.0.0.1:0
module_path {modules}
module account.so
module g711.so
module aufile.so
module_app menu.so
audio_source aufile,{folder}/hum.wav
audio_player aufile,{folder}/heard.wav
audio_alert aufile,{folder}/alert.wav
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
"""


@dataclass
class Others:
    """Running. Baresip is user 1002 and hums; 1001 is ours."""

    folder: Path
    port: int
    secret: str = field(default_factory=lambda: secrets.token_hex(8))
    _processes: "list[asyncio.subprocess.Process]" = field(default_factory=list)

    @classmethod
    async def start(cls, folder: Path) -> "Others":
        """With a port and a secret of their own."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            others = cls(folder, probe.getsockname()[1])
        (folder / "kamailio.cfg").write_text(CONFIG.format(port=others.port, secret=others.secret), "utf-8")
        _hum(folder / "hum.wav")
        modules = next(each for each in Path("/usr/lib").glob("**/baresip/modules") if each.is_dir())
        (folder / "config").write_text(BARESIP.format(modules=modules, folder=folder), "utf-8")
        account = ACCOUNT.format(user="1002", port=others.port, secret=others.secret)
        (folder / "accounts").write_text(f"{account}\n", "utf-8")
        await others._run("kamailio", "-DD", "-f", str(folder / "kamailio.cfg"), "-w", str(folder), "-Y", str(folder))
        await others._run("baresip", "-f", str(folder))
        return others

    async def stop(self) -> None:
        for process in reversed(self._processes):
            if process.returncode is None:
                process.terminate()
            await process.wait()

    async def baresip_registered(self) -> None:
        """Baresip has said so."""
        await self.baresip_says("200 OK")

    async def baresip_says(self, words: str) -> None:
        """Words in its log."""
        async with asyncio.timeout(10):
            while words not in (self.folder / "baresip.log").read_text("utf-8", "replace"):
                await asyncio.sleep(0.05)

    async def _run(self, *command: str) -> None:
        with (self.folder / f"{command[0]}.log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._processes.append(process)


def _hum(file: Path) -> None:
    """A minute of one note."""
    second = struct.pack("<8000h", *(int(9000 * math.sin(2 * math.pi * 440 * k / 8000)) for k in range(8000)))
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(second * 60)
