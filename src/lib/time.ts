/** A calendar day, `2027-01-14`, in the time zone of the tablet. Days are compared as strings. */
export type Day = string;

/** Where the time comes from. Rules and documents never read the clock themselves. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

const pad = (part: number) => String(part).padStart(2, '0');

export const dayOf = (date: Date): Day =>
	`${String(date.getFullYear()).padStart(4, '0')}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;

export const today = (clock: Clock = systemClock): Day => dayOf(clock());

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

export const isDay = (text: string): boolean => {
	const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!parts) return false;
	const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
	const date = new Date(year, month - 1, day);
	return date.getMonth() === month - 1 && date.getDate() === day;
};

const asDate = (day: Day) => new Date(`${day}T12:00:00`);

const short = new Intl.DateTimeFormat('da', { day: 'numeric', month: 'short' });
const shortWithYear = new Intl.DateTimeFormat('da', { day: 'numeric', month: 'short', year: 'numeric' });
const long = new Intl.DateTimeFormat('da', { day: 'numeric', month: 'long', year: 'numeric' });
const clockTime = new Intl.DateTimeFormat('da', { hour: '2-digit', minute: '2-digit' });

/** `14. jan.`, with the year when it is another than `year`. */
export const shortDay = (day: Day, year = yearOf(day)): string =>
	(yearOf(day) === year ? short : shortWithYear).format(asDate(day));

/** `14. januar 2027` */
export const longDay = (day: Day): string => long.format(asDate(day));

/** `kl. 14.05` is written by the caller; this gives `14.05`. */
export const timeOfDay = (date: Date): string => clockTime.format(date);

/**
 * What the promise gives, if it comes within so many milliseconds.
 * @throws DOMException `TimeoutError`, or what the promise throws
 */
export const inTime = async <T>(promise: Promise<T>, patience: number): Promise<T> => {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new DOMException('No answer in time', 'TimeoutError')), patience);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
};
