const texts = require('../../texts');

// Raises `contact` { name, phone }.
Component({
  properties: { contact: Object, locked: Boolean },
  data: { t: texts },
  methods: {
    onName(event) {
      this.tell({ name: event.detail.value });
    },
    onPhone(event) {
      this.tell({ phone: event.detail.value });
    },
    // What was typed before counts at once: the page's own value comes back later.
    tell(typed) {
      this.typed = Object.assign({}, this.data.contact, this.typed, typed);
      this.triggerEvent('contact', { name: this.typed.name, phone: this.typed.phone });
    },
  },
});
