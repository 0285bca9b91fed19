import * as Y from 'yjs';
import type { Ledger } from './ledger.ts';

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number];

/** A change that another one leans on. */
export interface Needs {
	client: number;
	clock: number;
}

/** Types in each other may go so deep. The documents of this program are half as deep; Yjs walks them recursively. */
const DEEPEST = 8;

/** What stands beside a change, or around it. */
export const leansOn = (struct: Struct): { beside: Y.ID[]; around: Y.ID | undefined } => {
	if (!(struct instanceof Y.Item)) return { beside: [], around: undefined };
	const { origin, rightOrigin, parent } = struct;
	return {
		beside: [origin, rightOrigin].filter((id) => id !== null),
		around: parent instanceof Y.ID ? parent : undefined,
	};
};

export const byClientOf = (structs: readonly Struct[]): Map<number, Struct[]> => {
	const byClient = new Map<number, Struct[]>();
	for (const struct of structs) {
		const own = byClient.get(struct.id.client);
		if (own) own.push(struct);
		else byClient.set(struct.id.client, [struct]);
	}
	return byClient;
};

/** Finds the changes of an update by their clocks. */
const indexOf = (structs: readonly Struct[]) => {
	const byClient = byClientOf(structs);
	return ({ client, clock }: Needs): Struct | undefined => {
		const own = byClient.get(client) ?? [];
		let [low, high] = [0, own.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((own[middle]?.id.clock ?? 0) <= clock) low = middle + 1;
			else high = middle;
		}
		const found = own[low - 1];
		return found && clock < found.id.clock + found.length ? found : undefined;
	};
};

/** How deep a change lies; `undefined` where something that it leans on has no depth yet. */
const depthBy = (struct: Struct, of: (id: Y.ID) => number | undefined): number | undefined => {
	if (!(struct instanceof Y.Item)) return 1;
	const { origin, rightOrigin, parent } = struct;
	const left = origin ? of(origin) : 1;
	const right = rightOrigin ? of(rightOrigin) : 1;
	const around = parent instanceof Y.ID ? of(parent) : 0;
	return left === undefined || right === undefined || around === undefined
		? undefined
		: Math.max(left, right, around + 1);
};

/**
 * How deep each change of an update lies. Without recursion: what is asked may be nested by somebody who means harm.
 * @param mayLean what is not here counts as lying in nothing
 * @returns `needs` for the first change that is neither here nor in the update
 */
export const depthsOf = (
	ledger: Ledger,
	structs: readonly Struct[],
	mayLean: boolean,
): Map<Struct, number> | { needs: Needs } | 'leans-forward' | 'too-deep' => {
	const find = indexOf(structs);
	const depths = new Map<Struct, number>();
	const open = new Set<Struct>();
	const knownDepth = (id: Y.ID): number | undefined => {
		if ((ledger.of(id.client)?.clock ?? 0) > id.clock) return ledger.depthOf(id.client, id.clock);
		const other = find(id);
		return other && depths.get(other);
	};
	for (const struct of structs) {
		// Nearly always all that it leans on was looked at before: then there is nothing to remember the way by.
		const depth = depthBy(struct, knownDepth);
		if (depth !== undefined && depth <= DEEPEST) {
			depths.set(struct, depth);
			continue;
		}
		const stack = [struct];
		for (let top = stack.at(-1); top; top = stack.at(-1)) {
			if (depths.has(top)) {
				stack.pop();
				continue;
			}
			open.add(top);
			const { beside, around } = leansOn(top);
			let depth = 1;
			let next: Struct | undefined;
			for (const id of around ? [...beside, around] : beside) {
				const isHere = (ledger.of(id.client)?.clock ?? 0) > id.clock;
				const other = isHere ? undefined : find(id);
				if (!isHere && !other && !mayLean) return { needs: { client: id.client, clock: id.clock } };
				const known = other ? depths.get(other) : isHere ? ledger.depthOf(id.client, id.clock) : 1;
				if (known === undefined) next = other;
				else depth = Math.max(depth, id === around ? known + 1 : known);
			}
			if (next && open.has(next)) return 'leans-forward';
			if (next) stack.push(next);
			else if (depth > DEEPEST) return 'too-deep';
			else depths.set(top, depth);
		}
	}
	return depths;
};
