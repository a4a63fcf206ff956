// The questionnaire as respondents see it, for the office to try: the same pages and rules, but nothing is kept or
// sent. The page around this one says what to show.
const { tell, button, warn } = require('./dom.js');
const { words, language } = require('./words.js');
const { welcome } = require('./welcome.js');
const { form } = require('./form.js');

function begin({ entry, definition }) {
  const agreed = (certificateId) => {
    const draft = { answers: {}, otherTexts: {}, contact: { name: '', phone: '' }, certificateId };
    form({ entry, definition, draft, keep: () => {}, submit: () => end({ entry, definition }) });
  };
  welcome({ entry, definition, message: '', agreed, receipts: [], look: () => {} });
}

function end(shown) {
  tell(
    words('填写完成', 'All answered'),
    shown.definition.closing + words('（预览：没有提交任何内容。）', ' (Preview: nothing was handed in.)'),
    button(words('重新开始', 'Begin again'), () => begin(shown), 'second'),
  );
}

document.documentElement.lang = language;
warn(words('预览：不会保存任何内容', 'Preview: nothing is kept'));
addEventListener('message', (event) => {
  if (event.source === parent) begin(event.data);
});
parent.postMessage('ready', '*');
