import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';

// Fetched and read beside the load of the page, not as a part of it: the window is shown once that is
// done, with the frame that `index.html` draws.
void import('./app');
