"""The agent's screen: what the desk shows, and keys that become intents.

Knows Textual. Everything shown comes from the desk; what is pressed goes to the workplace. Refuses to hold state of
its own but which sheet lies open.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Container, Horizontal

from acd.errors import HuawuError
from softphone.app.joining import Joining
from softphone.app.parts import Parts
from softphone.app.sheets import NOW, OF_A_CALL, asks_purpose, consent, past_calls, purpose, sheet_for
from softphone.desk import ON_DUTY, Desk, Happening
from softphone.hooks import Hooks
from softphone.keys import BY_INTENT, Request, why_not
from softphone.looks import lower
from softphone.settings import Settings
from softphone.widgets.coding import CodeSheet
from softphone.widgets.finding import FindSheet
from softphone.widgets.form import FormSheet
from softphone.widgets.sheet import Sheet
from softphone.workplace import Workplace

_TICK: Final = 0.5


class SoftphoneApp(App[None]):
    """``joining`` makes the links where an agent signs in; ``problems`` are said at the start."""

    TITLE = "Huawu"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    AUTO_FOCUS = None
    CSS: ClassVar[str] = """
    Screen { background: ansi_default; overflow: hidden; }
    Drawn { height: 1; width: 1fr; }
    #state { height: 3; }
    #body { height: 1fr; }
    #side { width: 40%; min-width: 33; height: 1fr; }
    #card { height: 1fr; }
    #script { height: 2; }
    #keys { height: 2; }
    #notice { height: auto; max-height: 2; }
    #sheets { height: 1fr; display: none; }
    #small { height: 1fr; display: none; }
    Screen.sheet #body { display: none; }
    Screen.sheet #sheets { display: block; }
    Screen.small #body, Screen.small #script { display: none; }
    Screen.small #small { display: block; }
    Screen.small.sheet #small { display: none; }
    """

    def __init__(
        self, workplace: Workplace, settings: Settings, joining: Joining, problems: Sequence[str] = ()
    ) -> None:
        super().__init__(ansi_color=True)
        self.workplace = workplace
        self.settings = settings
        self.joining = joining
        self._problems = list(problems)
        self._hooks = Hooks(settings, self._hook_failed, self._write)
        self._bindings = BindingsMap(_bindings(settings))
        self._drawn_soon = False
        self._parts = Parts(settings)
        workplace.changed = self._changed
        workplace.happened = self._happened

    def compose(self) -> ComposeResult:
        parts = self._parts
        yield parts.top
        yield parts.state
        with Horizontal(id="body"):
            yield parts.card
            yield parts.side
        yield Container(id="sheets")
        yield from parts.below

    def on_mount(self) -> None:
        """Attach, and ask who is there where nobody is known."""
        self.workplace.start()
        self.set_interval(_TICK, self.draw_time)
        if self._problems:
            more = f" (+{len(self._problems) - 1})" if len(self._problems) > 1 else ""
            self.workplace.desk.say(self._problems[0] + more, self.workplace.clock())
        self.call_after_refresh(self._arrive)

    async def _arrive(self) -> None:
        if not await self.joining.begin(self.workplace):
            await self.open(sheet_for("sign_in", self.workplace.desk, self.settings.keys, self.settings))
        self.draw()

    async def on_unmount(self) -> None:
        """Let go of centre and phone; calls stay."""
        await self.workplace.stop()

    def on_resize(self) -> None:
        """Small windows show the essentials."""
        self.screen.set_class(self.size.width < lower.WIDE or self.size.height < lower.HIGH, "small")
        self.call_after_refresh(self.draw)

    # What is shown

    def _changed(self) -> None:
        if not self._drawn_soon and self.is_running:
            self._drawn_soon = True
            self.call_next(self._follow)

    async def _follow(self) -> None:
        """The desk has changed: draw it, and take away a sheet that has lost its call."""
        self._drawn_soon = False
        if not self.screen_stack:
            return
        sheet, desk = self.sheet, self.workplace.desk
        if sheet is not None and sheet.intent in OF_A_CALL and why_not(desk, sheet.intent):
            await self.close(sheet)
        elif isinstance(sheet, FormSheet) and sheet.intent == "sign_in":
            await self._follow_sign_in(sheet)
        self.draw()

    async def _follow_sign_in(self, sheet: FormSheet) -> None:
        desk = self.workplace.desk
        if desk.situation in ON_DUTY and (desk.centre.up or not desk.has_centre):
            await self.close(sheet)
            self.joining.entered()
            if self.joining.first_time and desk.phone.up:
                await self.begin("audio")
        elif desk.centre.final and sheet.has_class("asked"):
            desk.say(desk.centre.why, self.workplace.clock())
            sheet.remove_class("asked")
            sheet.clear_secrets()

    def draw_time(self) -> None:
        """What time alone changes."""
        desk, now = self.workplace.desk, self.workplace.clock()
        if self.screen_stack and self._parts.draw_time(desk, now):
            self._draw_sheet(desk, now)

    def draw(self) -> None:
        """Everything that has changed."""
        if not self.screen_stack:  # on the way out
            return
        desk, now = self.workplace.desk, self.workplace.clock()
        self._parts.draw(desk, now)
        self._draw_sheet(desk, now)

    def _draw_sheet(self, desk: Desk, now: float) -> None:
        sheet = self.sheet
        if isinstance(sheet, FindSheet) and sheet.intent == "history":
            sheet.replace(past_calls(desk))
        if sheet is not None:
            sheet.show(desk, now)

    @property
    def sheet(self) -> Sheet | None:
        """The one that lies open."""
        found = self.query(Sheet)
        return found.first() if found else None

    async def open(self, sheet: Sheet) -> None:
        """Lay it over the middle; the one before goes."""
        place = self.query_one("#sheets", Container)
        await place.remove_children()
        self.screen.add_class("sheet")
        await place.mount(sheet)
        self.call_after_refresh(self.draw)

    async def close(self, sheet: Sheet) -> None:
        """Take it away."""
        await sheet.remove()
        if self.sheet is None:
            self.screen.remove_class("sheet")
            self.set_focus(None)
        self.call_after_refresh(self.draw)

    # What is done

    async def action_do(self, intent: str) -> None:
        """A key was pressed."""
        await self.begin(intent)

    async def begin(self, intent: str) -> None:
        """Do it, or open the sheet that asks for what is missing; what cannot be done is said."""
        doing, desk = BY_INTENT[intent], self.workplace.desk
        if intent == "quit":
            self.exit()
        elif why := why_not(desk, intent):
            desk.say(why, self.workplace.clock())
        elif doing.sheet:
            await self.open(sheet_for(doing.sheet, desk, self.settings.keys, self.settings))
            await self._look_up(intent)
        else:
            self._ask(intent, {})
        self.draw()

    async def _look_up(self, intent: str) -> None:
        """What a sheet shows and the other end does not tell by itself."""
        match intent:
            case "history":
                self._start(self.workplace.look_up("centre", "history", last=50))
            case "transfer" | "consult" | "dial" if self.workplace.desk.centre.up:
                self._start(self.workplace.look_up("centre", "directory"))
            case "audio":
                self._start(self.workplace.look_up("phone", "devices"))
                self._start(self.workplace.look_up("phone", "meters", on=True))

    def _ask(self, intent: str, given: dict[str, Any]) -> None:
        self._start(self.workplace.do(intent, given))

    def _start(self, doing: Any) -> None:
        self.run_worker(doing, exit_on_error=True)

    async def on_sheet_back(self, event: Sheet.Back) -> None:
        """Escape."""
        await self._leave(event.sheet)

    async def _leave(self, sheet: Sheet) -> None:
        if sheet.intent == "audio":
            self._start(self.workplace.look_up("phone", "echo_test", on=False))
            self._start(self.workplace.look_up("phone", "meters", on=False))
        await self.close(sheet)

    async def on_sheet_given(self, event: Sheet.Given) -> None:
        """A sheet has what it asked for."""
        sheet = self.sheet
        if sheet is not None and not event.keep and event.intent != "sign_in":
            await self.close(sheet)
        given = event.given
        match event.intent:
            case "palette":
                await self.begin(given["intent"])
            case "not_ready" if self._needs_consent(given):
                await self.open(consent("not_ready", given))
            case "not_ready" | "sign_out":
                await self._with_consent(event.intent, given)
            case "sign_in":
                await self._sign_in(sheet, given)
            case "audio":
                self._audio(given)
            case "dial" if asks_purpose(self.workplace.desk, given):
                await self.open(purpose(self.workplace.desk, given["to"]))
            case "history":
                pass
            case _:
                self._ask(event.intent, given)
        self.draw()

    def on_code_sheet_written(self, event: CodeSheet.Written) -> None:
        """A remark is kept until its call is coded or the next one comes."""
        self.workplace.desk.draft = event.note

    def _needs_consent(self, given: dict[str, Any]) -> bool:
        reason = self.workplace.desk.reasons.get(given["reason"])
        return reason is not None and reason.consent and "leader" not in given

    async def _with_consent(self, intent: str, given: dict[str, Any]) -> None:
        how = given.pop("how", NOW)
        if how != NOW:
            await self.open(consent(intent, {}))
            return
        if "leader" in given:
            given["approved_by"] = {"name": given.pop("leader"), "secret": given.pop("secret")}
        self._ask(intent, given)

    async def _sign_in(self, sheet: Sheet | None, given: dict[str, str]) -> None:
        if sheet is not None:
            sheet.add_class("asked")
        try:
            await self.joining.enter(self.workplace, given)
        except HuawuError as error:
            self.workplace.desk.say(str(error), self.workplace.clock())

    def _audio(self, given: dict[str, Any]) -> None:
        if "echo" in given:
            asked = Request("phone", "echo_test", {"on": given["echo"]})
        else:
            asked = Request("phone", "use", given)
        self._start(self.workplace.ask("audio", asked))

    # What happens

    def _happened(self, happening: Happening) -> None:
        self._hooks.happened(happening)

    def _hook_failed(self, words: str) -> None:
        self.workplace.desk.say(words, self.workplace.clock())
        self._changed()

    def _write(self, words: str) -> None:
        """To the terminal itself: a bell or a notification, which draw nothing."""
        if self._driver is not None:
            self._driver.write(words)


def _bindings(settings: Settings) -> list[Binding]:
    """Every key of the registry, as changed by the agent; they hold while something is written too."""
    return [
        Binding(key, f"do('{intent}')", BY_INTENT[intent].intent, show=False, priority=True)
        for intent, pressed in settings.keys.items()
        for key in pressed
    ]
