import { counter } from '../region';

export const plural = counter('en');
