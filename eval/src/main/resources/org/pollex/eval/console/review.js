// The reviewer's side: watch a film, score it. What the operator said is not shown.
import {$, ask, fill, notice, question, say, show, text} from './page.js';
import * as store from './store.js';

let current = null;
let answers = {};
let id = '';
let playing = null;

async function load() {
  try {
    take(await ask('/api/review'));
    text($('link'), 'Connected');
    $('link').dataset.link = 'on';
  } catch (failure) {
    text($('link'), 'No connection');
    $('link').dataset.link = 'off';
  }
}

function take(state) {
  const changed = !current || current.code !== state.code || current.open !== state.open;
  current = state;
  text($('progress'), `${state.done} of ${state.wanted}`);
  show('review');
  fill($('review'), {code: state.code, task: state.task, instruction: state.instruction === state.task ? '' : state.instruction});
  $('review-body').hidden = !state.code;
  $('review-wait').hidden = Boolean(state.code);
  text($('review-wait'), !state.open
    ? 'Rollouts can be reviewed once the operator has closed the trial.'
    : state.drawn < state.wanted
      ? `Only ${state.drawn} of the ${state.wanted} rollouts to review were filmed; all of them are reviewed.`
      : 'Everything is reviewed. Thank you.');
  if (changed && state.code) {
    prepare(state);
  }
}

function prepare(state) {
  id = store.newId();
  answers = {milestones: {}};
  play(false);
  $('review-note').value = '';
  text($('review-unanswered'), '');
  $('player').hidden = $('frame').hidden = state.frames === 0;
  $('seek').max = Math.max(0, state.frames - 1);
  $('seek').value = 0;
  if (state.frames > 0) {
    showFrame();
  }
  $('film').hidden = !state.video;
  if (state.video) {
    $('film').src = '/api/video?code=' + state.code;
  } else {
    $('film').removeAttribute('src');
  }
  $('photos').replaceChildren(...Array.from({length: state.photos}, (_, i) => {
    const photo = new Image();
    photo.alt = `Photo ${i + 1} of the rollout`;
    photo.className = 'photo';
    photo.src = `/api/photo?code=${state.code}&n=${i}`;
    return photo;
  }));
  $('review-questions').replaceChildren(
    question('review-success', 'Outcome', '✓ Success', '✕ Failure', undefined, value => { answers.success = value; }),
    ...state.milestones.map((milestone, i) => question('review-' + i, milestone, 'Yes', 'No', undefined,
      value => { answers.milestones[milestone] = value; })));
}

function showFrame() {
  $('frame').src = `/api/frame?code=${current.code}&n=${$('seek').value}`;
}

function play(on) {
  clearInterval(playing);
  playing = null;
  if (on) {
    if (Number($('seek').value) >= Number($('seek').max)) {
      $('seek').value = 0;
    }
    playing = setInterval(() => {
      if (Number($('seek').value) >= Number($('seek').max)) {
        play(false);
      } else {
        $('seek').value = Number($('seek').value) + 1;
        showFrame();
      }
    }, 1000 / current.rate);
  }
  text($('play'), on ? 'Pause' : 'Play');
  $('play').setAttribute('aria-pressed', String(on));
}

async function enter(event) {
  event.preventDefault();
  const missing = typeof answers.success !== 'boolean'
    || current.milestones.some(milestone => typeof answers.milestones[milestone] !== 'boolean');
  if (missing) {
    text($('review-unanswered'), 'Answer every question first.');
    return;
  }
  try {
    const scored = {id, code: current.code, ...answers, text: $('review-note').value.trim()};
    take(await ask('/api/review', scored));
    say('Kept');
  } catch (failure) {
    notice(failure.status ? failure.message : 'Not sent: there is no connection. Try again.');
  }
}

export function startReviewer() {
  $('play').addEventListener('click', () => play(playing === null));
  $('seek').addEventListener('input', showFrame);
  $('review-form').addEventListener('submit', enter);
  setInterval(() => { if (!current?.code) { load(); } }, 3000);
  load();
}
