// The list of what was entered, here and on other devices, with the way back.
import {$, make, text} from './page.js';
import {askFor} from './dialog.js';

const KINDS = {
  NOTE: 'note', PHOTO: 'photo', REFERENCE: 'reference of the scene', EMERGENCY: 'emergency', RETRACTION: 'taken back',
  SURPLUS: 'kept, does not count', DEATH: 'the policy ended by itself',
};
const REASONS = ['Wrong button', 'The scene was set up wrongly', 'The robot or a camera failed', 'Somebody interfered'];
let drawn = '';

/** Draws entries that wait on this device, then those that the laptop has. */
export function drawEntries(waiting, arrived, rolloutIsOpen, takeBack) {
  const pending = waiting.map(entry => ({...entry, pending: true})).reverse();
  const taken = new Set(waiting.filter(entry => entry.kind === 'RETRACTION').map(entry => entry.about));
  const there = new Set(arrived.map(entry => entry.id));
  const all = [...pending.filter(entry => !there.has(entry.id)), ...arrived];
  const now = JSON.stringify([all.map(entry => [entry.id, entry.holds, entry.pending]), [...taken], rolloutIsOpen]);
  if (now === drawn) {
    return;
  }
  drawn = now;
  $('entries').replaceChildren(...all.map(entry => item(entry, taken, rolloutIsOpen, takeBack)));
  if (all.length === 0) {
    $('entries').append(make('li', {}, 'Nothing yet.'));
  }
}

function item(entry, taken, rolloutIsOpen, takeBack) {
  const outcome = entry.kind === 'OUTCOME' || entry.kind === 'CRASH';
  const holds = outcome && (entry.pending || entry.holds) && !taken.has(entry.id);
  const what = outcome
    ? `${entry.code} ${entry.kind === 'CRASH' ? 'crashed' : `${entry.success ? 'success' : 'failure'}, ${entry.seconds.toFixed(1)} s`}`
    : `${entry.code} ${KINDS[entry.kind]}`;
  const when = entry.pending ? 'waits to be sent' : new Date(entry.at).toLocaleTimeString();
  const line = make('span', {className: 'what'},
    make('span', {className: outcome && !holds ? 'void' : ''}, what),
    make('span', {className: 'how'}, [when, entry.by, entry.text].filter(part => part).join(' · ')));
  const row = make('li', {}, line);
  row.dataset.id = entry.id;
  if (holds) {
    const button = make('button', {type: 'button', disabled: rolloutIsOpen}, 'Take back');
    button.setAttribute('aria-label', 'Take back the outcome of ' + entry.code);
    button.addEventListener('click', () => takeBack(entry));
    row.append(button);
  }
  return row;
}

/** Asks why an outcome is taken back. */
export const reason = entry => askFor({
  title: 'Take back ' + entry.code,
  help: 'The trial comes up again. The reason is published with the results.',
  label: 'Another reason',
  choices: REASONS,
  yes: 'Take back',
});
