// The scene to set up: the station's camera (or this device's), with the reference laid over it.
import {$, notice} from './page.js';

const LONGEST_SIDE = 1600;
let stationCamera = false;
let watching = false;
let stream = null;
let referenceShown = '';

/** Shows the scene of a state; stops looking when it is hidden. */
export function showScene(state, visible) {
  stationCamera = state.camera;
  if (state.reference !== referenceShown) {
    referenceShown = state.reference;
    if (referenceShown) {
      $('reference').src = referenceShown;
    } else {
      $('reference').removeAttribute('src');
    }
  }
  $('reference').hidden = !referenceShown;
  reserve();
  watching = visible;
  if (!visible && stream) {
    ownCamera(false);
  }
  arrange();
  if (visible && stationCamera && !stream) {
    look();
  }
}

/** Leaves room for pictures that will come, so that no button moves under a finger. */
function reserve() {
  $('stage').classList.toggle('expected', Boolean(stationCamera || referenceShown || stream));
}

function arrange() {
  const live = stream !== null || !$('live').hidden;
  $('reference').classList.toggle('over', live);
  $('reference').style.opacity = live ? $('opacity').value / 100 : 1;
  const camera = Boolean(stationCamera || stream);
  $('overlay').hidden = !(camera && referenceShown);
  $('keep-reference').hidden = !camera;
  $('keep-reference').disabled = !live;
}

let looking = false;

/** One picture after the other, each asked for when the one before is there. */
function look() {
  if (looking) {
    return;
  }
  looking = true;
  const next = new Image();
  const again = delay => setTimeout(() => {
    looking = false;
    if (watching && stationCamera && !stream) {
      look();
    }
  }, delay);
  next.onload = () => {
    $('live').src = next.src;
    $('live').hidden = stream !== null;
    arrange();
    again(100);
  };
  next.onerror = () => again(1000);
  next.src = '/api/camera?' + Date.now();
}

async function ownCamera(on) {
  if (stream) {
    stream.getTracks().forEach(track => track.stop());
    stream = null;
  }
  if (on) {
    try {
      stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: 'environment'}});
      $('phone').srcObject = stream;
      await $('phone').play();
    } catch (refused) {
      notice('This device’s camera cannot be used: ' + refused.message);
    }
  }
  $('own-camera').setAttribute('aria-pressed', String(stream !== null));
  $('phone').hidden = stream === null;
  reserve();
  $('live').hidden = stream !== null || !stationCamera || !$('live').src;
  arrange();
}

/** A picture as JPEG in base 64, no larger than it needs to be. */
export function shrink(source, width, height) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext('2d').drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/jpeg', 0.8).split(',')[1];
}

/** Sets up the controls; keepReference gets the picture that the operator wants to keep. */
export function startScene(keepReference) {
  $('opacity').addEventListener('input', arrange);
  $('own-camera').addEventListener('click', () => ownCamera(stream === null));
  $('keep-reference').addEventListener('click', () => {
    const source = stream ? $('phone') : $('live');
    keepReference(shrink(source, source.videoWidth || source.naturalWidth, source.videoHeight || source.naturalHeight));
  });
  if (!navigator.mediaDevices) {
    $('own-camera').hidden = true;
  }
}
