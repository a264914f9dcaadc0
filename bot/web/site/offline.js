/** Keeps the lesson that was opened last, so that it can be opened anew without the server: public files and nothing else. */

const KEPT = "staysafe-lesson";
/** @type {any} */
const worker = self;

worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener("message", (event) => event.waitUntil(keep(event.data)));
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && new URL(url).origin === location.origin) event.respondWith(fetch(event.request).catch(() => kept(event.request)));
});

/** Takes these files in place of the last lesson's, all of them or none. @param {string[]} addresses */
async function keep(addresses) {
  const answers = await Promise.all(addresses.map((address) => fetch(address)));
  if (!answers.every((answer) => answer.ok)) return;
  await caches.delete(KEPT);
  const cache = await caches.open(KEPT);
  await Promise.all(addresses.map((address, at) => cache.put(address, answers[at])));
}

const kept = async (request) => (await caches.match(request, { ignoreVary: true })) ?? Response.error();
