const { el, show, heading, button } = require('./dom.js');
const { words } = require('./words.js');
const api = require('./api.js');

/** The receipt of a stored sheet; a contact that was left can be taken back. */
exports.done = (entry, definition, { id, receipt, hasContact, isLast }) => {
  const outcome = el('p', { role: 'status' });
  const withdraw = button(words('撤回联系方式', 'Withdraw my contact'), async () => {
    withdraw.disabled = true;
    const reply = await api.withdrawContact(id);
    // 404: there is none any more, as after a withdrawal whose answer got lost.
    const isGone = reply.status === 204 || reply.status === 404;
    if (isGone) withdraw.remove();
    withdraw.disabled = false;
    outcome.textContent = isGone ? words('联系方式已删除，您的回答仍然保留。', 'Your contact has been deleted; your answers stay.')
      : words('网络不稳定，联系方式还没有删除，请稍后再试。', 'The network is weak: your contact has not been deleted yet. Please try again.');
  }, 'second');
  show(...heading(entry), el('p', { class: 'notice' }, words('提交成功。', 'Handed in. '), el('span', { lang: 'zh-CN' }, definition.closing)),
    el('p', { class: 'quiet' }, words('回执号', 'Receipt')), el('p', { class: 'receipt' }, receipt),
    ...(hasContact ? [withdraw] : []), outcome,
    button(words('打印回执', 'Print the receipt'), () => print(), 'second'),
    ...(isLast ? [] : [el('p', { class: 'again' }, el('a', { href: location.href }, words('为其他证书答卷', 'Answer for another certificate')))]));
};
