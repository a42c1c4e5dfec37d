"use strict";
// Everything is computed here, by this page, from the bytes of the folder's files.
const K = [];
{ // Constants of SHA-256: fractional parts of cube roots of the first 64 primes.
  const prime = n => { for (let d = 2; d * d <= n; d++) if (n % d === 0) return false; return true; };
  for (let n = 2; K.length < 64; n++) {
    if (prime(n)) {
      // Integer cube root of n·2^96 has the 32 fractional bits; BigInt is exact.
      const value = BigInt(n) << 96n;
      let low = 0n, high = 1n << 40n;
      while (low < high) {
        const middle = (low + high + 1n) >> 1n;
        if (middle * middle * middle <= value) low = middle; else high = middle - 1n;
      }
      K.push(Number(low & 0xffffffffn) | 0);
    }
  }
}

class Sha256 {
  constructor() {
    this.h = new Int32Array([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]);
    this.block = new Uint8Array(64);
    this.used = 0;
    this.length = 0;
    this.w = new Int32Array(64);
  }

  update(bytes) {
    this.length += bytes.length;
    let at = 0;
    if (this.used > 0) {
      const taken = Math.min(64 - this.used, bytes.length);
      this.block.set(bytes.subarray(0, taken), this.used);
      this.used += taken;
      at = taken;
      if (this.used < 64) return this;
      this.mix(this.block, 0);
      this.used = 0;
    }
    for (; at + 64 <= bytes.length; at += 64) this.mix(bytes, at);
    this.block.set(bytes.subarray(at));
    this.used = bytes.length - at;
    return this;
  }

  mix(bytes, at) {
    const w = this.w;
    for (let i = 0; i < 16; i++, at += 4) {
      w[i] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15], y = w[i - 2];
      const s0 = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      const s1 = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      w[i] = w[i - 16] + s0 + w[i - 7] + s1 | 0;
    }
    let [a, b, c, d, e, f, g, h] = this.h;
    for (let i = 0; i < 64; i++) {
      const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const one = h + s1 + (e & f ^ ~e & g) + K[i] + w[i] | 0;
      const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
      const two = s0 + (a & b ^ a & c ^ b & c) | 0;
      h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
    }
    const s = this.h;
    s[0] += a; s[1] += b; s[2] += c; s[3] += d; s[4] += e; s[5] += f; s[6] += g; s[7] += h;
  }

  digest() {
    const bits = this.length * 8;
    const tail = new Uint8Array((this.used < 56 ? 64 : 128) - this.used);
    tail[0] = 0x80;
    const view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(tail.length - 4, bits >>> 0);
    this.update(tail);
    const out = new Uint8Array(32);
    this.h.forEach((word, i) => new DataView(out.buffer).setInt32(4 * i, word));
    return out;
  }
}

const utf8 = new TextEncoder();
const sha256 = bytes => new Sha256().update(bytes).digest();
const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("");
const unhex = text => {
  if (!/^([0-9a-f]{2})*$/.test(text)) throw new Error("not hexadecimal: " + text.slice(0, 80));
  return Uint8Array.from(text.match(/../g) || [], pair => parseInt(pair, 16));
};
const text = bytes => new TextDecoder("utf-8", {fatal: true}).decode(bytes);
const int32 = n => { const b = new Uint8Array(4); new DataView(b.buffer).setInt32(0, n); return b; };

/** SHA-256 over parts, each preceded by its length. */
function parts(...all) {
  const sha = new Sha256();
  for (const part of all) sha.update(int32(part.length)).update(part);
  return sha.digest();
}

/** The raw text of each element of the top-level array of an object in canonical JSON. */
function rawElements(json, name) {
  let depth = 0, start = -1, inside = false, quoted = false;
  const key = '"' + name + '":[';
  const out = [];
  for (let i = 0; i < json.length; i++) {
    const c = json[i];
    if (quoted) {
      if (c === "\\") i++;
      else if (c === '"') quoted = false;
      continue;
    }
    if (!inside && depth === 1 && json.startsWith(key, i)) {
      i += key.length - 1;
      inside = true;
      depth = 2;
      start = i + 1;
      continue;
    }
    if (c === '"') quoted = true;
    else if (c === "{" || c === "[") depth++;
    else if (c === "}" || c === "]") {
      depth--;
      if (inside && depth === 1) {
        if (i > start) out.push(json.slice(start, i));
        return out;
      }
    } else if (c === "," && inside && depth === 2) {
      out.push(json.slice(start, i));
      start = i + 1;
    }
  }
  throw new Error("no array " + name);
}

function conditionDigest(trial) {
  const bits = new DataView(new ArrayBuffer(8 * trial.parameters.length));
  trial.parameters.forEach((value, i) => bits.setFloat64(8 * i, value));
  return parts(utf8.encode(trial.task), new Uint8Array(bits.buffer), utf8.encode(trial.condition));
}

