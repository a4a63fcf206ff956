// Opens the questionnaire's page again where there is no reception. It keeps the page, its script and its style, but no
// data: answers, entries and tokens never pass through here.
const CACHE = 'certpulse-{version}';
const PARTS = ['/script/answer.js?v={version}', '/static/page.css', '/static/icon.svg'];
const PATIENCE = 8000;
const OK = 200;
const SERVER_ERROR = 500;

const opened = () => caches.open(CACHE);
const isPage = (url) => url.origin === location.origin && /^\/s\/[^./]+\/?$/.test(url.pathname);
const isPart = (url) => url.origin === location.origin && PARTS.includes(url.pathname + url.search);

/** A page's key in the cache, without the language, which only the script uses. */
const place = (url) => url.origin + url.pathname;

async function fetchAndKeep(request, key) {
  const response = await fetch(request);
  if (response.status === OK) await (await opened()).put(key, response.clone());
  return response;
}

/** Answers from the network; from the cache only if the network does not answer, or the service fails. */
async function networkFirst(request, key) {
  const kept = await (await opened()).match(key);
  const fresh = fetchAndKeep(request, key);
  if (!kept) return fresh;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  return Promise.race([
    fresh.then(
      (response) => (response.status < SERVER_ERROR ? response : kept),
      () => kept,
    ),
    late,
  ]);
}

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(opened().then((cache) => cache.addAll(PARTS)));
});

/** Removes the pages of an earlier version with their script, and keeps the open ones again. */
async function takeOver() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith('certpulse-') && name !== CACHE).map((name) => caches.delete(name)),
  );
  await clients.claim();
  const pages = (await clients.matchAll({ type: 'window' })).map((client) => place(new URL(client.url)));
  await Promise.all(pages.map((page) => fetchAndKeep(page, page)));
}

addEventListener('activate', (event) => event.waitUntil(takeOver()));

addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.mode === 'navigate' && request.method === 'GET' && isPage(url))
    event.respondWith(networkFirst(request, place(url)));
  else if (request.method === 'GET' && isPart(url)) event.respondWith(networkFirst(request, request.url));
});
