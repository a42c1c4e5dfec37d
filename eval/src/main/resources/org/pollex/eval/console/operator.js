// The operator's side: set up, start, watch, enter; and notes, photos, emergencies at any time.
import {$, ask, fill, notice, question, reveal, say, show, text} from './page.js';
import * as store from './store.js';
import {askFor} from './dialog.js';
import {drawEntries, reason} from './entries.js';
import {showScene, shrink, startScene} from './scene.js';

const MOST_CHARACTERS = 4000000; // Of one request.
let state = null;
let connected = false;
let starting = false;
let askedFor = '';

const enter = entry => {
  try {
    store.keep(entry);
  } catch (full) {
    notice(full.message);
    return false;
  }
  render();
  sync();
  return true;
};
const remark = (kind, code, words, more = {}) => enter({id: store.newId(), kind, code, text: words, ...more});

/** Outcomes that wait here and were not taken back. */
function pendingOutcome(code) {
  const waiting = store.waiting();
  const back = new Set(waiting.filter(entry => entry.kind === 'RETRACTION').map(entry => entry.about));
  return waiting.some(entry => entry.kind === 'OUTCOME' && entry.code === code && !back.has(entry.id));
}

/** The code that notes and photos are about. */
const currentCode = () => store.attempt()?.code || state?.code || state?.entries[0]?.code || '';

// ---- talking to the laptop

let talking = false;
let again = false;

export async function sync() {
  if (talking) {
    again = true;
    return;
  }
  talking = true;
  try {
    const entries = [];
    let size = 0;
    for (const {created, order, ...entry} of store.waiting()) {
      size += (entry.picture || '').length + 500;
      if (entries.length > 0 && (size > MOST_CHARACTERS || entries.length >= 50)) {
        again = true;
        break;
      }
      entries.push({...entry, waited: (Date.now() - created) / 1000});
    }
    const answer = await ask('/api/sync', {entries});
    answer.receipts.forEach(settle);
    hear(answer.state);
    const open = store.attempt();
    if (open?.stoppedAt && state.code === open.code && state.phase === 'RUNNING') {
      hear((await ask('/api/stop', {code: open.code})).state);
    }
  } catch (failure) {
    lost(failure);
  } finally {
    talking = false;
  }
  render();
  if (again && connected) {
    again = false;
    sync();
  }
}

function settle(receipt) {
  store.forget(receipt.id);
  if (receipt.status !== 'KEPT') {
    notice(receipt.message);
  }
}

function hear(news) {
  connected = true;
  state = news;
  store.setLastState(news);
  const open = store.attempt();
  const entered = open && !open.stoppedAt
    && news.entries.some(entry => entry.kind === 'OUTCOME' && entry.holds && entry.code === open.code);
  if (open && !open.stoppedAt && !starting && news.trouble.startsWith(open.code)) {
    store.setAttempt(null); // What was watched here has ended; it is started again from the beginning.
  } else if (entered) {
    store.setAttempt(null);
    notice(`The outcome of ${open.code} was entered on another device.`, false);
  }
}

function lost(failure) {
  connected = false;
  if (failure.status === 401) {
    show('pair');
    $('pair-form').hidden = true;
    $('pair-none').hidden = false;
  } else if (failure.status) {
    notice(failure.message);
  } else if (failure instanceof Error) {
    throw failure;
  }
}

// ---- what the buttons do

async function start() {
  if (starting || !state?.code) {
    return;
  }
  starting = true;
  const code = store.attempt()?.code || state.code;
  render();
  try {
    const answer = await ask('/api/start', {id: store.newId(), code});
    if (!store.attempt()?.stoppedAt) {
      store.setAttempt({code, task: state.task, startedAt: Date.now() - 1000 * answer.state.elapsed});
    }
    hear(answer.state);
    say(code + ' runs');
  } catch (failure) {
    if (failure.status === 0) {
      notice('Not started: there is no connection to the laptop.');
    }
    lost(failure);
  } finally {
    starting = false;
  }
  render();
}

const secondsSince = open => Math.min(state.timeLimit, Math.max(0, ((open.stoppedAt || Date.now()) - open.startedAt) / 1000));

/** The rollout on this device, or the one that another device has started. */
function watched() {
  const open = store.attempt();
  if (open || !state || state.phase === 'READY' || pendingOutcome(state.code)) {
    return open;
  }
  return {code: state.code, task: state.task, startedAt: Date.now() - 1000 * state.elapsed, elsewhere: true};
}

function stop(success) {
  const open = watched();
  if (!open || open.stoppedAt) {
    return;
  }
  const {elsewhere, ...own} = open;
  store.setAttempt({...own, stoppedAt: Date.now(), success, milestones: {}, outcomeId: store.newId()});
  render();
  sync();
}

function enterOutcome(event) {
  event.preventDefault();
  const open = store.attempt();
  if (!open?.stoppedAt) {
    return;
  }
  const missing = typeof open.success !== 'boolean'
    || state.milestones.some(milestone => typeof open.milestones[milestone] !== 'boolean');
  if (missing) {
    text($('unanswered'), 'Answer every question first.');
    const open = [...$('questions').querySelectorAll('fieldset')].find(group => !group.querySelector(':checked'));
    open?.querySelector('input').focus();
    return;
  }
  const entry = {
    id: open.outcomeId, kind: 'OUTCOME', code: open.code, success: open.success, milestones: open.milestones,
    seconds: Math.round(1000 * secondsSince(open)) / 1000, text: $('note').value.trim(),
  };
  store.keep(entry);
  store.setAttempt(null);
  say(`${open.code}: ${open.success ? 'success' : 'failure'} is kept`);
  render();
  sync();
}

