import { m } from '#lib/messages/da/tablets.ts';
import { dayOf, longDay, timeOfDay } from '#lib/time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When a tablet was last heard of, in words. */
export const heardWords = (heardAt: number | undefined, now: Date): string => {
	if (heardAt === undefined) return m.list.neverHeard;
	const ago = now.getTime() - heardAt;
	const at = new Date(heardAt);
	// Also when a clock was put back, which would make it the future.
	if (ago < MINUTE) return m.list.heardJustNow;
	if (ago < HOUR) return m.list.heardMinutes({ count: Math.round(ago / MINUTE) });
	const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
	if (dayOf(at) === dayOf(now)) return m.list.heardToday({ time: timeOfDay(at) });
	if (dayOf(at) === dayOf(yesterday)) return m.list.heardYesterday({ time: timeOfDay(at) });
	return m.list.heardOn({ day: longDay(dayOf(at)) });
};

/** How long a link can still be used, in words. */
export const leftWords = (expiresAt: number, now: Date): string => {
	const left = expiresAt - now.getTime();
	if (left <= 0) return m.links.over;
	const hours = Math.floor(left / HOUR);
	return hours > 0
		? m.links.hoursLeft({ count: hours })
		: m.links.minutesLeft({ count: Math.max(1, Math.floor(left / MINUTE)) });
};
