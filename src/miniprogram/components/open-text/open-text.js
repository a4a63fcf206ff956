const texts = require('../../texts');

// Raises `answer` { id, value: text }.
Component({
  properties: { item: Object },
  data: { t: texts },
  methods: {
    onInput(event) {
      this.triggerEvent('answer', { id: this.data.item.id, value: event.detail.value });
    },
  },
});
