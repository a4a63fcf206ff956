// The page itself for a place without reception: from the first draft on a worker keeps it.

/** Nothing where the browser has no workers, as on pages not served over HTTPS: a reload needs the network there. */
exports.keepPage = () => {
  if (navigator.serviceWorker)
    navigator.serviceWorker.register('/script/worker.js', { scope: '/s/' }).catch(() => {
      /* It is tried again the next time. */
    });
};