async function takeBack(entry) {
  const why = await reason(entry);
  if (why) {
    remark('RETRACTION', entry.code, why, {about: entry.id});
  }
}

async function emergency() {
  const code = currentCode();
  if (!code || $('ask').open) {
    return;
  }
  const open = watched();
  const place = open && !open.stoppedAt ? `${secondsSince(open).toFixed(1)} s into the rollout` : 'between rollouts';
  stop(null);
  remark('EMERGENCY', code, place);
  const more = await askFor({
    title: 'Noted, ' + place,
    help: 'This stops no robot. If it still moves, use its emergency stop now. Then say what happened.',
    label: 'What happened',
    choices: ['Collision', 'Robot left its workspace', 'Something fell or broke', 'A person was too close'],
    required: false,
  });
  if (more) {
    remark('NOTE', code, 'Emergency: ' + more);
  }
}

async function addNote() {
  const code = currentCode();
  const words = await askFor({title: 'Note on ' + code, label: 'Note'});
  if (words) {
    remark('NOTE', code, words);
  }
}

async function addPhoto(event) {
  const [file] = event.target.files;
  event.target.value = '';
  if (!file) {
    return;
  }
  try {
    const picture = await createImageBitmap(file);
    if (remark('PHOTO', currentCode(), file.name, {picture: shrink(picture, picture.width, picture.height)})) {
      say('The photo is kept');
    }
  } catch (unreadable) {
    notice(`${file.name} is no picture that this browser can read.`);
  }
}

async function closeTrial() {
  const sure = await askFor({
    title: 'Close the trial?', help: 'No outcome can be taken back afterwards.', words: false, yes: 'Close it',
  });
  if (sure !== null) {
    try {
      hear((await ask('/api/close', {code: ''})).state);
    } catch (failure) {
      lost(failure);
    }
    render();
  }
}

// ---- drawing

function questions(open) {
  if (askedFor === open.outcomeId) {
    return;
  }
  askedFor = open.outcomeId;
  $('note').value = '';
  text($('unanswered'), '');
  const change = make => value => {
    const now = store.attempt();
    store.setAttempt(make(now, value));
    text($('unanswered'), '');
  };
  $('questions').replaceChildren(
    question('success', 'Outcome', '✓ Success', '✕ Failure', open.success, change((now, value) => ({...now, success: value}))),
    ...state.milestones.map((milestone, i) => question('milestone-' + i, milestone, 'Yes', 'No', open.milestones[milestone],
      change((now, value) => ({...now, milestones: {...now.milestones, [milestone]: value}})))));
}

function view(open) {
  if (open?.stoppedAt) {
    return 'outcome';
  }
  if (open) {
    return 'running';
  }
  if (state.code && pendingOutcome(state.code)) {
    return 'waiting';
  }
  return state.closed ? 'closed' : state.complete ? 'complete' : 'ready';
}

export function render() {
  $('link').dataset.link = connected ? 'on' : 'off';
  const waiting = store.waiting();
  const kept = waiting.length ? `, ${waiting.length} to send` : '';
  text($('link'), (connected ? 'Connected' : 'No connection') + kept);
  if (!state || !$('pair').hidden) {
    return;
  }
  const open = watched();
  const name = view(open);
  text($('progress'), `${state.done} of ${state.total}`);
  show(name);
  $('always').hidden = false;
  const shown = {code: open?.code || state.code, task: open?.task || state.task};
  fill($(name), {...shown, instruction: state.instruction === state.task ? '' : state.instruction, scene: state.scene});
  showScene(state, name === 'ready');
  reveal($('trouble'), Boolean(state.trouble));
  text($('trouble'), state.trouble);
  $('start').disabled = starting || !connected;
  text($('start'), starting ? 'Starting …' : 'Start');
  if (name === 'running') {
    const interrupted = connected && !open.elsewhere && state.code === open.code && state.phase === 'READY' && !starting;
    reveal($('interrupted'), interrupted);
    $('again').hidden = !interrupted;
    text($('limit'), `Time limit ${state.timeLimit} s`);
    tick();
  }
  if (name === 'outcome') {
    text($('took'), secondsSince(open).toFixed(1));
    questions(open);
  }
  $('close-trial').disabled = waiting.length > 0 || !connected;
  drawEntries(waiting, state.entries, open !== null || state.closed, takeBack);
}

function tick() {
  const open = state && watched();
  if (open && !open.stoppedAt) {
    const seconds = secondsSince(open);
    text($('seconds'), seconds.toFixed(1));
    const over = seconds >= state.timeLimit;
    if (over && !$('timer').classList.contains('over')) {
      say('The time limit is reached');
    }
    $('timer').classList.toggle('over', over);
  }
}

/** Shows what this device knows, then keeps talking to the laptop. */
export function startOperator() {
  state = store.lastState();
  $('start').addEventListener('click', () => { if (!$('ready').hidden) { start(); } });
  $('again').addEventListener('click', start);
  $('success').addEventListener('click', () => stop(true));
  $('failure').addEventListener('click', () => stop(false));
  $('outcome-form').addEventListener('submit', enterOutcome);
  $('emergency').addEventListener('click', emergency);
  $('add-note').addEventListener('click', addNote);
  $('add-photo').addEventListener('change', addPhoto);
  $('close-trial').addEventListener('click', closeTrial);
  startScene(picture => remark('REFERENCE', state.code, state.scene, {picture}));
  window.addEventListener('online', sync);
  setInterval(sync, 1000);
  setInterval(tick, 100);
  render();
  sync();
}
