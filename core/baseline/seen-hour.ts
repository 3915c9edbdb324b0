/** Whether calls were ever seen in an hour of the week: of one in which none ever was, silence says nothing. */
import { figuresOf } from './figures';
import { hourOfWeek, type Hour } from './hour';
import { unpackLevel } from './packed-levels';
import type { Profile } from './profile';

const FIGURES = figuresOf('function');
const ACTIVE_MINUTES = FIGURES.findIndex(({ name }) => name === 'activeMinutes');

export const isSeenHour = ({ byHourOfWeek }: Profile, hour: Hour): boolean =>
  unpackLevel(byHourOfWeek, hourOfWeek(hour) * FIGURES.length + ACTIVE_MINUTES).sureness > 0;
