"use strict";
// A small 3-D view: orthographic, turned by dragging, zoomed by the wheel or two fingers.
class Space {
  constructor(canvas) {
    this.canvas = canvas;
    this.yaw = -2.2;
    this.pitch = 0.5;
    this.zoom = 1;
    this.paths = [];
    this.cloud = null;
    this.marker = null;
    this.touches = new Map();
    canvas.addEventListener("pointerdown", (e) => {
      canvas.setPointerCapture(e.pointerId);
      this.touches.set(e.pointerId, [e.clientX, e.clientY]);
    });
    const release = (e) => this.touches.delete(e.pointerId);
    canvas.addEventListener("pointerup", release);
    canvas.addEventListener("pointercancel", release);
    canvas.addEventListener("pointermove", (e) => this.drag(e));
    canvas.addEventListener("wheel", (e) => {
      e.preventDefault();
      this.zoom = Math.min(40, Math.max(0.2, this.zoom * Math.exp(-e.deltaY / 500)));
      this.draw();
    }, { passive: false });
    canvas.addEventListener("dblclick", () => {
      this.yaw = -2.2; this.pitch = 0.5; this.zoom = 1; this.draw();
    });
    new ResizeObserver(() => this.draw()).observe(canvas);
  }

  drag(e) {
    const last = this.touches.get(e.pointerId);
    if (!last) return;
    if (this.touches.size === 2) {
      const other = [...this.touches].find(([id]) => id !== e.pointerId)[1];
      const before = Math.hypot(last[0] - other[0], last[1] - other[1]);
      const now = Math.hypot(e.clientX - other[0], e.clientY - other[1]);
      if (before > 0) this.zoom = Math.min(40, Math.max(0.2, this.zoom * now / before));
    } else {
      this.yaw -= (e.clientX - last[0]) / 150;
      this.pitch = Math.min(1.57, Math.max(-1.57, this.pitch + (e.clientY - last[1]) / 150));
    }
    this.touches.set(e.pointerId, [e.clientX, e.clientY]);
    this.draw();
  }

  // The centre and size of everything shown, so that it fits whatever way it is turned.
  fit() {
    const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
    const take = (x, y, z) => {
      const p = [x, y, z];
      if (!p.every(Number.isFinite)) return;
      for (let i = 0; i < 3; i++) {
        low[i] = Math.min(low[i], p[i]);
        high[i] = Math.max(high[i], p[i]);
      }
    };
    for (const { x, y, z } of this.paths) for (let i = 0; i < x.length; i++) take(x[i], y[i], z[i]);
    if (this.cloud) for (let i = 0; i < this.cloud.length; i += 4) take(this.cloud[i], this.cloud[i + 1], this.cloud[i + 2]);
    if (low[0] > high[0]) { low.fill(-0.5); high.fill(0.5); }
    this.center = low.map((l, i) => (l + high[i]) / 2);
    this.radius = Math.max(0.01, Math.hypot(...low.map((l, i) => high[i] - l)) / 2);
    this.floor = low[2];
  }

  project(x, y, z) {
    const [cx, cy, cz] = this.center;
    const cosYaw = Math.cos(this.yaw), sinYaw = Math.sin(this.yaw);
    const right = (x - cx) * cosYaw + (y - cy) * sinYaw;
    const away = -(x - cx) * sinYaw + (y - cy) * cosYaw;
    const up = (z - cz) * Math.cos(this.pitch) + away * Math.sin(this.pitch);
    return [this.width / 2 + right * this.scale, this.height / 2 - up * this.scale];
  }

  draw() {
    const scale = window.devicePixelRatio || 1;
    const box = this.canvas.getBoundingClientRect();
    if (!box.width || !this.center) return;
    this.canvas.width = box.width * scale;
    this.canvas.height = box.height * scale;
    const g = this.canvas.getContext("2d");
    g.scale(scale, scale);
    this.width = box.width;
    this.height = box.height;
    this.scale = 0.62 * Math.min(box.width, box.height) / this.radius * this.zoom;
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(name).trim();
    this.grid(g, color("--line"), color("--quiet"));
    if (this.cloud) this.points(g, color);
    for (const path of this.paths) if (!path.chosen) this.path(g, path, color(path.color), 0.45, 1);
    for (const path of this.paths) if (path.chosen) this.path(g, path, color("--accent"), 1, 2.2);
    if (this.marker) {
      const [u, v] = this.project(...this.marker);
      g.globalAlpha = 1;
      g.fillStyle = color("--accent");
      g.beginPath();
      g.arc(u, v, 5, 0, 7);
      g.fill();
    }
    g.globalAlpha = 1;
  }

  // A floor of squares with a side of 1 cm, 10 cm, 1 m …, and the world's axes at its corner.
  grid(g, line, text) {
    const step = 10 ** Math.floor(Math.log10(this.radius * 0.8));
    const start = (i) => Math.floor((this.center[i] - this.radius * 0.7) / step) * step;
    const count = Math.ceil(this.radius * 1.4 / step);
    const x0 = start(0), y0 = start(1), z = this.floor;
    g.strokeStyle = line;
    g.lineWidth = 1;
    g.beginPath();
    for (let i = 0; i <= count; i++) {
      g.moveTo(...this.project(x0 + i * step, y0, z));
      g.lineTo(...this.project(x0 + i * step, y0 + count * step, z));
      g.moveTo(...this.project(x0, y0 + i * step, z));
      g.lineTo(...this.project(x0 + count * step, y0 + i * step, z));
    }
    g.stroke();
    g.fillStyle = text;
    g.strokeStyle = text;
    g.font = "12px system-ui, sans-serif";
    const reach = step * 1.5;
    const axes = { x: [x0 + reach, y0, z], y: [x0, y0 + reach, z], z: [x0, y0, z + reach] };
    for (const [name, end] of Object.entries(axes)) {
      g.beginPath();
      g.moveTo(...this.project(x0, y0, z));
      g.lineTo(...this.project(...end));
      g.stroke();
      const [u, v] = this.project(...end);
      g.fillText(name, u + 3, v - 3);
    }
  }

  path(g, { x, y, z }, color, alpha, width) {
    g.globalAlpha = alpha;
    g.strokeStyle = color;
    g.fillStyle = color;
    g.lineWidth = width;
    g.beginPath();
    for (let i = 0; i < x.length; i++) {
      const [u, v] = this.project(x[i], y[i], z[i]);
      if (i) g.lineTo(u, v); else g.moveTo(u, v);
    }
    g.stroke();
    if (x.length) {
      const [u, v] = this.project(x[0], y[0], z[0]);
      g.fillRect(u - 2, v - 2, 4, 4);
    }
  }

  points(g, color) {
    const colors = ["--quiet", "--c1", "--c2", "--c3"].map(color);
    g.globalAlpha = 0.8;
    for (let i = 0; i < this.cloud.length; i += 4) {
      const [u, v] = this.project(this.cloud[i], this.cloud[i + 1], this.cloud[i + 2]);
      g.fillStyle = colors[this.cloud[i + 3]] || colors[0];
      g.fillRect(u - 1, v - 1, 2, 2);
    }
  }
}
