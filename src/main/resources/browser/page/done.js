const { el, show, heading, button, facts } = require('./dom.js');
const { words, time } = require('./words.js');
const api = require('./api.js');
const receipts = require('./receipts.js');

function withdrawal(entry, receipt, outcome) {
  const withdraw = button(
    words('撤回联系方式', 'Withdraw my contact'),
    async () => {
      withdraw.disabled = true;
      const reply = await api.withdrawContact(receipt.id);
      // 404: there is no contact any more, for example after a withdrawal whose answer was lost.
      const isGone = reply.status === 204 || reply.status === 404;
      if (isGone) {
        withdraw.remove();
        receipts.keep(entry, Object.assign({}, receipt, { hasContact: false }));
      }
      withdraw.disabled = false;
      outcome.textContent = isGone
        ? words('联系方式已删除，您的回答仍然保留。', 'Your contact has been deleted; your answers stay.')
        : words(
            '网络不稳定，联系方式还没有删除，请稍后再试。',
            'The network is weak: your contact has not been deleted yet. Please try again.',
          );
    },
    'second',
  );
  return withdraw;
}

/**
 * Shows the receipt of a stored sheet, to keep it, print it, or remove it from a phone that others use, and to withdraw
 * a contact. `others` leads to the other certificates; `removed` is called when the receipt has been removed.
 */
exports.done = ({ entry, definition, receipt, others, removed }) => {
  const outcome = el('p', { role: 'status' });
  const isLast = entry.certificates.every((each) => each.answered);
  const remove = () => {
    receipts.remove(entry, receipt.id);
    removed();
  };
  show(
    ...heading(entry),
    el('p', { class: 'notice' }, words('提交成功。', 'Handed in. '), el('span', { lang: 'zh-CN' }, definition.closing)),
    el('p', { class: 'quiet' }, words('回执号', 'Receipt')),
    el('p', { class: 'receipt' }, receipt.receipt),
    facts(
      [words('证书', 'Certificate'), receipt.certificate],
      [words('提交时间', 'Handed in'), time(receipt.receivedAt) + words('（北京时间）', ' (Beijing time)')],
    ),
    el(
      'p',
      { class: 'quiet' },
      words('您的回答予以保密，不记录在本回执上。', 'Your answers are confidential and not on this receipt.'),
    ),
    button(
      isLast ? words('返回', 'Back') : words('为其他证书答卷', 'Answer for another certificate'),
      others,
      'second',
    ),
    button(words('打印回执', 'Print the receipt'), () => print(), 'second'),
    ...(receipt.hasContact ? [withdrawal(entry, receipt, outcome)] : []),
    outcome,
    button(words('从本机删除回执', 'Remove the receipt from this device'), remove, 'second'),
    el(
      'p',
      { class: 'quiet screen' },
      words(
        '回执保存在本机，可从二维码页面再次打开。如果别人也使用本机，请先记下回执号再删除。',
        'The receipt is kept on this device; the code’s page shows it again. If others use the device, note the number and remove it.',
      ),
    ),
  );
};
