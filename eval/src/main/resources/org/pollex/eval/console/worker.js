// Keeps the page itself on the device, so that it can be reloaded while the Wi-Fi is away.
// Nothing of the trial is kept here: entries wait in the page's own storage.
const CACHE = 'console-VERSION';
const PAGE = ['/', '/console.css', '/main.js', '/store.js', '/operator.js', '/entries.js', '/dialog.js',
  '/scene.js', '/review.js', '/page.js', '/icon.svg', '/manifest.json'];

self.addEventListener('install', event => {
  event.waitUntil(caches.open(CACHE)
    .then(cache => cache.addAll(PAGE.map(path => new Request(path, {cache: 'reload'}))))
    .then(() => self.skipWaiting()));
});

self.addEventListener('activate', event => {
  event.waitUntil(caches.keys()
    .then(names => Promise.all(names.filter(name => name !== CACHE).map(name => caches.delete(name))))
    .then(() => self.clients.claim()));
});

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method === 'GET' && url.origin === self.location.origin && PAGE.includes(url.pathname)) {
    event.respondWith(caches.open(CACHE)
      .then(cache => cache.match(url.pathname))
      .then(kept => kept || fetch(event.request)));
  }
});
