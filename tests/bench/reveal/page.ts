import { toText } from '#lib/sealed-log/bytes.ts';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import { fromWords, toWords } from '#lib/sealed-log/sums/histogram.ts';
import { masked, sumOf } from '#lib/sealed-log/sums/masks.ts';
import { decodePart, encodePart } from '#lib/sealed-log/sums/payloads.ts';

// What one tablet does of a masked sum, with the browser's cryptography: it hides, signs and seals its own part, and when all
// are in it checks, opens and adds them.

declare global {
	interface Window {
		tally(tablets: number, statements: number): Promise<Times>;
	}
}

/** Milliseconds. */
interface Times {
	giving: number;
	adding: number;
}

const crypto = new WebCrypto();
const nonce = () => crypto.randomBytes(12);

/** One person's marks: in each statement another of the sixteen cells. */
const marksOf = (person: number, statements: number) => ({
	people: 1,
	counts: Array.from({ length: statements }, (_, at) =>
		Array.from({ length: 16 }, (__, cell) => Number(cell === (person + at) % 16)),
	),
});

window.tally = async (tablets, statements) => {
	const set = toText(crypto.randomBytes(32));
	const log = await crypto.sealingKey(crypto.randomBytes(32));
	const seats = await Promise.all(
		Array.from({ length: tablets }, async (_, person) => ({
			device: toText(crypto.randomBytes(16)),
			pairs: await crypto.generate(),
			marks: marksOf(person, statements),
		})),
	);
	const give = async ({ device, pairs, marks }: (typeof seats)[number]) => {
		const others = seats
			.filter((seat) => seat.device !== device)
			.map((seat) => ({ device: seat.device, key: seat.pairs.keys.agree }));
		const words = await masked(crypto, { device, agree: pairs.agree }, others, set, toWords(marks));
		if (!words) throw new Error('a key is none');
		const [data, of] = [crypto.randomBytes(150), nonce()];
		const sealed = await crypto.seal(log, of, data, encodePart(words));
		return { sign: pairs.keys.sign, of, data, sealed, signature: await crypto.sign(pairs.sign, sealed) };
	};
	const [own, ...rest] = seats;
	if (!own) throw new Error('nobody is there');
	const others = await Promise.all(rest.map(give));

	const began = performance.now();
	const mine = await give(own);
	const given = performance.now();
	const parts = await Promise.all(
		[mine, ...others].map(async ({ sign, of, data, sealed, signature }) => {
			if (!(await crypto.verify(sign, sealed, signature))) throw new Error('somebody else signed');
			const bytes = await crypto.open(log, of, data, sealed);
			return (bytes && decodePart(bytes)) ?? new Uint32Array();
		}),
	);
	const sum = sumOf(parts);
	const result = sum && fromWords(sum, tablets);
	const added = performance.now();
	const isRight = result?.counts.every((cells, at) =>
		cells.every((count, cell) => count === seats.filter((_, person) => (person + at) % 16 === cell).length),
	);
	if (!isRight) throw new Error('the sum is wrong');
	return { giving: given - began, adding: added - given };
};
