// Keeps the page for places without reception: a worker does so from the first draft on.

/** Does nothing where the browser has no workers, for example without HTTPS: a reload needs the network there. */
exports.keepPage = () => {
  if (navigator.serviceWorker)
    navigator.serviceWorker.register('/script/worker.js', { scope: '/s/' }).catch(() => {
      /* It is tried again the next time. */
    });
};
