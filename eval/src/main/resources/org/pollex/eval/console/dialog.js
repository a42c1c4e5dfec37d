// One dialog for everything that is asked with words.
import {$, make, text} from './page.js';

/**
 * Asks; resolves to the text, or to null when the operator went back.
 *
 * options: title, help, label, choices (ready answers), yes (the button), required, words (false: no text is asked for)
 */
export function askFor({title, help = '', label = '', choices = [], yes = 'Keep', required = true, words = true}) {
  const dialog = $('ask');
  if (dialog.open) {
    return Promise.resolve(null);
  }
  text($('ask-title'), title);
  text($('ask-help'), help);
  text($('ask-label'), label);
  text($('ask-wrong'), '');
  text($('ask-yes'), yes);
  $('ask-text').value = '';
  $('ask-field').hidden = !words;
  $('ask-yes').hidden = false;
  return new Promise(resolve => {
    const end = answer => {
      $('ask-yes').onclick = $('ask-no').onclick = dialog.oncancel = $('ask-form').onsubmit = null;
      dialog.close();
      resolve(answer);
    };
    $('ask-choices').replaceChildren(...choices.map(choice => {
      const button = make('button', {type: 'button'}, choice);
      button.addEventListener('click', () => end(choice));
      return button;
    }));
    $('ask-yes').onclick = () => {
      const answer = $('ask-text').value.trim();
      if (words && required && !answer) {
        text($('ask-wrong'), 'Say it in a word or two.');
        $('ask-text').focus();
      } else {
        end(answer);
      }
    };
    $('ask-no').onclick = () => end(null);
    dialog.oncancel = () => end(null);
    $('ask-form').onsubmit = event => event.preventDefault();
    dialog.showModal();
  });
}
