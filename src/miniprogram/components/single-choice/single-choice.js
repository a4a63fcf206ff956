const texts = require('../../texts');

// Raises `answer` { id, value: code, or an empty text for none } and `other` { id, value: text }.
Component({
  properties: { item: Object },
  data: { t: texts },
  methods: {
    onChoose(event) {
      const { item } = this.data;
      if (!item.locked) this.triggerEvent('answer', { id: item.id, value: event.currentTarget.dataset.code });
    },
    onClear() {
      const { item } = this.data;
      if (!item.locked) this.triggerEvent('answer', { id: item.id, value: '' });
    },
    onOther(event) {
      this.triggerEvent('other', { id: this.data.item.id, value: event.detail.value });
    },
  },
});