/** Records of a journal; throws where the hash chain breaks. */
function journal(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const magic = [0x89, 0x50, 0x4c, 0x58, 0x0d, 0x0a, 0x1a, 0x0a];
  if (!magic.every((b, i) => bytes[i] === b)) throw new Error("not a journal");
  const kind = view.getUint16(10, true);
  const json = view.getUint32(12, true);
  let at = 16 + kind + json + 4;
  let link = sha256(bytes.subarray(0, at));
  const metadata = text(bytes.subarray(16 + kind, 16 + kind + json));
  const records = [];
  while (at < bytes.length) {
    const where = "record " + (records.length + 1);
    if (at + 16 > bytes.length || view.getUint32(at, true) !== 0x52584c50) {
      throw new Error(where + " is damaged or cut off");
    }
    const length = view.getUint32(at + 4, true);
    const end = at + 16 + length;
    if (end + 36 > bytes.length) throw new Error(where + " is cut off");
    link = new Sha256()
      .update(link).update(bytes.subarray(at, at + 12)).update(bytes.subarray(at + 16, end)).digest();
    if (hex(link) !== hex(bytes.subarray(end + 4, end + 36))) {
      throw new Error(where + " breaks the hash chain");
    }
    records.push({type: view.getUint16(at + 8, true), payload: bytes.subarray(at + 16, end)});
    at = end + 36;
  }
  return {records, metadata, head: hex(link)};
}

/** The root hash that a reader typed: 64 hexadecimal characters, or 24 words. */
function rootOf(typed, words) {
  const plain = typed.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(plain)) return plain;
  const given = plain.split(/[^a-z]+/).filter(word => word);
  if (given.length !== 24 || words.length !== 2048) {
    throw new Error("neither 24 words nor 64 hexadecimal characters");
  }
  let bits = "";
  for (const word of given) {
    const index = words.findIndex(known => known === word || known.slice(0, 4) === word);
    if (index < 0) throw new Error("the word “" + word + "” is not in the list");
    bits += index.toString(2).padStart(11, "0");
  }
  const bytes = Uint8Array.from(bits.match(/.{8}/g), byte => parseInt(byte, 2));
  if (sha256(bytes.subarray(0, 32))[0] !== bytes[32]) {
    throw new Error("a word is wrong or out of place");
  }
  return hex(bytes.subarray(0, 32));
}

