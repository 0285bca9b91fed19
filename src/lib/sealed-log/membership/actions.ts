import * as v from 'valibot';
import { type Bytes, fromText, fromUtf8, utf8 } from '#lib/sealed-log/bytes.ts';
import { BOX_SIZE } from '#lib/sealed-log/crypto/box.ts';
import { WRAP_SIZE } from '#lib/sealed-log/crypto/epoch.ts';

const bytes = (size: number) =>
	v.pipe(
		v.string(),
		v.rawTransform<string, Bytes>(({ dataset, addIssue, NEVER }) => {
			const found = fromText(dataset.value);
			if (found?.length === size) return found;
			addIssue({ message: `not ${size} bytes` });
			return NEVER;
		}),
	);

const id = (size: number) =>
	v.pipe(
		v.string(),
		v.check((text) => fromText(text)?.length === size),
	);

const time = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const wrap = bytes(WRAP_SIZE);
const keys = v.object({ sign: bytes(65), agree: bytes(65) });

/** What a device may do. Each may do what the ones before it may. */
export const roles = ['read', 'write', 'admin'] as const;
const role = v.picklist(roles);
export type Role = v.InferOutput<typeof role>;

/** `one` may do everything that `other` may. */
export const isAtLeast = (one: Role, other: Role): boolean => roles.indexOf(one) >= roles.indexOf(other);

/** Where a device's word ends in one session: the last entry that counts. */
const cut = v.object({ session: id(8), counter: v.pipe(time, v.minValue(1)), id: id(32) });
export type Cut = v.InferOutput<typeof cut>;
const cuts = v.pipe(
	v.array(cut),
	v.check((all) => new Set(all.map(({ session }) => session)).size === all.length),
);

const shapes = {
	found: v.object({ do: v.literal('found'), keys, check: id(32), wrap }),
	certify: v.object({
		do: v.literal('certify'),
		keys,
		role,
		wrap,
		/** By the new device's own key: it wants this. */
		proof: bytes(64),
		/** The private keys of a recovery sheet, and what to ask for them by. */
		sheet: v.optional(v.object({ id: id(16), box: bytes(BOX_SIZE) })),
	}),
	invite: v.object({
		do: v.literal('invite'),
		id: id(16),
		keys,
		role,
		/** Milliseconds, by the server's clock. */
		expiresAt: time,
		wrap,
		box: bytes(BOX_SIZE),
	}),
	withdraw: v.object({ do: v.literal('withdraw'), invitation: id(16) }),
	revoke: v.object({ do: v.literal('revoke'), device: id(16), cuts }),
	/** Where a revocation needs more cuts than one entry has room for: the first ones. */
	close: v.object({ do: v.literal('close'), device: id(16), cuts }),
	role: v.object({ do: v.literal('role'), device: id(16), role, cuts }),
	epoch: v.object({
		do: v.literal('epoch'),
		check: id(32),
		/** The key before, sealed under the new one. */
		previous: bytes(32 + 16),
		wraps: v.array(v.object({ to: id(16), wrap })),
	}),
};

type Shapes = typeof shapes;
export type Action = { [Name in keyof Shapes]: v.InferOutput<Shapes[Name]> }[keyof Shapes];
export type ActionOf<Name extends Action['do']> = Extract<Action, { do: Name }>;

/** What a newer program has written: kept, passed on, and not understood. */
export interface NewerAction {
	do: 'newer';
}

const isKnown = (name: string): name is keyof Shapes => Object.hasOwn(shapes, name);
const named = v.object({ do: v.string() });

/**
 * Reads the payload of a control entry. `undefined` when it is none: not JSON exactly as `JSON.stringify` writes it (so
 * that no name can stand twice in it, to be read one way here and another way there), or a known action in another
 * shape. Fields that are not known are left alone: what would change an action's meaning needs a name of its own.
 */
export const parseAction = (payload: Bytes): Action | NewerAction | undefined => {
	const json = parseExactly(payload);
	const about = v.safeParse(named, json);
	if (!about.success) return undefined;
	if (!isKnown(about.output.do)) return { do: 'newer' };
	// One thing that is wrong is enough: twenty thousand of them would take their time.
	const parsed = v.safeParse(shapes[about.output.do], json, { abortEarly: true });
	return parsed.success ? parsed.output : undefined;
};

const parseExactly = (payload: Bytes): unknown => {
	const text = fromUtf8(payload);
	if (text === undefined) return undefined;
	try {
		const json: unknown = JSON.parse(text);
		return JSON.stringify(json) === text ? json : undefined;
	} catch {
		// Not JSON, or nested deeper than any program of ours writes.
		return undefined;
	}
};

/** Every action as it is written: bytes as base64url. */
export type Written = { [Name in keyof Shapes]: v.InferInput<Shapes[Name]> }[keyof Shapes];

export const writeAction = (action: Written): Bytes => utf8(JSON.stringify(action));
