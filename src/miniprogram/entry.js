const CODE = /^(?:https?:\/\/\S+\/s\/)?([2-9A-HJKMNP-TV-Z]{11})(?:[/?#].*)?$/i;

/**
 * The code that a page was opened with, or null. `q` is the printed code's whole link and `scene` the text of the mini
 * program's own code, both percent-encoded once; `code` is what somebody scanned in the page or passed on.
 */
exports.parseEntry = function ({ q, scene, code }) {
  let text = code || '';
  try {
    if (q || scene) text = decodeURIComponent(q || scene);
  } catch {
    return null;
  }
  const found = CODE.exec(text.trim());
  return found ? found[1].toUpperCase() : null;
};
