import type { Said } from '../said';
import { problems } from './said/problems';
import { statuses } from './said/statuses';
import { timeline } from './said/timeline';
import { tools } from './said/tools';

export const said: Said = { ...timeline, ...statuses, ...problems, ...tools };
