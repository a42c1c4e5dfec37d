const data = JSON.parse(document.getElementById("data").textContent);
const binary = atob(document.getElementById("blob").textContent);
const bytes = new Uint8Array(binary.length);
for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
const blob = new Float32Array(bytes.buffer);
const get = (id) => document.getElementById(id);
const { summary, groups, episodes } = data;
const PAGE = 60, MOST_PATHS = 400;
const space = new Space(get("space"));
let shown = episodes, first = 0, chosen = episodes[0], timer = null;

const text = (tag, content, className) => {
  const node = document.createElement(tag);
  node.textContent = content;
  if (className) node.className = className;
  return node;
};
const figure = (v) => v === null || v === undefined ? "–" : Number.isInteger(v) ? String(v) : Number(v).toPrecision(3);
const size = (n) => n < 1e6 ? (n / 1e3).toFixed(1) + " kB" : (n / 1e6).toFixed(1) + " MB";

// Channel c of group number k: a view into the block of all numbers.
function channel(episode, k, c) {
  let at = episode.at;
  for (let i = 0; i < k; i++) at += groups[i].channels.length * episode.points;
  return blob.subarray(at + c * episode.points, at + (c + 1) * episode.points);
}
const stepOf = (e, point) => e.points < 2 ? 0 : Math.floor(point * (e.steps - 1) / (e.points - 1));
const pointOf = (e, step) => e.points < 2 ? 0 : Math.round(step * (e.points - 1) / Math.max(1, e.steps - 1));

function plot(canvas, episode, k, axis, step) {
  const scale = window.devicePixelRatio || 1, box = canvas.getBoundingClientRect();
  canvas.width = box.width * scale;
  canvas.height = box.height * scale;
  const g = canvas.getContext("2d");
  g.scale(scale, scale);
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name).trim();
  const lines = groups[k].channels.map((_, c) => channel(episode, k, c));
  let low = Infinity, high = -Infinity;
  for (const line of lines) for (const v of line) if (Number.isFinite(v)) { low = Math.min(low, v); high = Math.max(high, v); }
  if (low > high) { low = 0; high = 1; }
  if (high - low < 1e-9) { low -= 0.5; high += 0.5; }
  const left = axis ? 52 : 0, w = box.width - left, h = box.height;
  const u = (i) => left + (episode.points < 2 ? 0 : i * (w - 2) / (episode.points - 1)) + 1;
  const v = (y) => 3 + (h - 6) * (high - y) / (high - low);
  if (axis) {
    g.fillStyle = color("--quiet");
    g.font = "11px system-ui, sans-serif";
    g.textAlign = "right";
    g.fillText(figure(high), left - 6, 11);
    g.fillText(figure(low), left - 6, h - 3);
    g.strokeStyle = color("--line");
    g.strokeRect(left, 0.5, w - 1, h - 1);
    if (episode.success && episode.first >= 0) {
      g.strokeStyle = color("--good");
      g.setLineDash([3, 3]);
      const at = u(pointOf(episode, episode.first));
      g.beginPath(); g.moveTo(at, 0); g.lineTo(at, h); g.stroke();
      g.setLineDash([]);
    }
  }
  lines.forEach((line, c) => {
    g.strokeStyle = color("--c" + c);
    g.lineWidth = axis ? 1.4 : 1;
    g.beginPath();
    let pen = false;
    line.forEach((y, i) => {
      if (!Number.isFinite(y)) { pen = false; return; }
      if (pen) g.lineTo(u(i), v(y)); else g.moveTo(u(i), v(y));
      pen = true;
    });
    g.stroke();
  });
  if (axis && chosen.findings) {
    g.fillStyle = color("--bad");
    for (const f of chosen.findings) g.fillRect(u(pointOf(episode, f.step)) - 1, 0, 2, 7);
  }
  if (axis && step !== undefined) {
    g.strokeStyle = color("--accent");
    const at = u(pointOf(episode, step));
    g.beginPath(); g.moveTo(at, 0); g.lineTo(at, h); g.stroke();
  }
}

