// Small helpers over the document. Text is only ever set as text, never as markup.

export const $ = id => document.getElementById(id);

/** Creates an element with properties and children; strings become text. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Sets a text only where it changes, so that screen readers are not told twice. */
export function text(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}

/** Fills in the marked places of a section. */
export function fill(section, values) {
  for (const [name, value] of Object.entries(values)) {
    section.querySelectorAll(`[data-${name}]`).forEach(place => text(place, value));
  }
}

const VIEWS = ['pair', 'ready', 'running', 'outcome', 'waiting', 'complete', 'closed', 'review'];
const SETTLE_MILLIS = 350;
let shown = '';
let settling = 0;

/**
 * For a moment, in which its buttons are hollow, the page takes no fingers: the second tap of a double tap was meant for the
 * view before, and what has just moved is not where a finger was aimed.
 */
function settle() {
  document.body.classList.add('settling');
  clearTimeout(settling);
  settling = setTimeout(() => document.body.classList.remove('settling'), SETTLE_MILLIS);
}

/** Shows one of the views; the focus moves to its title. */
export function show(name) {
  if (name === shown) {
    return;
  }
  const first = shown === '';
  shown = name;
  VIEWS.forEach(view => { $(view).hidden = view !== name; });
  if (!first) {
    settle();
  }
  if (!first && !$('ask').open) {
    $(name).querySelector('h2').focus({preventScroll: true});
    window.scrollTo(0, 0);
  }
}

/** Shows or hides a part of a view above its buttons. */
export function reveal(element, visible) {
  if (element.hidden === visible) {
    element.hidden = !visible;
    settle();
  }
}

/** Says something to screen readers. */
export function say(words) {
  $('said').textContent = words;
}

/** Shows a message that stays until it is taken away. */
export function notice(words, bad = true) {
  const item = make('li', {className: bad ? 'bad' : ''}, make('span', {}, words));
  const away = make('button', {type: 'button'}, 'OK');
  away.setAttribute('aria-label', 'Dismiss: ' + words);
  away.addEventListener('click', () => {
    item.remove();
    settle();
  });
  item.append(away);
  $('notices').append(item);
  settle();
  while ($('notices').children.length > 5) {
    $('notices').firstChild.remove();
  }
  say(words);
}

/** A question with two large answers, as a group of radio buttons. */
export function question(name, words, yes, no, answer, onAnswer) {
  const answers = make('div', {className: 'answers'});
  for (const [value, label] of [[true, yes], [false, no]]) {
    const input = make('input', {type: 'radio', name, checked: answer === value});
    input.addEventListener('change', () => onAnswer(value));
    answers.append(make('label', {className: value ? 'y' : 'n'}, input, label));
  }
  return make('fieldset', {}, make('legend', {}, words), answers);
}

/** Asks for JSON; throws {status, message}, with status 0 when there is no connection. */
export async function ask(path, body) {
  let response;
  try {
    response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {'X-Pollex-Console': '1', 'Content-Type': 'application/json'},
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(15000),
    });
  } catch (lost) {
    throw {status: 0, message: 'no connection'};
  }
  let answer = {};
  try {
    answer = await response.json();
  } catch (broken) {
    throw {status: 0, message: 'the connection broke off'};
  }
  if (!response.ok) {
    throw {status: response.status, message: answer.error || 'refused'};
  }
  return answer;
}
