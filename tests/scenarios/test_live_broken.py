"""Everything that may be wrong with what a scenario says of a live centre is said with line, key and what may stand."""

from collections.abc import Callable

import pytest

from scenarios import Scenario, ScenarioError

Load = Callable[[str], Scenario]

LIVE = """\
listen: {address: 127.0.0.1, sip: 5060, channel: 8060, rtp: {from: 10000, to: 10999}}
trunks:
  carrier: {address: 127.0.0.1}
  pbx: {digest: true}
directory:
  "95500": {call_type: bill, label: 账单热线}
  "8001": {group: general}
  "1001": {agent: A-01}
  "021123": {outside: "021123", trunk: carrier}
announcements:
  welcome: 您好
  comfort: {say: 请等待, every: 30s}
  position: {every: 45s}
  hold_music: {file: music.wav}
menu:
  say: 请按键
  keys:
    "1": {call_type: bill}
    "2": {menu: {say: 再按, keys: {"1": {call_type: bill}, "2": {hang_up: true}}}}
    "*": {repeat: true}
  timeout: 5s
  tries: 3
  otherwise: {call_type: bill}
calendar:
  holidays:
    - {from: 2026-10-01, to: 2026-10-07, label: 国庆}
  hours: {monday: ["08:00", "10:00"], sunday: closed}
codes: {账单: {查询: {}, 争议: {}}, 投诉: {}}
survey: {say: 请评分, keys: {"1": 满意, "2": 不满意}, timeout: 8s}
recording: {share: 100%, folder: recordings, keep: 90d, minimum_free: 1GB}
caller_number: hashed
"""
FIRST = 20
"""The line of ``listen`` in the whole file."""

