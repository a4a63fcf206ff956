// What the browser keeps of sheets that were handed in: receipts without answers, until somebody removes them.
const key = (entry) => 'certpulse:receipts:' + entry.campaign.id + ':' + entry.school.id + ':' + entry.role;

/** The receipts of a school and role in this browser, newest first. */
const all = (exports.all = (entry) => {
  try {
    return JSON.parse(localStorage.getItem(key(entry))) || [];
  } catch (unreadable) {
    return [];
  }
});

function write(entry, receipts) {
  try {
    if (receipts.length === 0) localStorage.removeItem(key(entry));
    else localStorage.setItem(key(entry), JSON.stringify(receipts));
  } catch (full) {
    /* Then the page shows it once. */
  }
}

const without = (entry, id) => all(entry).filter((each) => each.id !== id);

/** Keeps `{ id, receipt, receivedAt, certificate, hasContact }`; it replaces an earlier receipt of the same sheet. */
exports.keep = (entry, receipt) => write(entry, [receipt].concat(without(entry, receipt.id)));

exports.remove = (entry, id) => write(entry, without(entry, id));
