// Shows the description of the interface; requests cannot be sent from here.

window.SwaggerUIBundle({
  url: '/openapi/certpulse.yml',
  dom_id: '#description',
  supportedSubmitMethods: [],
  validatorUrl: null,
});
