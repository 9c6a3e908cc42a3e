"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const said = data.words;
  const NS = "http://www.w3.org/2000/svg";
  const svg = document.getElementById("drawing");
  const list = document.getElementById("listed");
  const about = document.getElementById("about");
  const wanted = document.getElementById("wanted");
  const MOST = 300;
  const near = data.nodes.map(() => []);
  data.links.forEach((link, i) => {
    near[link[0]].push(i);
    if (link[1] !== link[0]) near[link[1]].push(i);
  });
  let shown = new Set();
  let place = new Map();
  let view = { x: 0, y: 0, k: 1 };

  function make(name, attributes, parent) {
    const element = document.createElementNS(NS, name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    if (parent) parent.appendChild(element);
    return element;
  }
  function cell(row, text) {
    const td = document.createElement("td");
    td.textContent = text === null || text === undefined ? "" : String(text);
    row.appendChild(td);
  }
  function around(start, hops) {
    const found = new Set(start);
    let front = [...start];
    for (let hop = 0; hop < hops && found.size < MOST; hop++) {
      const next = [];
      for (const node of front) {
        for (const i of near[node]) {
          for (const end of data.links[i].slice(0, 2)) {
            if (!found.has(end) && found.size < MOST) {
              found.add(end);
              next.push(end);
            }
          }
        }
      }
      front = next;
    }
    return found;
  }
  function inside() {
    return data.links.map((l, i) => i)
      .filter((i) => shown.has(data.links[i][0]) && shown.has(data.links[i][1]));
  }
  function layOut(links) {
    const nodes = [...shown].sort((a, b) => a - b);
    const n = nodes.length;
    const at = new Map();
    nodes.forEach((node, i) => {
      const old = place.get(node);
      const turn = i * 2.399963;
      const far = 24 * Math.sqrt(i + 1);
      at.set(node, old ? old.slice() : [far * Math.cos(turn), far * Math.sin(turn)]);
    });
    const step = 70;
    for (let round = 0; round < 160; round++) {
      const heat = 14 * (1 - round / 160) + 0.3;
      const push = new Map(nodes.map((node) => [node, [0, 0]]));
      for (let i = 0; i < n; i++) {
        const a = at.get(nodes[i]);
        for (let j = i + 1; j < n; j++) {
          const b = at.get(nodes[j]);
          let dx = a[0] - b[0];
          let dy = a[1] - b[1];
          const d2 = Math.max(dx * dx + dy * dy, 0.01);
          const f = (step * step) / d2;
          dx *= f; dy *= f;
          const pa = push.get(nodes[i]);
          const pb = push.get(nodes[j]);
          pa[0] += dx; pa[1] += dy; pb[0] -= dx; pb[1] -= dy;
        }
      }
      for (const i of links) {
        const [s, t] = data.links[i];
        if (s === t) continue;
        const a = at.get(s);
        const b = at.get(t);
        const dx = b[0] - a[0];
        const dy = b[1] - a[1];
        const d = Math.sqrt(dx * dx + dy * dy) / step;
        push.get(s)[0] += dx * d; push.get(s)[1] += dy * d;
        push.get(t)[0] -= dx * d; push.get(t)[1] -= dy * d;
      }
      for (const node of nodes) {
        const p = push.get(node);
        const size = Math.max(Math.hypot(p[0], p[1]), 0.01);
        const move = Math.min(size, heat) / size;
        const a = at.get(node);
        a[0] += p[0] * move - a[0] * 0.004;
        a[1] += p[1] * move - a[1] * 0.004;
      }
    }
    place = at;
  }
  // names run sideways, and so does the frame
  const spot = (node) => [place.get(node)[0] * 1.7, place.get(node)[1]];
  const SHAPES = {
    person: (g) => make("circle", { r: 8 }, g),
    unit: (g) => make("rect", { x: -8, y: -8, width: 16, height: 16 }, g),
    fund: (g) => make("path", { d: "M0 -10L10 0L0 10L-10 0Z" }, g),
    account: (g) => make("path", { d: "M-9 7L0 -9L9 7Z" }, g),
  };
  function draw() {
    const links = inside();
    layOut(links);
    svg.textContent = "";
    const defs = make("defs", {}, svg);
    const tip = make("marker", {
      id: "tip", viewBox: "0 0 8 8", refX: 16, refY: 4, markerWidth: 7,
      markerHeight: 7, orient: "auto",
    }, defs);
    make("path", { d: "M0 0L8 4L0 8Z" }, tip);
    const stage = make("g", { id: "stage" }, svg);
    for (const i of links) {
      const link = data.links[i];
      const a = spot(link[0]);
      const b = spot(link[1]);
      const line = make("line", {
        x1: a[0], y1: a[1], x2: b[0], y2: b[1], "marker-end": "url(#tip)",
        class: "link " + (link[5] === "alleged" ? "alleged" : ""),
      }, stage);
      make("title", {}, line).textContent = told(link);
      if (links.length <= 60 && link[3] !== null) {
        const text = make("text", {
          x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2 - 3, class: "sum",
        }, stage);
        text.textContent = link[3].toLocaleString("en");
      }
    }
    for (const node of [...shown].sort((a, b) => a - b)) {
      const [x, y] = spot(node);
      const [, name, kind] = data.nodes[node];
      const g = make("g", {
        transform: "translate(" + x + "," + y + ")", class: "node " + kind,
        tabindex: 0, role: "button", "aria-label": name + " " + data.kinds[kind],
      }, stage);
      (SHAPES[kind] || SHAPES.person)(g);
      const text = make("text", { x: 11, y: 4 }, g);
      text.textContent = name.length > 14 ? name.slice(0, 13) + "\u2026" : name;
      make("title", {}, g).textContent = name + " \u00b7 " + data.kinds[kind];
      const open = () => widen(node);
      g.addEventListener("click", open);
      g.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
    }
    fit();
    tell(links);
  }
  function told(link) {
    const parts = [data.nodes[link[0]][1], data.link_kinds[link[2]], data.nodes[link[1]][1]];
    if (link[3] !== null) parts.push(link[3].toLocaleString("en"));
    parts.push(link[8]);
    return parts.join(" ");
  }
  function tell(links) {
    list.textContent = "";
    for (const i of links.slice(0, 2000)) {
      const l = data.links[i];
      const row = document.createElement("tr");
      cell(row, data.nodes[l[0]][1]);
      cell(row, data.link_kinds[l[2]] + (l[9] ? " (" + l[9] + ")" : ""));
      cell(row, data.nodes[l[1]][1]);
      cell(row, l[3] === null ? "" : l[3].toLocaleString("en"));
      cell(row, l[4]);
      cell(row, [l[6], l[7]].filter(Boolean).join(" \u2013 "));
      cell(row, data.states[l[5]]);
      cell(row, l[8]);
      list.appendChild(row);
    }
    about.textContent = said.showing
      .replace("{entities}", shown.size).replace("{links}", links.length);
  }
  function fit() {
    const points = [...place.keys()].map(spot);
    if (!points.length) return;
    const xs = points.map((p) => p[0]);
    const ys = points.map((p) => p[1]);
    const x = Math.min(...xs) - 40;
    const y = Math.min(...ys) - 30;
    const w = Math.max(...xs) - x + 130;
    const h = Math.max(...ys) - y + 30;
    svg.setAttribute("viewBox", [x, y, w, h].join(" "));
    view = { x, y, w, h };
  }
  function widen(node) {
    for (const other of around([node], 1)) if (shown.size < MOST) shown.add(other);
    draw();
  }
  function search() {
    const text = wanted.value.trim();
    if (!text) return;
    let found = data.nodes.findIndex((n) => n[0] === text || n[1] === text);
    if (found < 0) found = data.nodes.findIndex((n) => n[1].includes(text));
    if (found < 0) { about.textContent = said.nobody; return; }
    place = new Map();
    shown = around([found], 2);
    if (shown.size > 60) shown = around([found], 1);
    draw();
  }
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    const k = event.deltaY > 0 ? 1.15 : 1 / 1.15;
    view.x += (view.w * (1 - k)) / 2; view.y += (view.h * (1 - k)) / 2;
    view.w *= k; view.h *= k;
    svg.setAttribute("viewBox", [view.x, view.y, view.w, view.h].join(" "));
  }, { passive: false });
  let grip = null;
  svg.addEventListener("pointerdown", (event) => { grip = [event.clientX, event.clientY]; });
  svg.addEventListener("pointerup", () => { grip = null; });
  svg.addEventListener("pointermove", (event) => {
    if (!grip || !view.w) return;
    const scale = view.w / svg.clientWidth;
    view.x -= (event.clientX - grip[0]) * scale;
    view.y -= (event.clientY - grip[1]) * scale;
    grip = [event.clientX, event.clientY];
    svg.setAttribute("viewBox", [view.x, view.y, view.w, view.h].join(" "));
  });
  if (data.nodes.length <= MOST) {
    shown = new Set(data.nodes.keys());
    draw();
  } else {
    about.textContent = said.large.replace("{entities}", data.nodes.length);
  }
})();
