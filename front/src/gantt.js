// Steps on a calendar: bars by front or ring, answers awaited, expiry, deadline.
//
// A bar is dragged along the days, or moved with Alt and the arrows; either is one act.
import { make, svg } from "./make.js";

const DAY = 86400000, ROW = 24, TOP = 34, NAME = 400;
const ALERT = ["#56B4E9", "#8ab6d6", "#E69F00", "#D55E00"];
const at = (text) => Date.parse(`${text}T00:00:00Z`);
const iso = (n) => new Date(n).toISOString().slice(0, 10);
const cut = (text, n) => { const letters = [...text]; let wide = 0, i = 0; for (; i < letters.length; i += 1) { wide += letters[i].charCodeAt(0) > 0x2e80 ? 2 : 1; if (wide > n) break; } return i < letters.length ? `${letters.slice(0, i - 1).join("")}…` : text; };

// Pixels that the page has for a panel; all days are in sight where they can be.
function room() {
  const pages = document.querySelectorAll(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook, #rendered_cells > div");
  return Math.max(0, ...[...pages].map((page) => page.clientWidth - 130)) || 900;
}

export function gantt(b, on) {
  const box = make("div", { class: "wb-gantt" }), scroll = make("div", { class: "wb-scroll", tabindex: "0", role: "region", "aria-label": b.label, "data-scroll": b.label });
  const first = at(b.first), days = Math.round((at(b.last) - first) / DAY) + 2;
  const unit = Math.max(5, Math.min(18, (room() - NAME - 130) / days)), x = (day) => NAME + ((at(day) - first) / DAY) * unit;
  const groups = [...new Set(b.bars.map((s) => s.group))];
  const tall = TOP + (b.bars.length + groups.length) * ROW + 6, wide = NAME + days * unit + 130;
  const pic = svg("svg", { width: wide, height: tall, role: "group", "aria-label": b.label });
  for (const day of b.off) pic.append(svg("rect", { class: "off", x: x(day), y: TOP - 6, width: unit, height: tall - TOP + 6 }));
  for (let n = first; n <= at(b.last) + DAY; n += DAY) {
    const date = new Date(n);
    if (date.getUTCDay() !== 1) continue;
    pic.append(svg("line", { class: "rule", x1: x(iso(n)), x2: x(iso(n)), y1: TOP - 8, y2: tall }));
    if (unit * 7 >= 34) pic.append(svg("text", { class: "soft", x: x(iso(n)) + 2, y: TOP - 12 }, iso(n).slice(5)));
  }
  if (b.deadline && at(b.deadline) <= at(b.last)) { const d = x(b.deadline) + unit; pic.append(svg("line", { class: "due", x1: d, x2: d, y1: 8, y2: tall })); }
  let y = TOP;
  for (const name of groups) {
    pic.append(svg("rect", { class: "band", x: 0, y, width: wide, height: ROW - 4 }), svg("text", { x: 6, y: y + 14, "font-weight": "600" }, name));
    y += ROW;
    for (const s of b.bars.filter((one) => one.group === name)) { pic.append(step(s, y, { x, unit, wide, b, on })); y += ROW; }
  }
  scroll.append(pic);
  const said = make("div", { class: "wb-legend" }, b.label);
  if (b.deadline) said.append(make("span", { class: "wb-due" }, `┆ ${b.deadline}`));
  box.append(said, scroll, make("div", { class: "wb-legend" }, b.legend));
  return box;
}

function step(s, y, { x, unit, wide, b, on }) {
  const from = x(s.start), to = x(s.end) + unit;
  const g = svg("g", { class: "step", tabindex: "0", role: "button", "data-key": `g:${s.key}`, "aria-label": `${s.key} ${s.label}, ${s.start} – ${s.end}, ${s.who}`, ...(b.chosen === s.key ? { "aria-current": "true" } : {}) });
  g.append(svg("rect", { class: "hit", x: 0, y: y - 2, width: wide, height: ROW - 1, rx: 3 }));
  g.append(svg("text", { x: 10, y: y + 14, ...(s.bad ? { class: "bad" } : {}) }, `${s.bad ? "✖ " : ""}${s.key}`), svg("text", { x: 58, y: y + 14 }, cut(s.label, 48)));
  if (s.reply && at(s.reply) > at(s.start)) g.append(svg("line", { class: "wait", x1: from, x2: Math.max(x(s.reply), from), y1: y + 9, y2: y + 9 }));
  const bar = svg("rect", { class: "bar", x: from, y: y + 3, width: Math.max(to - from, 4), height: ROW - 11, rx: 2, fill: ALERT[s.alert] || ALERT[0] });
  g.append(bar);
  if (s.alert > 1) g.append(svg("text", { x: from + 3, y: y + 14, "font-size": "10" }, "!".repeat(s.alert)));
  if (s.expires && at(s.expires) <= at(b.last)) g.append(svg("path", { class: "gone", d: `M${x(s.expires)} ${y + 2}l5 7l-5 7l-5 -7z` }));
  g.append(svg("text", { class: "soft", x: to + 6, y: y + 14 }, s.who));
  g.append(svg("title", {}, `${s.key} ${s.label}\n${s.start} – ${s.end}${s.reply ? ` (${s.reply})` : ""}\n${s.who}`));
  let held = null;
  bar.addEventListener("pointerdown", (ev) => { held = ev.clientX; bar.setPointerCapture(ev.pointerId); ev.preventDefault(); });
  bar.addEventListener("pointermove", (ev) => { if (held !== null) bar.setAttribute("transform", `translate(${Math.round((ev.clientX - held) / unit) * unit} 0)`); });
  bar.addEventListener("pointerup", (ev) => { const moved = held === null ? 0 : Math.round((ev.clientX - held) / unit); held = null; if (moved) { g.dataset.moved = "1"; on(b.act, { step: s.key, start: iso(at(s.start) + moved * DAY) }); } });
  g.addEventListener("click", () => { if (!g.dataset.moved) on("choose", { value: s.key }); });
  g.addEventListener("keydown", (ev) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[ev.key];
    if (by && ev.altKey) { on(b.act, { step: s.key, start: iso(at(s.start) + by * DAY) }); ev.preventDefault(); }
    else if (ev.key === "Enter" || ev.key === " ") { on("choose", { value: s.key }); ev.preventDefault(); }
  });
  return g;
}
