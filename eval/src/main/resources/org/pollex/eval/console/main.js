// Lets a device in, then becomes the operator's or the reviewer's page.
import {$, ask, notice, show, text} from './page.js';
import * as store from './store.js';
import {startOperator} from './operator.js';
import {startReviewer} from './review.js';

function become(identity) {
  store.useTrial(identity.trial);
  store.setMe(identity);
  $('pair').hidden = true;
  if (identity.role === 'OPERATOR') {
    startOperator();
  } else {
    startReviewer();
  }
}

function askForPairing(secret) {
  show('pair');
  $('pair-form').hidden = $('pair-help').hidden = !secret;
  $('pair-none').hidden = Boolean(secret);
  $('pair-form').onsubmit = async event => {
    event.preventDefault();
    $('pair-go').disabled = true;
    try {
      const identity = await ask('/api/pair', {secret, name: $('pair-name').value});
      become(identity);
    } catch (failure) {
      notice(failure.status ? failure.message : 'There is no connection to the laptop. Try again.');
      $('pair-go').disabled = false;
    }
  };
}

async function enter() {
  const secret = location.hash.slice(1);
  history.replaceState(null, '', '/'); // The link works once; it need not stay in the history.
  try {
    become(await ask('/api/me'));
  } catch (failure) {
    const last = store.lastTrial();
    if (failure.status === 0 && last) {
      store.useTrial(last);
      become(store.me());
    } else {
      text($('link'), failure.status === 0 ? 'No connection' : 'Connected');
      $('link').dataset.link = failure.status === 0 ? 'off' : 'on';
      askForPairing(secret);
    }
  }
}

function keepPageOnDevice() {
  if (!navigator.serviceWorker) {
    return;
  }
  const address = '/worker.js';
  const policy = window.trustedTypes?.createPolicy('pollex', {
    createScriptURL: url => {
      if (url !== address) {
        throw new TypeError(url);
      }
      return url;
    },
  });
  navigator.serviceWorker.register(policy ? policy.createScriptURL(address) : address).catch(() => {
    // Without a trusted certificate the page cannot be reloaded while the connection is away.
  });
}

const tell = () => text($('clock'), new Date().toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'}));
tell();
setInterval(tell, 1000);
keepPageOnDevice();
enter();
