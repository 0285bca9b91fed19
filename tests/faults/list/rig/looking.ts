import { expect, vi } from 'vitest';
import * as Y from 'yjs';
import type { Device } from '#lib/device/device.svelte.ts';
import type { SharedDocument } from '#lib/documents/shared.ts';
import type { OpenLog } from '#lib/device/logs/logs.ts';
import { DocumentReader } from '#lib/sealed-log/engine/documents/reading/reader.ts';
import { committee, read, year } from '#tests/device/tablets.ts';

/** As long as anything may take on a busy machine; what is measured is compared with what it should take. */
export const sometime = { timeout: 60_000, interval: 20 };

/** Milliseconds until something is so. */
export const until = async (look: () => unknown, options = sometime): Promise<number> => {
	const start = performance.now();
	await vi.waitFor(async () => expect(await look()).toBeTruthy(), options);
	return performance.now() - start;
};

/** What a screen of the tablet says. */
export const says = (device: Device): string => device.log(committee)?.status.state ?? 'nothing';

export const isAtServer = (device: Device): boolean => ['server', 'reached'].includes(says(device));

export const isLive = (device: Device): boolean => device.log(committee)?.progress.isLive === true;

/** What a tablet's entries make, and nothing else. */
const held = async (device: Device): Promise<string> => {
	const { sealing } = await logOf(device);
	const reader = new DocumentReader(sealing, year);
	const doc = new Y.Doc();
	for (const update of [...((await reader.begin()) ?? []), ...(await reader.next())])
		Y.applyUpdate(doc, update);
	return doc.getText('t').toString();
};

/** Milliseconds until all show and hold the same, and nothing waits any more. */
export const untilSame = (devices: Device[], documents: SharedDocument[]): Promise<number> =>
	until(async () => {
		const texts = new Set(documents.map(read));
		if (texts.size !== 1 || !devices.every(isAtServer)) return false;
		for (const device of devices) texts.add(await held(device));
		return texts.size === 1;
	});

/** The log behind a tablet's screen. */
export const logOf = async (device: Device): Promise<OpenLog> => {
	const log = await (await device.sealed.logs()).of(committee, false);
	if (!log) throw new Error('no log');
	return log;
};

/** Words that can be told apart, each whole. */
export const word = (name: string, at: number): string => `<${name}${at}>`;

/** How many of these words are not there exactly once. */
export const amiss = (words: readonly string[], text: string): number =>
	words.filter((each) => text.split(each).length !== 2).length;