function showDetail() {
  get("plots").replaceChildren();
  get("metadata").replaceChildren();
  if (!chosen) { get("chosen").textContent = "No episode"; return; }
  const outcome = chosen.success === undefined ? "" : chosen.success ? " · success" : " · failure";
  get("chosen").textContent = `Episode ${chosen.index}${outcome}`;
  get("instruction").textContent = chosen.instruction ? `“${chosen.instruction}”` : "";
  groups.forEach((group, k) => {
    const box = text("div", "", "plot");
    box.append(text("b", group.title + (group.unit ? ` (${group.unit})` : "")));
    if (group.channels.length > 1) group.channels.forEach((name, c) => {
      const label = text("span", name);
      label.style.color = `var(--c${c})`;
      box.append(label);
    });
    const canvas = document.createElement("canvas");
    canvas.dataset.group = k;
    box.append(canvas);
    get("plots").append(box);
  });
  showStrips();
  showFindings();
  const facts = {
    task: chosen.task, policy: chosen.policy, seed: chosen.seed, steps: chosen.steps,
    "first success": chosen.first >= 0 ? `step ${chosen.first}` : "–",
    "actions clipped": chosen.clipped === undefined ? "–" : (100 * chosen.clipped).toFixed(1) + " %",
    ended: chosen.ending || "–",
  };
  for (const [name, value] of Object.entries(facts)) if (value !== "") get("metadata").append(text("dt", name), text("dd", value));
  get("time").max = Math.max(0, chosen.steps - 1);
  get("time").value = 0;
  showStep();
}

const goTo = (step) => { stop(); get("time").value = step; showStep(); };

function showStrips() {
  get("strips").replaceChildren();
  for (const strip of chosen.strips || []) {
    const image = document.createElement("img");
    image.src = strip.src;
    image.alt = `${strip.stream} at the steps ${strip.steps.join(", ")}`;
    image.title = "Click a picture to go to its step";
    image.onclick = (e) => {
      const i = Math.floor(e.offsetX / image.clientWidth * strip.steps.length);
      goTo(strip.steps[Math.min(Math.max(i, 0), strip.steps.length - 1)]);
    };
    get("strips").append(text("b", strip.stream.replace("obs/", "")), image);
  }
  if (!chosen.strips && episodes.some((e) => e.strips))
    get("strips").append(text("p", data.sampling > 1 ? `Pictures are kept of every ${data.sampling}th episode and of those picked with --episode.` : "No pictures."));
}

function showFindings() {
  get("findings").replaceChildren();
  for (const f of chosen.findings || []) {
    const button = text("button", `step ${f.step} · ${f.kind}`, f.severity === "error" ? "bad" : "");
    button.type = "button";
    button.onclick = () => goTo(f.step);
    const item = document.createElement("li");
    item.append(button, ` ${f.stream ? f.stream + ": " : ""}${f.text} ${f.fix}`);
    get("findings").append(item);
  }
}

function showStep() {
  if (!chosen) return;
  const step = Number(get("time").value);
  const seconds = chosen.hz > 0 ? ` · ${(step / chosen.hz).toFixed(2)} s` : "";
  get("step").textContent = `step ${step} of ${chosen.steps}${seconds}`;
  for (const canvas of get("plots").querySelectorAll("canvas")) plot(canvas, chosen, Number(canvas.dataset.group), true, step);
  if (data.position) {
    const i = pointOf(chosen, step);
    space.marker = [0, 1, 2].map((c) => channel(chosen, 0, c)[i]);
    space.draw();
  }
}

function showSpace() {
  space.paths = !data.position ? [] : [...new Set([...shown.slice(0, MOST_PATHS), chosen])].filter(Boolean).map((e) => ({
    x: channel(e, 0, 0), y: channel(e, 0, 1), z: channel(e, 0, 2),
    color: e.success === false ? "--bad" : e.success ? "--good" : "--c7", chosen: e === chosen,
  }));
  space.cloud = chosen && chosen.cloud ? blob.subarray(chosen.cloud.at, chosen.cloud.at + 4 * chosen.cloud.points) : null;
  space.fit();
  space.draw();
  const legend = get("legend");
  legend.replaceChildren(data.position
    ? `${Math.min(shown.length, MOST_PATHS)} of ${episodes.length} paths of ${data.position.replace("obs/", "")}; a square marks the start. Drag to turn, wheel to zoom, double-click to reset.`
    : "No end-effector position in this file.");
  const key = (name, color) => { const s = text("span", "", "swatch"); s.style.background = `var(${color})`; legend.append(s, name); };
  if (data.position) { key("chosen", "--accent"); key("success", "--good"); key("failure", "--bad"); }
  if (space.cloud) { key("target object", "--c1"); key("goal fixture", "--c2"); key("moved part", "--c3"); }
}

function showCards() {
  const cards = get("cards");
  cards.replaceChildren();
  const page = shown.slice(first, first + PAGE);
  for (const e of page) {
    const card = text("button", "", "card");
    card.type = "button";
    card.setAttribute("aria-pressed", e === chosen);
    const mark = e.success === undefined ? "" : e.success ? " ✓" : " ✗";
    const head = text("b", `${e.index}`);
    head.append(text("span", mark, e.success ? "good" : "bad"));
    if (e.findings) head.append(text("span", ` ⚠ ${e.findings.length}`, "bad"));
    card.append(head, ` ${e.steps} steps`, text("span", e.task || e.policy, "task"));
    for (let k = 0; k < Math.min(2, groups.length); k++) {
      const canvas = document.createElement("canvas");
      card.append(canvas);
      requestAnimationFrame(() => plot(canvas, e, k, false));
    }
    card.onclick = () => { chosen = e; stop(); showAll(); };
    cards.append(card);
  }
  if (!page.length) cards.append(text("p", "No episode with these choices."));
  get("page").textContent = shown.length ? `${first + 1}–${first + page.length} of ${shown.length}` : "0";
  get("back").disabled = first === 0;
  get("next").disabled = first + PAGE >= shown.length;
}

