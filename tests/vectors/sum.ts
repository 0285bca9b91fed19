import { type Bytes, toText, zeros } from '#lib/sealed-log/bytes.ts';
import type { WebKey } from '#lib/sealed-log/crypto/web.ts';
import { encodeStep } from '#lib/sealed-log/entry/step.ts';
import { toWords } from '#lib/sealed-log/sums/histogram.ts';
import { masked, sumOf } from '#lib/sealed-log/sums/masks.ts';
import { encodePart, encodeReady, encodeSet, subjectOf } from '#lib/sealed-log/sums/payloads.ts';
import type { FixedCrypto } from './crypto.ts';

/** A masked sum of three tablets: what each says in clear, what it seals, and what everybody adds up. */
export const sumVectors = async (crypto: FixedCrypto, log: string, devices: readonly string[]) => {
	const of = 'reflection';
	const subject = await subjectOf(crypto, log, of);
	const round = toText(zeros(16).fill(0x0f));
	const set = toText(zeros(32).fill(0x5e));
	const readies = devices.map((_, at) => toText(zeros(32).fill(at + 1)));
	const cells = (cell: number, count: number) => zeros(16).fill(count, cell, cell + 1);
	const tablets: { device: string; key: Bytes; agree: WebKey; words: Uint32Array; ready: Bytes }[] = [];
	for (const [at, device] of devices.entries()) {
		const { keys, agree } = await crypto.generate();
		const people = Array.from({ length: at + 1 }, (_, n) => ({
			id: n === 0 ? `m${at}` : '',
			name: `Å ${at}.${n}`,
		}));
		const counts = [[...cells(at, at + 1)], [...cells(15, at)]];
		const ready = encodeReady({ key: keys.agree, people });
		tablets.push({ device, key: keys.agree, agree, words: toWords({ people: at + 1, counts }), ready });
	}
	const parts: Uint32Array[] = [];
	for (const one of tablets) {
		const part = await masked(
			crypto,
			one,
			tablets.filter((each) => each !== one),
			set,
			one.words,
		);
		if (part) parts.push(part);
	}
	const steps = [
		{ subject, round, what: 'ready', people: 3 },
		{ subject, round, what: 'set', readies },
		{ subject, round, what: 'part', set },
		{ subject, round, what: 'abandon' },
	] as const;
	return {
		of,
		subject,
		set,
		steps: steps.map((step) => ({ extra: encodeStep(step), step })),
		statements: { count: 2, sealed: encodeSet(2) },
		tablets: tablets.map(({ device, key, words, ready }, at) => ({
			device,
			key,
			ready,
			words: [...words],
			part: encodePart(parts[at] ?? new Uint32Array(0)),
		})),
		sum: [...(sumOf(parts) ?? [])],
	};
};
