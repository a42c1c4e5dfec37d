// What is on this device: entries that have not arrived yet, and the rollout that is being watched.
// Local storage is written before anything is shown as kept; it survives reloads and power loss.
// Every entry has a key of its own, so that two windows of one device do not overwrite each other.

let trial = '';
const ROOM_FOR_OUTCOMES = 3500000; // Characters; browsers give about five million.

const key = name => `pollex.${trial}.${name}`;
const ENTRY = 'entry.';

export function useTrial(name) {
  trial = name;
  localStorage.setItem('pollex.last', name);
}

/** The trial that this device saw last, for a reload without connection. */
export const lastTrial = () => localStorage.getItem('pollex.last');

/** An id that no other entry has. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

const read = name => JSON.parse(localStorage.getItem(key(name)));
const write = (name, value) => localStorage.setItem(key(name), JSON.stringify(value));

/** Entries that wait, oldest first. */
export function waiting() {
  const entries = [];
  for (let i = 0; i < localStorage.length; i++) {
    const name = localStorage.key(i);
    if (name.startsWith(key(ENTRY))) {
      entries.push(JSON.parse(localStorage.getItem(name)));
    }
  }
  return entries.sort((a, b) => a.created - b.created || a.order - b.order);
}

/** Keeps an entry; throws when a picture would leave no room for outcomes. */
export function keep(entry) {
  if (entry.picture) {
    let used = 0;
    for (let i = 0; i < localStorage.length; i++) {
      used += localStorage.getItem(localStorage.key(i)).length;
    }
    if (used + entry.picture.length > ROOM_FOR_OUTCOMES) {
      throw new Error('No room for more pictures until the connection is back.');
    }
  }
  const order = (read('order') || 0) + 1;
  write('order', order);
  write(ENTRY + entry.id, {created: Date.now(), order, ...entry});
}

export const forget = id => localStorage.removeItem(key(ENTRY + id));

/** The rollout that was started or ended on this device and whose outcome is not entered yet. */
export const attempt = () => read('attempt');
export const setAttempt = value => value ? write('attempt', value) : localStorage.removeItem(key('attempt'));

/** What the laptop said last. */
export const lastState = () => read('state');
export const setLastState = state => write('state', state);
export const me = () => read('me');
export const setMe = identity => write('me', identity);
