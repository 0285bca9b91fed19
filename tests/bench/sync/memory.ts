import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebKey } from '#lib/sealed-log/crypto/web.ts';
import type { Caller } from '../../log/caller.ts';
import { dial } from '../../log/lines.ts';
import { progress } from '../rig/figures.ts';
import { foundAll, type Known } from './committees.ts';
import { barePage, medspil, type Program } from './programs.ts';
import type { RivalName, Rivals } from './rivals.ts';

// In life they come one by one over hours, and what coming in has left behind is collected between them. Here they come in
// ten steps with a collection after each. What a program takes once is no connection's: counted is what the last nine steps
// add to the first.

/** In each committee as many tablets as at a meeting. */
const inRoom = 10;
/** Everything that was only needed for coming in is over by then. */
const REST = 1000;

export interface Memory {
	/** Bytes for each further connection that only listens. */
	each: number;
	/** Bytes of the whole program with all connections. */
	all: number;
}

const steps = 10;

async function measure(server: Program, connections: number, connect: (step: number) => Promise<void>) {
	const held: number[] = [];
	for (let step = 0; step < steps; step++) {
		await connect(step);
		await wait(REST);
		held.push(await server.memory());
	}
	const [first = 0, all = 0] = [held[0], held.at(-1)];
	return { each: (all - first) / (connections * (1 - 1 / steps)), all };
}

/** What our server holds. */
export async function ours(folder: string, connections: number): Promise<Memory> {
	progress(`memory: ${connections} connections`);
	const data = join(folder, 'idle');
	const known = await foundAll(data, connections / inRoom, inRoom);
	const server = await medspil(data, await barePage(folder));
	const callers: Caller<WebKey>[] = [];
	const comeIn = async ({ committee, tablets }: Known) => {
		for (const tablet of tablets) {
			const caller = await dial(committee.crypto, server.port);
			const greeted = await caller.greets(committee.log, tablet.author);
			if (greeted.type === 'refused') throw new Error(greeted.code);
			await caller.reads();
			callers.push(caller);
		}
	};
	const memory = await measure(server, connections, async (step) => {
		for (const [at, each] of known.entries()) if (at % steps === step) await comeIn(each);
	});
	if (callers.length !== connections || callers.some(({ isOver }) => isOver))
		throw new Error('a connection is gone');
	for (const caller of callers) caller.close();
	await server.stop();
	return memory;
}

/** The same of a rival, with a document of one sentence in each room. */
export async function theirs(rivals: Rivals, name: RivalName, connections: number): Promise<Memory> {
	progress(`memory: ${name}`);
	const server = await rivals.serve(name);
	const loads: Program[] = [];
	const memory = await measure(server, connections, async (step) => {
		const rooms = connections / inRoom / steps;
		loads.push(await rivals.load('idle', name, server, [rooms, inRoom, step * rooms]));
	});
	for (const load of loads) await load.stop();
	await server.stop();
	return memory;
}
