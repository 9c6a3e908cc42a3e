"""One person's browser on one notebook: what it asked for, said and ran is kept."""

from __future__ import annotations

import json
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlparse

import psutil
from playwright.sync_api import Error, sync_playwright

CHROMIUM = "/usr/bin/chromium"
TOKEN = "browser-test"  # noqa: S105 - of a server that lives as long as the test
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-3d-apis",  # a thin client: no WebGL
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = (Path(__file__).parent / "axe.min.js").read_text("utf-8")
CONNECTED = """() => {
  const accept = document.querySelector('.jp-Dialog .jp-mod-accept');
  if (accept) accept.click(); // which kernel: the one there is
  const panel = window.jupyterapp.shell.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
ARM = """() => {
  const seen = window.wbSeen = { from: 0, to: 0 };
  const began = () => { seen.from = seen.from || performance.now(); };
  for (const kind of ['pointerdown', 'keydown']) {
    addEventListener(kind, began, { capture: true, once: true });
  }
  window.wbWatch?.disconnect();
  const drawn = () => requestAnimationFrame(() => { seen.to = performance.now(); });
  window.wbWatch = new MutationObserver(() => { if (seen.from) drawn(); });
  const turns = { subtree: true, attributes: true, attributeFilter: ['data-turn'] };
  window.wbWatch.observe(document.body, turns);
}"""
ANSWERED = """() => {
  const { from, to } = window.wbSeen;
  return from && to && performance.now() - to > 250 && Math.round(to - from);
}"""
LONG = 120_000  # milliseconds that a loaded machine may take


@contextmanager
def launch(chromium: str):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, headless=True, args=FLAGS
        )
        yield browser
        browser.close()


@dataclass(frozen=True)
class Spent:
    """Seconds of a kernel's and a page's own work, which a busy machine adds little to.

    On a quiet machine with two cores the two together are an upper bound of the time a
    person waits, but for what the server does.
    """

    kernel: float
    page: float
    wall: float

    def since(self, before: Spent) -> dict[str, float]:
        """Return what was spent since, with the load it was measured under."""
        return {
            "kernel_cpu_s": round(self.kernel - before.kernel, 2),
            "page_cpu_s": round(self.page - before.page, 2),
            "wall_s": round(self.wall - before.wall, 2),
            "load": round(os.getloadavg()[0] / (os.cpu_count() or 1), 2),
        }


@dataclass
class Desk:
    server: ClassVar[int] = 0
    page: Any
    context: Any
    shots: Path
    errors: list[str] = field(default_factory=list)
    away: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    asked: int = 0
    first_panel: dict[str, float] = field(default_factory=dict)
    _metrics: Any = None
    _before: dict[int, float] = field(default_factory=dict)

    @classmethod
    def open(cls, browser, server: str, name: str, *, panels: int, shots: Path) -> Desk:
        context = browser.new_context(viewport={"width": 1360, "height": 940})
        desk = cls(context.new_page(), context, shots)
        desk._listen()
        desk.page.set_default_timeout(LONG)
        desk._before = desk._running()
        began = desk.spent()
        place = f"/lab/workspaces/{name}/tree/notebooks/{name}.ipynb"
        desk.page.goto(f"{server}{place}?reset&token={TOKEN}", timeout=LONG)
        try:
            desk._begin(panels, began)
        except Exception:
            desk.page.screenshot(path=shots / f"{name}-failed.png")
            print(desk.errors[:10], desk.away[:5])
            raise
        return desk

    def _begin(self, panels: int, began: Spent) -> None:
        desk = self
        desk.page.wait_for_function(
            "window.jupyterapp && document.querySelector('.jp-Notebook-cell')",
            timeout=LONG,
        )
        desk.page.wait_for_function(CONNECTED, timeout=LONG)
        desk._run("notebook:run-all-cells")
        desk.page.wait_for_selector(".wb-sheet[data-ready]", timeout=LONG)
        desk.first_panel = desk.spent().since(began)
        desk.page.wait_for_function(
            f"document.querySelectorAll('.wb-sheet[data-ready]').length >= {panels}",
            timeout=LONG,
        )
        desk.page.wait_for_timeout(500)

    def _running(self) -> dict[int, float]:
        """Return the seconds each kernel used, the one that waits among them."""
        found = psutil.Process(self.server).children() if self.server else []
        times = ((p.pid, p.cpu_times()) for p in found)
        return {pid: t.user + t.system for pid, t in times}

    def spent(self) -> Spent:
        """Return the processor seconds of this desk's kernel and page so far."""
        now = self._running()
        kernel = sum(used - self._before.get(pid, 0.0) for pid, used in now.items())
        if self._metrics is None:
            self._metrics = self.context.new_cdp_session(self.page)
            self._metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
        said = self._metrics.send("Performance.getMetrics")["metrics"]
        page = next(m["value"] for m in said if m["name"] == "TaskDuration")
        return Spent(kernel, page, time.perf_counter())

    def _listen(self) -> None:
        def requested(request) -> None:
            self.asked += 1
            url = urlparse(request.url)
            if url.scheme not in ("data", "blob") and url.hostname != "127.0.0.1":
                self.away.append(request.url)

        def said(message) -> None:
            if message.type == "error":
                self.errors.append(message.text)

        def answered(response) -> None:
            if response.status >= 500:
                place = urlparse(response.url).path
                self.errors.append(f"{response.status} {place}: {_body(response)}")

        def asked(dialog) -> None:
            self.dialogs.append(dialog.message)
            dialog.dismiss()

        self.page.on("request", requested)
        self.page.on("console", said)
        self.page.on("response", answered)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", asked)

    def _run(self, command: str, **given: Any) -> None:
        self.page.evaluate(
            "([c, g]) => { window.jupyterapp.commands.execute(c, g); }",
            [command, given],
        )

    def theme(self, name: str) -> None:
        self.page.emulate_media(color_scheme=name)
        light = "true" if name == "light" else "false"
        self.page.wait_for_function(
            f"document.body.dataset.jpThemeLight === '{light}'", timeout=LONG
        )
        self.page.wait_for_timeout(700)

    def sheet(self, title: str):
        """Return the panel whose head says ``title``."""
        head = self.page.locator(".wb-head h2", has_text=title)
        return self.page.locator(".wb-sheet", has=head).first

    def turn(self, sheet, act) -> int:
        """Do something and wait for the panel's answer; milliseconds it took."""
        before = sheet.get_attribute("data-turn")
        handle = sheet.element_handle()
        act()
        self.page.wait_for_function(
            "([e, n]) => e.dataset.turn !== n && e.ariaBusy !== 'true'",
            arg=[handle, before],
            timeout=LONG,
        )
        return int(sheet.get_attribute("data-answered") or 0)

    def spoken(self, lang: str) -> None:
        """Wait until every part of every panel speaks one language."""
        self.page.wait_for_function(
            "lang => [...document.querySelectorAll('.wb-sheet')]"
            ".every(e => e.lang.startsWith(lang))",
            arg=lang,
            timeout=LONG,
        )
        self.page.wait_for_timeout(400)  # pictures are drawn anew right after

    def timed(self, act) -> int:
        """Do something; milliseconds from the first key or press to the last drawing.

        Every part of every panel counts, so that a picture's click is answered by the
        sheet below it as well.
        """
        self.page.evaluate(ARM)
        act()
        took = self.page.wait_for_function(ANSWERED, polling=40, timeout=LONG)
        return int(took.json_value())

    def fill(self, sheet, act: str, **given: str) -> int:
        """Open a form, fill it in, send it off; milliseconds until the answer."""
        return self.turn(sheet, self.filled(sheet, act, **given).click)

    def filled(self, sheet, act: str, **given: str):
        """Open a form and fill it in; return the button that sends it off."""
        form = sheet.locator(f'details[data-ask="{act}"]')
        if form.get_attribute("open") is None:
            form.locator("summary").click()
        for name, value in given.items():
            box = form.locator(f'[name="{name}"]')
            if box.evaluate("e => e.tagName") == "SELECT":
                box.select_option(value)
            else:
                box.fill(value)
        return form.locator("button[type=submit]")

    def said(self, sheet) -> str:
        """Return the answer to the last act."""
        return sheet.locator(".wb-note").first.inner_text()

    def shot(self, where, name: str) -> None:
        tall = int(where.evaluate("e => e.getBoundingClientRect().height")) + 260
        self.page.set_viewport_size({"width": 1360, "height": max(940, tall)})
        where.scroll_into_view_if_needed()
        self.page.mouse.move(2, 2)  # no row is hovered
        self.page.wait_for_timeout(250)
        where.screenshot(path=self.shots / f"{name}.png")
        self.page.set_viewport_size({"width": 1360, "height": 940})

    def axe(self, selector: str) -> list[str]:
        """Return what axe-core finds wrong within a selector."""
        if not self.page.evaluate("!!window.axe"):
            self.page.evaluate(AXE + ";0")
        found = self.page.evaluate(
            "s => axe.run({include: [s]}, {resultTypes: ['violations']})"
            ".then(r => r.violations)",
            selector,
        )
        return [
            f"{v['id']} ({v['impact']}): "
            + json.dumps([n["target"] for n in v["nodes"][:3]], ensure_ascii=False)
            for v in found
        ]

    def ran(self) -> int:
        """Return how many scripts of a letter ran."""
        return int(self.page.evaluate("window.__ran || 0"))


def _body(response) -> str:
    """Return what the server says of its failure, where it can still be read."""
    try:
        return response.text()[:2000]
    except Error:
        return "?"
