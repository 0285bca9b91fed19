import { expect, test, vi } from 'vitest';
import { utf8 } from '#lib/sealed-log/bytes.ts';
import type { Asked, Signatures } from '#lib/sealed-log/crypto/port.ts';
import { WebCrypto } from '#lib/sealed-log/crypto/web.ts';
import { SignatureWorker } from './signatures.ts';

const many = 60;
const plain = new WebCrypto();

/** True and false signatures in turn, of one key. */
const questions = async (count: number): Promise<Asked[]> => {
	const { keys, sign } = await plain.generate();
	const asked: Asked[] = [];
	for (let at = 0; at < count; at++) {
		const signature = await plain.sign(sign, utf8(`${at}`));
		asked.push({ signKey: keys.sign, message: utf8(`${at % 3 === 0 ? 'another ' : ''}${at}`), signature });
	}
	return asked;
};
const expected = (asked: readonly Asked[]) => asked.map((_, at) => at % 3 !== 0);

const ask = (crypto: WebCrypto, asked: readonly Asked[]) =>
	Promise.all(asked.map(({ signKey, message, signature }) => crypto.verify(signKey, message, signature)));

/** A worker in this thread, and what it was asked. */
const helper = (answer: (asked: readonly Asked[]) => Promise<readonly boolean[] | undefined>) => {
	const heard: number[] = [];
	const signatures: Signatures = {
		expect: () => undefined,
		verify(asked) {
			heard.push(asked.length);
			return answer(asked);
		},
	};
	return { heard, crypto: new WebCrypto(undefined, signatures) };
};

test('many signatures that are asked about at once are looked at beside the page, and each has its own answer', async () => {
	const asked = await questions(many);
	const { heard, crypto } = helper((each) => ask(plain, each));
	expect(await ask(crypto, asked)).toEqual(expected(asked));
	expect(heard).toEqual([many]);
});

test('a few are looked at here', async () => {
	const asked = await questions(7);
	const { heard, crypto } = helper(() => Promise.resolve([true]));
	expect(await ask(crypto, asked)).toEqual(expected(asked));
	expect(heard).toEqual([]);
});

test('where nobody answers, or not to all, the page looks by itself', async () => {
	const asked = await questions(many);
	for (const answers of [undefined, [false, true]]) {
		const { crypto } = helper(() => Promise.resolve(answers));
		expect(await ask(crypto, asked)).toEqual(expected(asked));
	}
});

/** A worker as a browser has it. */
class FakeWorker extends EventTarget {
	asked: number[] = [];
	isGone = false;

	postMessage({ number }: { number: number }): void {
		this.asked.push(number);
	}

	answer(number: number, answers: boolean[]): void {
		this.dispatchEvent(Object.assign(new Event('message'), { data: { number, answers } }));
	}

	terminate(): void {
		this.isGone = true;
	}
}

const withFake = () => {
	const made: FakeWorker[] = [];
	const make = () => {
		const worker = new FakeWorker();
		made.push(worker);
		return worker as unknown as Worker;
	};
	return { made, signatures: new SignatureWorker(make) };
};

test('answers go to who asked, whichever comes first, and the worker goes when there is nothing more', async () => {
	vi.useFakeTimers();
	try {
		const { made, signatures } = withFake();
		const [one, other] = [signatures.verify([]), signatures.verify([])];
		made[0]?.answer(2, [true]);
		made[0]?.answer(1, [false]);
		expect(await Promise.all([one, other])).toEqual([[false], [true]]);
		expect(made.length).toBe(1);
		await vi.advanceTimersByTimeAsync(60_000);
		expect(made[0]?.isGone).toBe(true);
		void signatures.verify([]);
		expect(made.length).toBe(2);
	} finally {
		vi.useRealTimers();
	}
});

test('a worker that breaks, says nothing or cannot be had is not asked again', async () => {
	vi.useFakeTimers();
	try {
		const broken = withFake();
		const answer = broken.signatures.verify([]);
		broken.made[0]?.dispatchEvent(new Event('error'));
		expect(await answer).toBeUndefined();
		expect(await broken.signatures.verify([])).toBeUndefined();
		expect(broken.made.length).toBe(1);

		const silent = withFake();
		const never = silent.signatures.verify([]);
		await vi.advanceTimersByTimeAsync(6000);
		expect(await never).toBeUndefined();
		expect(silent.made[0]?.isGone).toBe(true);

		const none = new SignatureWorker(() => {
			throw new Error('no workers here');
		});
		expect(await none.verify([])).toBeUndefined();
	} finally {
		vi.useRealTimers();
	}
});
