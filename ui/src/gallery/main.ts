/**
 * `npm run dev`, then `/parts.html`: every part in every state, for whoever works on one. The build
 * starts from `index.html` alone, so that nothing of it is shipped.
 */
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';

import { mount } from 'svelte';

import { fakeFromAddress } from '../platform/fake';
import Gallery from './Gallery.svelte';

const target = document.getElementById('app');
if (target !== null) mount(Gallery, { target, props: { platform: fakeFromAddress('') } });