/** Fields of one line of CSV. */
function fields(line) {
  return (line.match(/("([^"]|"")*"|[^,]*)(,|$)/g) || [])
    .slice(0, line.endsWith(",") ? undefined : -1)
    .map(field => field.replace(/,$/, "").replace(/^"([\s\S]*)"$/, "$1").replace(/""/g, '"'));
}

/** Checks a folder, given as a map of name to bytes; complete says that no file was left out. */
function verify(files, typed, words, complete) {
  const checks = [];
  const check = (name, file, made) => {
    let problem = "", detail = "";
    try { detail = made() || ""; } catch (wrong) { problem = wrong.message; }
    checks.push({name, file, ok: problem === "", detail: problem || detail});
    return problem === "";
  };
  const need = name => {
    if (!files.has(name)) throw new Error("the file is missing");
    return files.get(name);
  };
  const must = (condition, problem) => { if (!condition) throw new Error(problem); };
  let header, trials, opened, outcomes, policies, counts;

  if (files.has("MANIFEST.sha256")) {
    check("manifest", "MANIFEST.sha256", () => {
      const named = new Set(["MANIFEST.sha256"]);
      let compared = 0;
      for (const line of text(files.get("MANIFEST.sha256")).split("\n").filter(l => l)) {
        const name = line.slice(66);
        named.add(name);
        if (files.has(name)) {
          must(hex(sha256(files.get(name))) === line.slice(0, 64), name + " was changed");
          compared++;
        } else {
          must(!complete, name + " is missing");
        }
      }
      for (const name of files.keys()) must(named.has(name), name + " is not in the manifest");
      return compared + " files are as they were closed";
    });
  }
  check("header", "sealed.json", () => {
    const raw = text(need("sealed.json"));
    header = JSON.parse(raw);
    must(header.format === "pollex trial 2", "format “" + header.format + "” is not known here");
    for (const name of Object.keys(header.files || {})) {
      if (files.has(name)) {
        must(hex(sha256(files.get(name))) === header.files[name], name + " was changed after sealing");
      }
    }
    header.digest = hex(sha256(utf8.encode(raw.replace(`"root":"${header.root}"`, '"root":""'))));
    header.sealDigest = hex(sha256(files.get("sealed.json")));
    return "sealed " + header.sealedAt + ", " + header.trials + " trials";
  });
  const sealed = header !== undefined && check("root", "trials.jsonl", () => {
    trials = text(need("trials.jsonl")).split("\n").filter(line => line).map(line => JSON.parse(line));
    must(trials.length === header.trials, trials.length + " of " + header.trials + " trials");
    trials.forEach((trial, i) => must(trial.index === i, "trial " + i + " is out of place"));
    must(new Set(trials.map(trial => trial.code)).size === trials.length, "a code occurs twice");
    const root = parts(utf8.encode("pollex trial root 2"), unhex(header.planDigest),
      unhex(header.digest), ...trials.map(trial => unhex(trial.commitment)));
    must(hex(root) === header.root, "header and commitments do not give the root");
    return "header and " + trials.length + " commitments give the root";
  });
  if (sealed && typed) {
    check("published seal", "sealed.json", () => {
      must(rootOf(typed, words) === header.root, "another root was sealed");
      return "this is the trial that was published";
    });
  }
  if (sealed && files.has("outcomes.journal")) {
    check("outcomes", "outcomes.journal", () => {
      const read = journal(files.get("outcomes.journal"));
      must(read.metadata.includes(header.sealDigest), "the chain does not start from this seal");
      outcomes = read.records.map(record => JSON.parse(text(record.payload)))
        .filter(record => record.index !== undefined);
      let last = -1;
      for (const outcome of outcomes) {
        const trial = trials[outcome.index];
        must(outcome.index > last && trial !== undefined, "outcome " + outcome.index + " is out of place");
        must(trial.code === outcome.code && trial.task === outcome.task
          && trial.condition === outcome.condition, "outcome " + outcome.index + " is of another trial");
        last = outcome.index;
      }
      return outcomes.length + " outcomes, head " + read.head;
    });
  }
  if (sealed && files.has("opened.json")) {
    const plain = check("plan digest", "opened.json", () => {
      must(hex(sha256(files.get("opened.json"))) === header.planDigest, "not the plan that was sealed");
      return "the opened plan is the sealed one";
    });
    if (plain) {
      check("commitments", "opened.json", () => {
        const raw = text(files.get("opened.json"));
        opened = JSON.parse(raw);
        policies = rawElements(raw, "policies").map(policy => utf8.encode(policy));
        must(opened.assignments.length === trials.length, "not one assignment per trial");
        opened.assignments.forEach((assignment, i) => {
          const trial = trials[i];
          must(assignment.code === trial.code, "trial " + i + " has another code");
          const commitment = parts(utf8.encode("pollex trial commitment 1"), unhex(assignment.salt),
            int32(i), utf8.encode(trial.code), policies[assignment.policy], conditionDigest(trial));
          must(hex(commitment) === trial.commitment, "the commitment of trial " + i + " does not open");
        });
        return "all " + trials.length + " commitments open to what is reported";
      });
    }
    if (plain && opened && outcomes) {
      check("table", "results.csv", () => {
        counts = new Map(opened.policies.map(policy => [policy.name, {k: 0, n: 0}]));
        const rows = files.has("results.csv")
          ? text(files.get("results.csv")).split("\n").slice(1).filter(line => line) : null;
        must(!rows || rows.length === outcomes.length, "not one row per outcome");
        outcomes.forEach((outcome, i) => {
          const name = opened.policies[opened.assignments[outcome.index].policy].name;
          counts.get(name).n++;
          counts.get(name).k += outcome.success ? 1 : 0;
          if (rows) {
            const row = fields(rows[i]);
            must(row[0] === name && row[1] === outcome.task
              && row[2] === (outcome.success ? "1" : "0"), "row " + (i + 2) + " differs from the chain");
          }
        });
        return "every row follows from the chain and the opened plan";
      });
    }
  }
  const ok = header !== undefined && checks.every(c => c.ok);
  const tie = typed ? "tied to the published seal"
    : "consistent with itself, not tied to a published seal";
  const wrong = [...new Set(checks.filter(c => !c.ok).map(c => c.file))].join(", ");
  const state = files.has("opened.json") ? "unsealed" : "sealed";
  return {ok, checks, counts, verdict: ok ? `intact (${state}), ${tie}` : `not intact: ${wrong}`};
}

// The page.
const $ = id => document.getElementById(id);
const words = $("words").textContent.split(/\s+/).filter(word => word);
let folder = new Map(), complete = false;

function show() {
  const found = verify(folder, $("phrase").value, words, complete);
  const cell = (row, value, kind) => {
    const td = document.createElement("td");
    td.textContent = value;
    if (kind) td.className = kind;
    row.append(td);
  };
  $("verdict").textContent = found.verdict;
  $("verdict").className = found.ok ? "ok" : "wrong";
  $("checks").replaceChildren(...found.checks.map(c => {
    const row = document.createElement("tr");
    cell(row, c.ok ? "ok" : "WRONG", c.ok ? "ok" : "wrong");
    cell(row, c.name);
    cell(row, c.file);
    cell(row, c.detail);
    return row;
  }));
  $("rates").replaceChildren(...(found.counts ? [...found.counts] : []).map(([name, count]) => {
    const row = document.createElement("tr");
    cell(row, name);
    cell(row, count.k + " of " + count.n);
    return row;
  }));
  $("result").hidden = false;
}

$("folder").addEventListener("change", async event => {
  folder = new Map();
  complete = true;
  for (const file of event.target.files) {
    const name = file.webkitRelativePath.split("/").slice(1).join("/") || file.name;
    folder.set(name, new Uint8Array(await file.arrayBuffer()));
  }
  show();
});
$("again").addEventListener("click", () => show());

const embedded = JSON.parse($("embedded").textContent);
if (Object.keys(embedded).length > 0) {
  for (const [name, base64] of Object.entries(embedded)) {
    folder.set(name, Uint8Array.from(atob(base64), c => c.charCodeAt(0)));
  }
  show();
}