# What stands, what replaces it, then line (counted from ``listen``), path and words of the one problem that follows.
BROKEN = [
    ("address: 127.0.0.1, sip", "address: localhost, sip", 0, "listen.address", "names of machines are not looked up"),
    ("sip: 5060", "sip: 65536", 0, "listen.sip", "at most 65535"),
    ("sip: 5060", "spi: 5060", 0, "listen.spi", "did you mean `sip`?"),
    ("channel: 8060", "channel: 5060", 0, "listen.channel", "5060 is the port of `sip` already"),
    ("sip: 5060", "sip: 10010", 0, "listen.sip", "10010 lies among the ports of `rtp`, 10000 to 10999"),
    ("from: 10000, to: 10999", "from: 10999, to: 10000", 0, "listen.rtp", "audio ports run"),
    ("to: 10999}", "to: 10999}, tls: {certificate: c.pem}", 0, "listen.tls.key", "is missing"),
    ("{digest: true}", "{}", 3, "trunks.pbx", "known by its `address`, or by a secret"),
    ("{digest: true}", "{digest: yes}", 3, "trunks.pbx.digest", "true or false"),
    ("{digest: true}", "{digest: true, password: x}", 3, "trunks.pbx.password", "no key of this place"),
    ('"95500"', '"9550O"', 5, "directory.9550O", "a number consists of digits"),
    ("{call_type: bill, label", "{call_type: bil, label", 5, "directory.95500.call_type", "did you mean `bill`?"),
    ("{call_type: bill, label", "{call_type: bill, agent: A-01, label", 5, "directory.95500", "reaches one of"),
    ("label: 账单热线", 'label: " "', 5, "directory.95500.label", "not empty"),
    ("{group: general}", "{group: genral}", 6, "directory.8001.group", "did you mean `general`?"),
    ("{group: general}", "{}", 6, "directory.8001", "reaches one of `call_type`, `group`"),
    ("{group: general}", "{group: general, menu: false}", 6, "directory.8001", "only callers hear a menu"),
    ("{agent: A-01}", "{agent: A-11}", 7, "directory.1001.agent", "there is no agent `A-11`"),
    ("trunk: carrier", "trunk: carier", 8, "directory.021123.trunk", "did you mean `carrier`?"),
    ("trunk: carrier", "trunk: pbx", 8, "directory.021123.trunk", "has no `address`"),
    (", trunk: carrier", "", 8, "directory.021123", "`outside` and `trunk` go together"),
    ("welcome: 您好", "welcome: 您好\n  language: fr", 11, "announcements.language", "may be zh, en"),
    ("welcome: 您好", 'welcome: ""', 10, "announcements.welcome", "not empty"),
    ("welcome: 您好", "welcome: {text: 您好, file: a.wav}", 10, "announcements.welcome", "one of `text` and `file`"),
    ("welcome: 您好", "welcom: 您好", 10, "announcements.welcom", "did you mean `welcome`?"),
    ("every: 30s", "every: 0s", 11, "announcements.comfort.every", "must be more than 0"),
    ("{every: 45s}", "{}", 12, "announcements.position.every", "is missing"),
    ("{every: 45s}", "45s", 12, "announcements.position", "a mapping of keys to values is expected"),
    ("{file: music.wav}", "music.wav", 13, "announcements.hold_music", "a mapping of keys to values is expected"),
    ("  say: 请按键\n", "", 14, "menu.say", "is missing"),
    ('    "1": {call_type: bill}', '    "1": {call_type: bil}', 17, "menu.keys.1.call_type", "did you mean `bill`?"),
    ('    "1": {call_type: bill}', '    "1": {}', 17, "menu.keys.1", "a key leads to one of"),
    ('    "1": {call_type: bill}', '    "12": {call_type: bill}', 17, "menu.keys.12", "one of 0 to 9, * and #"),
    ('    "1": {call_type: bill}', '    "1": {hang_up: false}', 17, "menu.keys.1.hang_up", "may be true"),
    ('"1": {call_type: bill}, "2"', '"1": {call_type: bil}, "2"', 18, "menu.keys.2.menu.keys.1.call_type", "`bill`?"),
    ('{"1": {call_type: bill}, "2": {hang_up: true}}', "{}", 18, "menu.keys.2.menu.keys", "at least one"),
    ("timeout: 5s", "timeout: 0s", 20, "menu.timeout", "must be more than 0"),
    ("tries: 3", "tries: 0", 21, "menu.tries", "must be at least 1"),
    ("otherwise: {call_type: bill}", "otherwise: {call_type: bil}", 22, "menu.otherwise.call_type", "`bill`?"),
    ("otherwise: {call_type: bill}", "otherwise: {}", 22, "menu.otherwise", "`otherwise` leads to one of"),
    ("to: 2026-10-07", "to: 2026-09-30", 25, "calendar.holidays[0].to", "2026-09-30 is before `from` 2026-10-01"),
    ("to: 2026-10-07", "to: 2026-10-32", 25, "calendar.holidays[0].to", "a date is written"),
    (
        "label: 国庆}",
        "label: 国庆}\n    - {from: 2026-10-03}",
        26,
        "calendar.holidays[1].from",
        "2026-10-03 belongs to an entry above",
    ),
    ("monday:", "moonday:", 26, "calendar.hours.moonday", "did you mean `monday`?"),
    ("sunday: closed", "sunday: close", 26, "calendar.hours.sunday", "or closed"),
    ('["08:00", "10:00"], sunday', '["08:00", "08:00"], sunday', 26, "calendar.hours.monday", "have a length"),
    ('["08:00", "10:00"], sunday', '["08:00", "ten"], sunday', 26, "calendar.hours.monday", "a time of day is"),
    ("争议: {}", "争/议: {}", 27, "codes.账单.争/议", "a code has a name, without /"),
    ("争议: {}", '" ": {}', 27, "codes.账单. ", "a code has a name"),
    ("争议: {}", "争议: 是", 27, "codes.账单.争议", "an empty one is written {}"),
    ("争议: {}", "争议: {a: {b: {c: {d: {}}}}}", 27, "codes.账单.争议.a.b.c.d", "codes lie 5 deep"),
    ('keys: {"1": 满意', 'keys: {"A": 满意', 28, "survey.keys.A", "one of 0 to 9, * and #"),
    ("say: 请评分, ", "", 28, "survey.say", "is missing"),
    ("timeout: 8s", 'timeout: 8s, satisfied: ["1", "3"]', 28, "survey.satisfied[1]", "there is no key `3`"),
    ("share: 100%", "share: 101%", 29, "recording.share", "between 0 and 1"),
    ("keep: 90d", "keep: 90y", 29, "recording.keep", "a duration is"),
    ("minimum_free: 1GB", "minimum_free: 1 gig", 29, "recording.minimum_free", "a size is written 1GB"),
    ("caller_number: hashed", "caller_number: hash", 30, "caller_number", "did you mean `hashed`?"),
    ("  billing: {}", "  billing: {last_agent: {within: 0s}}", -14, "groups.billing.last_agent.within", "more than 0"),
    ("count: 2", "count: 2, number: 1001", -4, "agents[0].number", "a text is expected"),
    ("count: 2", 'count: 2, number: "A1"', -4, "agents[0].number", "at most 12 digits"),
]

