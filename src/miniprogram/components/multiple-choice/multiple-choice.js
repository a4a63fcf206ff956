const texts = require('../../texts');

// Raises `answer` { id, value: codes in the order of the options } and `other` { id, value: text }.
Component({
  properties: { item: Object },
  data: { t: texts },
  methods: {
    onToggle(event) {
      const { item } = this.data;
      const { code } = event.currentTarget.dataset;
      if (item.locked) return;
      const chosen = item.options.filter((option) => (option.code === code ? !option.checked : option.checked));
      this.triggerEvent('answer', { id: item.id, value: chosen.map((option) => option.code) });
    },
    onOther(event) {
      this.triggerEvent('other', { id: this.data.item.id, value: event.detail.value });
    },
  },
});
