/** What another program asks for: by a link, or by starting the app again. */
export const asked = {
  title: 'Verify this customer?',
  body: 'Another program asks for it. If you go on, the id is filled in, and nothing starts before you say so.',
  customer: 'Customer id',
  fill: 'Fill in the form',
  ignore: 'Ignore',
  connectFirst: 'Connect to MX first. You are asked again then.',
  understood: 'OK',
  refused: 'A request from another program was refused',
};