NESTED = '"1": {call_type: bill}'


def whole(good: str) -> str:
    assert good.count("\n") == FIRST - 1
    return good + LIVE


def problems(load: Load, text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(ScenarioError) as caught:
        load(text)
    said = [str(problem).split(": ", 2) for problem in caught.value.problems]
    return [(int(place.rsplit(":", 1)[1]), path, message) for place, path, message in said]


def test_what_is_broken_below_is_sound(good: str, loaded: Load) -> None:
    scenario = loaded(whole(good))
    assert scenario.phone_menu is not None
    assert scenario.phone_menu.keys["2"].menu is not None
    assert scenario.recording is not None
    assert (scenario.recording.keep, scenario.recording.minimum_free) == (90 * 86_400_000_000, 10**9)


@pytest.mark.parametrize(("stands", "instead", "line", "path", "words"), BROKEN, ids=lambda value: str(value)[:40])
def test_one_mistake_in_a_live_key_is_said_once(
    good: str, loaded: Load, stands: str, instead: str, line: int, path: str, words: str
) -> None:
    assert whole(good).count(stands) >= 1
    (said,) = problems(loaded, whole(good).replace(stands, instead, 1))
    assert said[:2] == (FIRST + line, path)
    assert words in said[2]


def test_menus_without_end_are_refused(good: str, loaded: Load) -> None:
    menu = "{call_type: bill}"
    for _level in range(5):
        menu = f'{{menu: {{say: 再按, keys: {{"1": {menu}}}}}}}'
    (said,) = problems(loaded, whole(good).replace(NESTED, f'"1": {menu}', 1))
    assert said[1] == "menu" + ".keys.1.menu" * 5
    assert "menus lie 5 deep" in said[2]


def test_two_agents_with_one_number_are_told(good: str, loaded: Load) -> None:
    text = whole(good).replace("count: 2", 'count: 2, number: "1000"').replace("{team: B", '{team: B, number: "1001"')
    (said,) = problems(loaded, text)
    assert said[1:] == ("agents[1].number", "agents A-02, B-01 have the same number 1001")


def test_all_mistakes_of_live_keys_are_said_at_once(good: str, loaded: Load) -> None:
    text = whole(good)
    for stands, instead in (("sip: 5060", "sip: x"), ("{group: general}", "{group: g}"), ("tries: 3", "tries: 99")):
        text = text.replace(stands, instead, 1)
    assert [path for _line, path, _words in problems(loaded, text)] == [
        "listen.sip",
        "directory.8001.group",
        "menu.tries",
    ]


def test_a_mistake_elsewhere_invents_none_in_the_directory(good: str, loaded: Load) -> None:
    text = whole(good).replace("{address: 127.0.0.1}", "{address: here}").replace("count: 2", "count: 0")
    paths = [path for _line, path, _words in problems(loaded, text)]
    assert paths == ["agents[0].count", "trunks.carrier.address"]
