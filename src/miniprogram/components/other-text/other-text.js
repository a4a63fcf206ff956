Component({
  properties: { value: String, label: String, locked: Boolean },
  methods: {
    onInput(event) {
      this.triggerEvent('text', { value: event.detail.value });
    },
  },
});