function showAll() { showCards(); showSpace(); showDetail(); }

function filter() {
  const task = get("task").value, outcome = get("outcome").value;
  shown = episodes.filter((e) => (!task || e.task === task) && (!outcome || String(e.success) === outcome));
  first = 0;
  if (!shown.includes(chosen)) chosen = shown[0];
  stop();
  showAll();
}

function stop() { clearInterval(timer); timer = null; get("play").textContent = "Play"; }
function play() {
  if (timer) { stop(); return; }
  if (!chosen) return;
  if (Number(get("time").value) >= chosen.steps - 1) get("time").value = 0;
  get("play").textContent = "Stop";
  const perTick = Math.max(1, Math.round((chosen.hz || 30) / 30));
  timer = setInterval(() => {
    const next = Number(get("time").value) + perTick;
    get("time").value = next;
    showStep();
    if (next >= chosen.steps - 1) stop();
  }, 33);
}

function showStreams() {
  const table = get("streams"), head = document.createElement("tr");
  for (const name of ["stream", "type", "row", "unit", "frame", "known to a robot", "min", "mean", "max", "std"]) head.append(text("th", name));
  table.append(head);
  for (const stream of [...summary.streams, ...summary.tensors]) {
    const row = document.createElement("tr");
    const robot = { none: "yes", goal: "goal point", simulator: "no" }[stream.privilege];
    const cells = [stream.name, stream.dtype, "[" + stream.shape.join(", ") + "]", stream.unit, stream.frame, summary.streams.includes(stream) ? robot : "once per episode"];
    for (const cell of cells) row.append(text("td", cell));
    const figures = data.statistics[stream.name];
    for (const key of ["min", "mean", "max", "deviation"]) {
      const dims = figures ? figures.dims.map((d) => figure(d[key])) : [];
      const all = dims.length > 8 ? dims.slice(0, 8).join(" ") + " …" : dims.join(" ");
      const cell = text("td", all.length > 40 ? all.slice(0, 38) + "…" : all, "figures");
      cell.title = dims.join(" ");
      row.append(cell);
    }
    if (figures && figures.bad) row.cells[0].append(text("span", ` ${figures.bad} not finite`, "bad"));
    table.append(row);
  }
}

function showFile() {
  const name = summary.file.split("/").pop();
  document.title = name;
  get("title").textContent = name;
  const judged = summary.successes === null ? "" : ` · ${summary.successes} successful`;
  get("facts").textContent = `${summary.episodes} episodes · ${summary.steps} steps${judged} · ${Object.keys(summary.tasks).length} tasks · ${size(summary.bytes)}`;
  const facts = {
    format: summary.format, "SHA-256": summary.hashes.sha256, "control rate": summary.rates.map((r) => r + " Hz").join(", ") || "–",
    world: summary.environment ? summary.environment.name : "–",
    versions: summary.environment ? Object.entries(summary.environment.versions).map((e) => e.join(" ")).join(", ") || "–" : "–",
    "filter keys": Object.entries(summary.filterKeys).map(([k, n]) => `${k} (${n})`).join(", ") || "–",
    lint: Object.entries(data.kinds).map(([k, n]) => `${k} (${n})`).join(", ") || "nothing found",
    "not decided": data.undecided.join(" ") || "–",
    tasks: Object.entries(summary.tasks).map(([k, n]) => `${k} (${n})`).join(", ") || "–",
    unfinished: summary.unfinished, "torn tail": summary.tornTail || "none",
  };
  for (const [key, value] of Object.entries(facts)) get("file").append(text("dt", key), text("dd", value));
}

get("task").append(new Option("all", ""));
for (const task of [...new Set(episodes.map((e) => e.task))].sort()) if (task) get("task").append(new Option(task, task));
get("task").onchange = filter;
get("outcome").onchange = filter;
get("back").onclick = () => { first = Math.max(0, first - PAGE); showCards(); };
get("next").onclick = () => { first += PAGE; showCards(); };
get("time").oninput = () => { stop(); showStep(); };
get("play").onclick = play;
window.addEventListener("resize", showAll);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showAll);
showFile();
showStreams();
showAll();
