import { plural } from './plural';

/** What is asked from outside the page: by another program, or by closing the window. */
export const asked = {
  title: 'Verify this customer?',
  body: 'Another program asks for it. If you go on, the id is filled in, and nothing starts before you say so.',
  customer: 'Customer id',
  fill: 'Fill in the form',
  ignore: 'Ignore',
  connectFirst: 'Connect to MX first. You are asked again then.',
  understood: 'OK',
  quit: {
    title: 'Quit with sessions open?',
    body: (count: number) =>
      `${plural(count, 'session isn’t', 'sessions aren’t')} finished. When the app is started again, MX is asked how ${count === 1 ? 'it' : 'they'} ended.`,
    simulated: (count: number) =>
      `${plural(count, 'session isn’t', 'sessions aren’t')} finished. The simulated MX ends with the app and forgets ${count === 1 ? 'it' : 'them'}.`,
    results: (count: number) =>
      `${plural(count, 'result is', 'results are')} still open, and leave${count === 1 ? 's' : ''} memory. Save a report first if you need one.`,
    confirm: 'Quit',
    cancel: 'Stay',
  },
  refused: 'A request from another program was refused',
};
